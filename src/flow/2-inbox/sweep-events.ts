import {
  isUnprocessed,
  lockSweep,
  type RawEvent,
  recordEventFailure,
  replaceEvent,
  type Sweep,
  takeEvents,
} from '#inbox/queries.ts';
import { takeApart } from '#inbox/take-apart.ts';
import { isConnectionTrouble, retryDeadlock } from '#lib/database-errors.ts';
import type { Tx } from '#lib/db.ts';
import { type AtCommit, inTransaction } from '#lib/transaction.ts';
import type { Runtime } from '#src/runtime.ts';
import { idOfPost, packPosts, unpackPosts } from '#webhook/pack-posts.ts';
import type { AccountNews } from '#whatsapp/read-account-news.ts';
import type { StatusNews } from '#whatsapp/read-webhook.ts';

/** A status with the number of ours it belongs to. */
export type SenderStatus = StatusNews & { senderId: string };

/**
 * Writes statuses and news of accounts down in the same transaction that marks their events as processed. Stage 7
 * gives it.
 */
export type RecordNews = (tx: Tx, statuses: SenderStatus[], accounts: AccountNews[]) => Promise<void>;

/** Asks for what is to be handled next, in the trip that commits a sweep: what it has taken is among the answer. */
export type AskAlong<T> = (tx: Tx) => Promise<T>;

export type Swept<T = never> = {
  /** What was asked along; undefined where nothing was taken, or event by event. */
  answer?: T;
  events: number;
  statuses: number;
  /** As much as a sweep takes at most, so that more may wait. */
  isFull: boolean;
  /** Another sweep of the kind was under way, which may have begun before the newest events came. */
  isBusy: boolean;
};

const MAX_POSTS = { texts: 500, statuses: 5_000 };
const MAX_ATTEMPTS = 5;
const NOTHING = { events: 0, statuses: 0, isFull: false, isBusy: false };

/**
 * Takes the oldest raw events apart: texts become `inbound_message` (once, however often Meta sends them),
 * statuses go forward, what cannot be taken is set aside with its reason. One transaction; an event that breaks
 * its batch is tried alone, then each of its POSTs alone, and after five tries that POST is set aside whole.
 * Returns zeros when nothing waits; one sweep of a kind is under way at a time.
 */
export async function sweepEvents<T = never>(
  runtime: Runtime,
  sweep: Sweep,
  recordNews: RecordNews,
  askAlong?: AskAlong<T>,
): Promise<Swept<T>> {
  try {
    const swept = await retryDeadlock(() =>
      inTransaction(
        runtime.db,
        async (tx, atCommit) => {
          const { isBusy, events } = await takeIfFree(tx, sweep);
          if (events.length === 0) return { ...NOTHING, isBusy, answer: undefined };
          const { posts, ...taken } = await takeApart(runtime, tx, atCommit, events, recordNews);
          const answer = askAlong?.(tx);
          if (answer) atCommit(answer);
          return { ...taken, isFull: posts >= MAX_POSTS[sweep], isBusy, answer };
        },
        { isMadeAgain: true },
      ),
    );
    return { ...swept, answer: await swept.answer };
  } catch (error) {
    if (isConnectionTrouble(error)) throw error;
    runtime.log.warn({ stage: 'inbox', err: error }, 'a batch of events failed; each is tried alone');
    return sweepOneByOne(runtime, sweep, recordNews);
  }
}

async function sweepOneByOne(runtime: Runtime, sweep: Sweep, recordNews: RecordNews): Promise<Swept> {
  const sum = { events: 0, statuses: 0 };
  const { isBusy, events } = await inTransaction(runtime.db, (tx) => takeIfFree(tx, sweep));
  for (let event = events.shift(); event; event = events.shift()) {
    try {
      const taken = await ifStillMine(runtime, sweep, event, (tx, atCommit) =>
        takeApart(runtime, tx, atCommit, [event], recordNews),
      );
      sum.events += taken?.events ?? 0;
      sum.statuses += taken?.statuses ?? 0;
    } catch (error) {
      if (isConnectionTrouble(error)) throw error;
      if (event.post_count > 1) events.unshift(...(await splitEvent(runtime, sweep, event)));
      else await countFailure(runtime, event, error);
    }
  }
  return { ...sum, isFull: sum.events > 0, isBusy };
}

/** Those that wait, unless another sweep of the kind is under way. */
async function takeIfFree(tx: Tx, sweep: Sweep): Promise<{ isBusy: boolean; events: RawEvent[] }> {
  const [isOurs, events] = await Promise.all([lockSweep(tx, sweep), takeEvents(tx, sweep, MAX_POSTS[sweep])]);
  return { isBusy: !isOurs, events };
}

/** Each alone, and still nobody else beside it. */
function ifStillMine<T>(
  runtime: Runtime,
  sweep: Sweep,
  event: RawEvent,
  work: (tx: Tx, atCommit: AtCommit) => Promise<T>,
): Promise<T | undefined> {
  return inTransaction(runtime.db, async (tx, atCommit) => {
    const isMine = (await lockSweep(tx, sweep)) && (await isUnprocessed(tx, event.id));
    return isMine ? work(tx, atCommit) : undefined;
  });
}

/** An event whose POSTs cannot go together becomes an event for each, so that only the one at fault stays. */
async function splitEvent(runtime: Runtime, sweep: Sweep, event: RawEvent): Promise<RawEvent[]> {
  const parts = await ifStillMine(runtime, sweep, event, async (tx) => {
    const posts = unpackPosts(event.posts).map(({ requestId, body }, nth) => {
      const id = idOfPost(event.id, nth);
      return { id, posts: packPosts([{ requestId: requestId ?? id, body }]), post_count: 1 };
    });
    await replaceEvent(tx, event.id, posts, sweep);
    return posts;
  });
  return parts ?? [];
}

async function countFailure(runtime: Runtime, event: RawEvent, error: unknown): Promise<void> {
  runtime.log.error({ stage: 'inbox', eventId: event.id, err: error }, 'event failed');
  const at = new Date(runtime.clock.now());
  await recordEventFailure(runtime.db, event.id, String(error), MAX_ATTEMPTS, at);
}

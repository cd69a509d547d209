import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { paceOfNumber } from '#audience/pace-of-number.ts';
import { createBreath } from '#lib/breath.ts';
import type { IdSpan } from '#lib/ids.ts';
import { chances } from '#send/decide-outcome.ts';
import { createBudgets } from '#send/keep-budgets.ts';
import { type LeasedLane, leaseLanes, releaseLanes, stopLane } from '#send/lane-queries.ts';
import { createLeftClean } from '#send/left-clean.ts';
import { openAccess } from '#send/open-access.ts';
import { createPace, type Pace, type PaceWindow } from '#send/pace.ts';
import { type ClaimedDelivery, claimBatch, type LaneShare, markLeftoversUnknown } from '#send/queries.ts';
import { createQueueSpan } from '#send/queue-span.ts';
import { raiseAged } from '#send/raise-aged.ts';
import type { LaneNews, SendBatch } from '#send/send-batch.ts';
import { shareOut, tookFrom } from '#send/share-out.ts';
import type { Runtime } from '#src/runtime.ts';
import type { GraphCalls } from '#whatsapp/client.ts';

const LEASE_SECONDS = 20;
// What has not left so long before the lease ends does not leave any more.
const LEASE_MARGIN_MS = 2_000;
const BATCH = 100;
// Another process may be free: after this long the job ends and wakes itself again.
const SLICE_MS = 10_000;
// A lane that has been busy for so long may keep something waiting that has aged.
const RAISE_EVERY_MS = 1_000;

export type Drainer = {
  /** Sends until no lane of the slot has anything that may go. Returns true when the slice ended before that. */
  drain(slot: number): Promise<boolean>;
  /** Claims nothing more; what is on the wire is finished and written down. */
  stop(): Promise<void>;
};

/** Ours until `mayLeaveUntil`, on the clock of `performance.now()`. */
type HeldLane = LeasedLane & { pace: Pace; mayLeaveUntil: number; whatsapp: GraphCalls };

/** One job's turn at a slot: the lanes it has taken, the batches of theirs on the wire, and when it last looked for what has aged. */
type Slice = {
  /** By their fence. */
  held: Map<string, number>;
  sending: Set<Promise<void>>;
  raisedAt: number;
  /** Something was claimed, or may have been, and what came of it is not known to be written. */
  isUnwritten: boolean;
};

/** The sending side of one process. It owns lanes by lease while it drains them, under a name of its own. */
export function createDrainer(runtime: Runtime, sendBatch: SendBatch): Drainer {
  const owner = randomUUID();
  const paces = new Map<string, Pace>();
  /** How many messages each batch has that is on its way. */
  const onTheWire = new Map<Promise<void>, number>();
  const budgets = createBudgets(runtime);
  const breath = createBreath();
  const queueSpan = createQueueSpan(runtime);
  const leftClean = createLeftClean();
  const stopping = new AbortController();

  const paceOf = (lane: LeasedLane): Pace => {
    const windows = paceWindows(runtime, lane);
    const pace = paces.get(lane.sender_id) ?? createPace(windows);
    pace.keepTo(windows);
    paces.set(lane.sender_id, pace);
    return pace;
  };

  const lease = async (slot: number, span: IdSpan): Promise<HeldLane[]> => {
    const mayLeaveUntil = performance.now() + LEASE_SECONDS * 1_000 - LEASE_MARGIN_MS;
    const all = await leaseLanes(runtime.db, slot, owner, LEASE_SECONDS, span);
    const access = await openAccess(runtime, all);
    const leased = all.filter((lane) => access.has(lane.sender_id));
    if (leased.length < all.length) await giveUp(all.filter((lane) => !access.has(lane.sender_id)));
    const { now } = chances(runtime);
    return leased.map((lane) => {
      const pace = paceOf(lane);
      // What the last owner sent within this second counts, and only it knows how much that was.
      if (lane.released_ms_ago !== null && lane.released_ms_ago < 1_000)
        pace.usedUp(now - Math.max(0, lane.released_ms_ago));
      return { ...lane, pace, mayLeaveUntil, whatsapp: access.get(lane.sender_id)!.whatsapp };
    });
  };

  /** Lanes whose token does not open here stand still until there is a key or a token for them. */
  const giveUp = async (lanes: LeasedLane[]): Promise<void> => {
    for (const { sender_id, token_no: tokenNo } of lanes)
      await stopLane(runtime.db, sender_id, { reason: 'token', until: null, code: null, tokenNo });
    await releaseLanes(
      runtime.db,
      owner,
      lanes.map((lane) => lane.sender_id),
    );
  };

  /** What lanes that have just become ours bring with them. Nothing of it may be missing when a request leaves. */
  const takeOver = async (slot: number, lanes: HeldLane[], span: IdSpan): Promise<void> => {
    const changed = lanes.filter((lane) => lane.changed_hands);
    if (changed.length === 0) return;
    const strange = changed.filter((lane) => !leftClean.isClean(lane, performance.now()));
    const [unknown] = await Promise.all([
      strange.length > 0 ? markLeftoversUnknown(runtime.db, strange, new Date(runtime.clock.now()), span) : 0,
      budgets.takeOver(changed),
    ]);
    if (unknown > 0)
      runtime.log.warn({ stage: 'send', slot, unknown }, 'an earlier sender stopped in the middle');
  };

  const onNews = (news: LaneNews, takenAt: number): void => {
    const pace = paces.get(news.senderId);
    if (news.kind === 'arrived') pace?.arrived(takenAt, news.at);
    else if (news.kind === 'slow_down') pace?.slowDown(runtime.clock.now());
    else pace?.unanswered(runtime.clock.now());
  };

  const send = (batch: ClaimedDelivery[], lanes: HeldLane[], slice: Slice, takenAt: number): void => {
    const wires = new Map(
      lanes.map(
        ({ sender_id, phone_number_id: phoneNumberId, token_no: tokenNo, mayLeaveUntil, whatsapp }) => [
          sender_id,
          { phoneNumberId, tokenNo, mayLeaveUntil, whatsapp },
        ],
      ),
    );
    const sending = sendBatch(batch, wires, (news) => onNews(news, takenAt))
      .catch((error) => {
        slice.isUnwritten = true;
        runtime.log.error(
          { stage: 'send', err: error },
          'outcomes of a batch not written; its statuses will settle it',
        );
      })
      .finally(() => {
        onTheWire.delete(sending);
        slice.sending.delete(sending);
      });
    onTheWire.set(sending, batch.length);
    slice.sending.add(sending);
  };

  /**
   * Room for one more batch on the wire of this process. A bite of a pace is a small batch, so messages are counted; but
   * each batch is work of its own, too, and a process that is out of breath would keep webhooks waiting.
   */
  const room = async (): Promise<void> => {
    const batches = runtime.config.WHATSAPP_WORKER_CONCURRENCY;
    const isFull = () =>
      sum(onTheWire.values()) > (batches - 1) * BATCH || (onTheWire.size >= batches && breath.isShort());
    while (isFull()) await Promise.race(onTheWire.keys());
  };

  const claimNext = async (
    lanes: HeldLane[],
    slice: Slice,
    span: IdSpan,
  ): Promise<{ shares: LaneShare[]; claimed: ClaimedDelivery[] }> => {
    if (performance.now() - slice.raisedAt > RAISE_EVERY_MS) {
      await raiseAged(runtime, lanes, span);
      slice.raisedAt = performance.now();
    }
    const shares = shareOut(lanes, chances(runtime), BATCH);
    return { shares, claimed: shares.length > 0 ? await claimBatch(runtime.db, shares, span) : [] };
  };

  const drainOnce = async (slot: number, slice: Slice): Promise<'more' | 'paced' | 'empty'> => {
    // Before the lease is renewed, so that it is fresh when something is claimed by it.
    await room();
    const span = queueSpan.current();
    const lanes = await lease(slot, span);
    for (const lane of lanes) slice.held.set(lane.sender_id, lane.fence);
    if (lanes.length === 0) return 'empty';
    const [{ shares, claimed }] = await Promise.all([
      claimNext(lanes, slice, span),
      takeOver(slot, lanes, span),
    ]);
    if (claimed.length === 0) return 'paced';
    const going = await budgets.admit(claimed);
    const now = runtime.clock.now();
    tookFrom(lanes, { shares, claimed, going }, now);
    if (going.length > 0) send(going, lanes, slice, now);
    return 'more';
  };

  const drainHeld = async (
    slot: number,
    endOfSlice: number,
  ): Promise<'gave back' | 'nothing held' | 'slice over' | 'stopped'> => {
    const held: Slice['held'] = new Map();
    const sending: Slice['sending'] = new Set();
    const slice: Slice = { held, sending, raisedAt: performance.now(), isUnwritten: false };
    try {
      while (!stopping.signal.aborted) {
        if (performance.now() > endOfSlice) return 'slice over';
        const progress = await drainOnce(slot, slice);
        if (progress === 'paced') await pause(held.keys());
        if (progress !== 'empty') continue;
        await answersOrMoment(sending);
        if (sending.size === 0) return held.size > 0 ? 'gave back' : 'nothing held';
      }
      // Another process finds what is left in the rows; a wake-up now would come back to this one, again and again.
      return 'stopped';
    } catch (error) {
      slice.isUnwritten = true;
      throw error;
    } finally {
      if (held.size > 0) {
        await Promise.allSettled(sending);
        if (!slice.isUnwritten) leftClean.gaveBack(held);
        try {
          await budgets.handOver([...held.keys()]);
        } finally {
          await releaseLanes(runtime.db, owner, [...held.keys()]);
        }
      }
    }
  };

  const pause = (held: Iterable<string>): Promise<void> => {
    const waitMs = waitFor(
      [...held].map((id) => paces.get(id)!),
      runtime.clock.now(),
    );
    return sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
  };

  return {
    async drain(slot) {
      const endOfSlice = performance.now() + SLICE_MS;
      // What came for a lane while it was being given back could be seen by nobody else: another look after it.
      for (;;) {
        const end = await drainHeld(slot, endOfSlice);
        if (end !== 'gave back') return end === 'slice over';
      }
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(onTheWire.keys());
    },
  };
}

/** What is written for another lane of the slot does not wait for slow answers to this one: it is looked for meanwhile. */
async function answersOrMoment(sending: Set<Promise<void>>): Promise<void> {
  if (sending.size === 0) return;
  const looking = new AbortController();
  const moment = sleep(LONGEST_WAIT_MS, undefined, { signal: looking.signal }).catch(() => {});
  await Promise.race([Promise.all(sending), moment]);
  looking.abort();
}

function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const number of numbers) all += number;
  return all;
}

function paceWindows({ config }: Runtime, { per_second, quality }: LeasedLane): PaceWindow[] {
  const perSecond = paceOfNumber(config, per_second, quality);
  const windows: PaceWindow[] = [{ ms: 1_000, max: perSecond }];
  if (config.WA_RATE_LIMIT_PER_MINUTE) windows.push({ ms: 60_000, max: config.WA_RATE_LIMIT_PER_MINUTE });
  if (config.WA_RATE_LIMIT_PER_HOUR) windows.push({ ms: 3_600_000, max: config.WA_RATE_LIMIT_PER_HOUR });
  return windows;
}

// Short enough to notice an urgent message in another lane of the slot, long enough not to spin.
const SHORTEST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 100;

function waitFor(paces: Pace[], now: number): number {
  const soonest = Math.min(...paces.map((pace) => pace.waitMs(now)));
  return Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, soonest));
}

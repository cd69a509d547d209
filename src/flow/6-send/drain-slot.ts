import { setTimeout as sleep } from 'node:timers/promises';
import { createBreath } from '#lib/breath.ts';
import type { IdSpan } from '#lib/ids.ts';
import { chances } from '#send/decide-outcome.ts';
import { createLaneHold, type HeldLane } from '#send/hold-lanes.ts';
import { createBudgets } from '#send/keep-budgets.ts';
import { type ClaimedDelivery, claimBatch, type LaneShare } from '#send/queries.ts';
import { createQueueSpan } from '#send/queue-span.ts';
import { raiseAged } from '#send/raise-aged.ts';
import type { LaneNews, SendBatch } from '#send/send-batch.ts';
import { shareOut, tookFrom } from '#send/share-out.ts';
import { answersOrMoment, waitFor } from '#send/wait-for-more.ts';
import type { Runtime } from '#src/runtime.ts';

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
  /** How many messages each batch has that is on its way. */
  const onTheWire = new Map<Promise<void>, number>();
  const budgets = createBudgets(runtime);
  const hold = createLaneHold(runtime, budgets);
  const breath = createBreath();
  const queueSpan = createQueueSpan(runtime);
  const stopping = new AbortController();

  const onNews = (news: LaneNews, takenAt: number): void => {
    const pace = hold.paceOf(news.senderId);
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
    const lanes = await hold.lease(slot, span);
    for (const lane of lanes) slice.held.set(lane.sender_id, lane.fence);
    if (lanes.length === 0) return 'empty';
    const [{ shares, claimed }] = await Promise.all([
      claimNext(lanes, slice, span),
      hold.takeOver(lanes, span),
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
        await hold.giveBack(held, !slice.isUnwritten);
      }
    }
  };

  const pause = (held: Iterable<string>): Promise<void> => {
    const waitMs = waitFor(
      [...held].map((senderId) => hold.paceOf(senderId)!),
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

function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const number of numbers) all += number;
  return all;
}

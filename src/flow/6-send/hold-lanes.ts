import { randomUUID } from 'node:crypto';
import { paceOfNumber } from '#audience/pace-of-number.ts';
import type { IdSpan } from '#lib/ids.ts';
import { chances } from '#send/decide-outcome.ts';
import type { Budgets } from '#send/keep-budgets.ts';
import { type LeasedLane, leaseLanes, releaseLanes, stopLane } from '#send/lane-queries.ts';
import { createLeftClean } from '#send/left-clean.ts';
import { openAccess } from '#send/open-access.ts';
import { createPace, type Pace, type PaceWindow } from '#send/pace.ts';
import { markLeftoversUnknown } from '#send/queries.ts';
import type { Runtime } from '#src/runtime.ts';
import type { GraphCalls } from '#whatsapp/client.ts';

const LEASE_SECONDS = 20;
// What has not left so long before the lease ends does not leave any more.
const LEASE_MARGIN_MS = 2_000;

/** Ours until `mayLeaveUntil`, on the clock of `performance.now()`. */
export type HeldLane = LeasedLane & { pace: Pace; mayLeaveUntil: number; whatsapp: GraphCalls };

/** The lanes that one process holds, under a name of its own. */
export type LaneHold = {
  /** Takes or renews the lanes of a slot that have something to send. */
  lease(slot: number, span: IdSpan): Promise<HeldLane[]>;
  /** What lanes that have just become ours bring with them. Nothing of it may be missing when a request leaves. */
  takeOver(lanes: HeldLane[], span: IdSpan): Promise<void>;
  paceOf(senderId: string): Pace | undefined;
  /** Gives lanes back, by their fence; `isClean`: what came of everything claimed from them is written. */
  giveBack(held: Map<string, number>, isClean: boolean): Promise<void>;
};

export function createLaneHold(runtime: Runtime, budgets: Budgets): LaneHold {
  const owner = randomUUID();
  const paces = new Map<string, Pace>();
  const leftClean = createLeftClean();

  const paceOf = (lane: LeasedLane): Pace => {
    const windows = paceWindows(runtime, lane);
    const pace = paces.get(lane.sender_id) ?? createPace(windows);
    pace.keepTo(windows);
    paces.set(lane.sender_id, pace);
    return pace;
  };

  const lease: LaneHold['lease'] = async (slot, span) => {
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

  const takeOver: LaneHold['takeOver'] = async (lanes, span) => {
    const changed = lanes.filter((lane) => lane.changed_hands);
    if (changed.length === 0) return;
    const strange = changed.filter((lane) => !leftClean.isClean(lane, performance.now()));
    const [unknown] = await Promise.all([
      strange.length > 0 ? markLeftoversUnknown(runtime.db, strange, new Date(runtime.clock.now()), span) : 0,
      budgets.takeOver(changed),
    ]);
    if (unknown > 0) runtime.log.warn({ stage: 'send', unknown }, 'an earlier sender stopped in the middle');
  };

  return {
    lease,
    takeOver,
    paceOf: (senderId) => paces.get(senderId),
    async giveBack(held, isClean) {
      if (isClean) leftClean.gaveBack(held);
      const senderIds = [...held.keys()];
      try {
        await budgets.handOver(senderIds);
      } finally {
        await releaseLanes(runtime.db, owner, senderIds);
      }
    },
  };
}

function paceWindows({ config }: Runtime, { per_second, quality }: LeasedLane): PaceWindow[] {
  const perSecond = paceOfNumber(config, per_second, quality);
  const windows: PaceWindow[] = [{ ms: 1_000, max: perSecond }];
  if (config.WA_RATE_LIMIT_PER_MINUTE) windows.push({ ms: 60_000, max: config.WA_RATE_LIMIT_PER_MINUTE });
  if (config.WA_RATE_LIMIT_PER_HOUR) windows.push({ ms: 3_600_000, max: config.WA_RATE_LIMIT_PER_HOUR });
  return windows;
}

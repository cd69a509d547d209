import { outlastTrouble } from '#lib/database-errors.ts';
import { countService, type LaneFacts, leavePairs, loadLaneFacts, putBack } from '#send/budget-queries.ts';
import { keepTier } from '#send/keep-tier.ts';
import type { LeasedLane } from '#send/lane-queries.ts';
import { createPairPace, type PairPace } from '#send/pair-pace.ts';
import type { ClaimedDelivery } from '#send/queries.ts';
import type { Runtime } from '#src/runtime.ts';

/** What stands between a claim and its requests, for the lanes that one process owns (docs/budgets.md). */
export type Budgets = {
  /** Lanes that were just leased: takes over what their last owners knew. */
  takeOver(lanes: LeasedLane[]): Promise<void>;
  /** Those of a batch that may go now, in their order; the others wait in their rows. */
  admit(batch: ClaimedDelivery[]): Promise<ClaimedDelivery[]>;
  /** Lanes that are about to be given back: leaves behind what the next owner must know. */
  handOver(senderIds: string[]): Promise<void>;
};

// A window that closes while a request is under way would make it one outside.
const WINDOW_MARGIN_MS = 60_000;
const FACTS_KEEP_MS = 5_000;
// When a process dies, its lanes are free after their lease. Who is ahead of the pace by more than that is written
// down before the requests leave.
const OUTLIVES_LEASE_MS = 18_000;
const PATIENCE_MS = 10_000;

type TierOf = Pick<LaneFacts, 'portfolio_id' | 'people_per_day'> & { at: number };

type Kept = { fence: number; pairs: PairPace; isLeft: boolean };

export function createBudgets(runtime: Runtime): Budgets {
  const { db, config, clock } = runtime;
  const kept = new Map<string, Kept>();
  const facts = new Map<string, TierOf>();
  const service = new Map<string, number>();

  const isStale = (senderId: string, now: number): boolean =>
    (facts.get(senderId)?.at ?? 0) + FACTS_KEEP_MS <= now;

  const load = async (senderIds: string[], now: number): Promise<LaneFacts[]> => {
    const rows = senderIds.length > 0 ? await loadLaneFacts(db, senderIds) : [];
    for (const { sender_id, portfolio_id, people_per_day } of rows)
      facts.set(sender_id, { portfolio_id, people_per_day, at: now });
    return rows;
  };

  /** Who is out of their own pace waits for it, and nobody with them. */
  const keepPairs = async (batch: ClaimedDelivery[], now: number): Promise<ClaimedDelivery[]> => {
    const held = batch
      .map((delivery) => ({
        delivery,
        until: kept.get(delivery.sender_id)?.pairs.take(delivery.address, now) ?? 0,
      }))
      .filter(({ until }) => until > 0);
    if (held.length === 0) return batch;
    await putBack(
      db,
      held.map(({ delivery, until }) => ({ delivery, until: new Date(until) })),
      new Date(now),
    );
    const waits = new Set(held.map(({ delivery }) => delivery));
    return batch.filter((delivery) => !waits.has(delivery));
  };

  const keepTiers = async (batch: ClaimedDelivery[], now: number): Promise<ClaimedDelivery[]> => {
    const outside = batch.filter((delivery) => !isFreeForm(delivery, now + WINDOW_MARGIN_MS));
    if (outside.length === 0) return batch;
    const numbers = new Set(outside.map((d) => d.sender_id));
    await load(
      [...numbers].filter((id) => isStale(id, now)),
      now,
    );
    const limited = outside.filter(
      (d) => (facts.get(d.sender_id)!.people_per_day ?? config.WA_PEOPLE_PER_DAY) > 0,
    );
    const waits = new Set(limited);
    for (const [portfolioId, deliveries] of Map.groupBy(limited, (d) => facts.get(d.sender_id)!.portfolio_id))
      for (const delivery of await keepTier(runtime, portfolioId, deliveries, now)) waits.delete(delivery);
    return batch.filter((delivery) => !waits.has(delivery));
  };

  const leave = async (senderIds: string[], now: number, aheadMs: number): Promise<void> => {
    const lanes = senderIds.flatMap((senderId) => {
      const lane = kept.get(senderId);
      const pairs = lane?.pairs.owing(now, aheadMs) ?? {};
      const isNobody = Object.keys(pairs).length === 0;
      if (!lane || (isNobody && (aheadMs > 0 || !lane.isLeft))) return [];
      lane.isLeft = !isNobody;
      return [{ senderId, pairs }];
    });
    if (lanes.length > 0) await outlastTrouble(() => leavePairs(db, lanes), PATIENCE_MS);
  };

  return {
    async takeOver(lanes) {
      const strange = new Set<string>();
      for (const lane of lanes) {
        const last = kept.get(lane.sender_id);
        // The fence rises by one whenever the lane is taken; by more, and somebody else had it meanwhile.
        const isOurs = last !== undefined && lane.fence <= last.fence + 1;
        kept.set(lane.sender_id, {
          fence: lane.fence,
          pairs: last?.pairs ?? createPairPace(config.WA_PAIR_SECONDS * 1_000),
          isLeft: last?.isLeft ?? false,
        });
        if (!isOurs) strange.add(lane.sender_id);
      }
      // Most of what is sent is outside of a window, and is asked about its limit as soon as it is claimed.
      const now = clock.now();
      const asked = lanes
        .map(({ sender_id }) => sender_id)
        .filter((id) => strange.has(id) || isStale(id, now));
      for (const { sender_id, pairs } of await load(asked, now)) {
        if (!pairs || !strange.has(sender_id)) continue;
        const lane = kept.get(sender_id)!;
        lane.pairs.restore(pairs);
        lane.isLeft = true;
      }
    },
    async admit(batch) {
      const now = clock.now();
      const paced = config.WA_PAIR_SECONDS === 0 ? batch : await keepPairs(batch, now);
      const going = await keepTiers(paced, now);
      for (const delivery of going)
        if (isFreeForm(delivery, now)) {
          const key = `${delivery.sender_id} ${new Date(now).toISOString().slice(0, 7)}-01`;
          service.set(key, (service.get(key) ?? 0) + 1);
        }
      if (config.WA_PAIR_SECONDS > 0)
        await leave([...new Set(going.map((d) => d.sender_id))], now, OUTLIVES_LEASE_MS);
      return going;
    },
    async handOver(senderIds) {
      await leave(senderIds, clock.now(), 0);
      const counts = [...service].map(([key, messages]) => {
        const [senderId, month] = key.split(' ') as [string, string];
        return { senderId, month, messages };
      });
      service.clear();
      if (counts.length > 0) await countService(db, counts);
    },
  };
}

function isFreeForm({ window_until }: ClaimedDelivery, at: number): boolean {
  return window_until !== null && window_until > at;
}

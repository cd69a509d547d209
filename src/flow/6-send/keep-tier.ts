import { REACH_MS, reserveOf, roomFor, type TierBook } from '#audience/tier-room.ts';
import type { Tx } from '#lib/db.ts';
import { inTransaction } from '#lib/transaction.ts';
import {
  countReached,
  listFreed,
  loadTierFacts,
  lockPortfolio,
  type PortfolioRow,
  type PutBack,
  promiseRoom,
  putBack,
} from '#send/budget-queries.ts';
import { fitTier, spreadWaiting } from '#send/fit-tier.ts';
import type { ClaimedDelivery } from '#send/queries.ts';
import type { Runtime } from '#src/runtime.ts';

/**
 * Keeps claimed deliveries outside their window within the messaging limit of their portfolio, in one transaction
 * under the portfolio's lock: who fits is counted before a request leaves, who does not waits for the moment at
 * which room comes free, or fails at once where it would expire first. Returns those that may go.
 */
export async function keepTier(
  runtime: Runtime,
  portfolioId: string,
  deliveries: ClaimedDelivery[],
  now: number,
): Promise<Set<ClaimedDelivery>> {
  return inTransaction(runtime.db, async (tx) => {
    const row = await lockPortfolio(tx, portfolioId, new Date(now));
    const book = bookOf(runtime, row);
    if (!book) return new Set(deliveries);
    const facts = await loadTierFacts(tx, portfolioId, deliveries);
    const requests = deliveries.map((delivery, nth) => ({
      delivery,
      address: delivery.address,
      isReached: facts[nth]!.is_reached,
      isUrgent: facts[nth]!.priority === 0,
      expiresAt: facts[nth]!.expires_at.getTime(),
    }));
    const answers = fitTier(requests, book);
    const go = requests.filter((_, nth) => answers[nth] === 'fits');
    const waiting = requests.filter((_, nth) => answers[nth] === 'waits');
    if (go.length > 0) await countReached(tx, portfolioId, unique(go), new Date(now + REACH_MS));
    if (waiting.length > 0) {
      const used = book.used + unique(go.filter((request) => !request.isReached)).length;
      await putOff(tx, runtime, {
        portfolioId,
        waiting,
        book: { ...book, used },
        promised: row.promised_until,
        now,
      });
    }
    return new Set(go.map((request) => request.delivery));
  });
}

function bookOf({ config }: Runtime, row: PortfolioRow): TierBook | undefined {
  const limit = row.people_per_day ?? config.WA_PEOPLE_PER_DAY;
  if (limit === 0) return undefined;
  return { limit, urgentReserve: reserveOf(limit, config.WA_URGENT_RESERVE_PERCENT), used: row.reached };
}

type Waiting = { delivery: ClaimedDelivery; address: string; isUrgent: boolean; expiresAt: number };

type Full = { portfolioId: string; waiting: Waiting[]; book: TierBook; promised: Date | null; now: number };

/** What is urgent waits for the very next room; the rest for room that nobody was promised yet. */
async function putOff(tx: Tx, runtime: Runtime, full: Full): Promise<void> {
  const { portfolioId, waiting, now } = full;
  const rows: PutBack[] = [];
  for (const isUrgent of [true, false]) {
    const those = waiting.filter((one) => one.isUrgent === isUrgent);
    if (those.length > 0) rows.push(...(await giveTurns(tx, full, those, isUrgent)));
  }
  await putBack(tx, rows, new Date(now));
  const refused = rows.filter(({ until }) => until === null).length;
  runtime.log.warn(
    { stage: 'send', portfolioId, limit: full.book.limit, deferred: rows.length - refused, refused },
    'messaging limit of the portfolio reached',
  );
}

async function giveTurns(
  tx: Tx,
  { portfolioId, book, promised, now }: Full,
  those: Waiting[],
  isUrgent: boolean,
): Promise<PutBack[]> {
  const from = isUrgent ? now : Math.max(now, promised?.getTime() ?? now);
  // Room beyond what these may use comes free first, and is not theirs.
  const skip = from > now ? 0 : Math.max(0, book.used - roomFor(book, isUrgent));
  const freed = await listFreed(tx, portfolioId, {
    after: new Date(from),
    skip,
    howMany: unique(those).length,
  });
  const turns = spreadWaiting(
    those.map((one) => one.address),
    freed,
  );
  const rows = those.map(({ delivery, address, expiresAt }): PutBack => {
    const at = turns.get(address);
    return { delivery, until: at !== undefined && at < expiresAt ? new Date(at) : null };
  });
  const last = Math.max(...rows.map(({ until }) => until?.getTime() ?? 0));
  if (!isUrgent && last > 0) await promiseRoom(tx, portfolioId, new Date(last));
  return rows;
}

function unique(requests: { address: string }[]): string[] {
  return [...new Set(requests.map((request) => request.address))];
}

import { sql } from 'kysely';
import { NON_PROFIT_UNTIL } from '#audience/estimate-cost.ts';
import { paceOfNumber, type Quality } from '#audience/pace-of-number.ts';
import type { SendingFacts } from '#audience/plan-sending.ts';
import { REACH_MS, reserveOf, roomFor } from '#audience/tier-room.ts';
import type { Tx } from '#lib/db.ts';
import type { Config } from '#src/config.ts';

/** A message that is to be planned: how many deliveries it has, and to whom outside their window. */
export type ToPlan = {
  schoolId: string;
  senderId: string;
  priority: number;
  /** Why nothing of the school goes at present. */
  halted: string | null;
  messages: number;
  outside: string[];
  sendAfter: number;
  expiresAt: number;
};

type FactsRow = {
  per_second: number | null;
  quality: Quality;
  first: number;
  last: number;
  people_per_day: number | null;
  used: number;
  promised_until: Date | null;
  known: number;
  service_used: number;
};

/** What the lane, the portfolio and the month hold for a message of one school; of others only how many. */
export async function loadSendingFacts(tx: Tx, config: Config, what: ToPlan): Promise<SendingFacts> {
  const at = new Date(what.sendAfter);
  const { rows } = await sql<FactsRow>`
    SELECT s.per_second, s.quality,
           ahead.of_first AS first, ahead.of_last AS last,
           p.people_per_day, people_reached(s.id, ${at}) AS used, p.promised_until, count_reached(s.id, ${what.outside}::text[], ${at}) AS known,
           coalesce((SELECT messages FROM service_month m WHERE m.sender_id = s.id AND m.month = date_trunc('month', ${at}::timestamptz AT TIME ZONE 'UTC')::date), 0) AS service_used
    FROM sender s
    JOIN waba w ON w.waba_id = s.waba_id
    JOIN portfolio p ON p.id = w.portfolio_id
    CROSS JOIN LATERAL count_ahead(${what.schoolId}, s.id, ${what.priority}::smallint, ${what.messages}::bigint) AS ahead
    WHERE s.id = ${what.senderId}
  `.execute(tx);
  const row = rows[0]!;
  return {
    sendAfter: what.sendAfter,
    expiresAt: what.expiresAt,
    pairMs: config.WA_PAIR_SECONDS * 1_000,
    lane: {
      perSecond: paceOfNumber(config, row.per_second, row.quality),
      ahead: { first: row.first, last: row.last },
      stopped: what.halted,
    },
    tier: await loadTier(tx, config, what, row),
    prices: {
      prices: config.WA_PRICES,
      nprPerUsd: config.NPR_PER_USD,
      freeLeft: Math.max(0, config.WA_FREE_SERVICE_MESSAGES - row.service_used),
      isServiceFree: config.WA_NON_PROFIT === 'yes' && what.sendAfter < NON_PROFIT_UNTIL,
    },
  };
}

async function loadTier(tx: Tx, config: Config, what: ToPlan, row: FactsRow): Promise<SendingFacts['tier']> {
  const limit = row.people_per_day ?? config.WA_PEOPLE_PER_DAY;
  if (limit === 0) return null;
  const urgentReserve = reserveOf(limit, config.WA_URGENT_RESERVE_PERCENT);
  const room = roomFor({ limit, urgentReserve }, what.priority === 0);
  const waiting = what.outside.length - row.known - Math.max(0, room - row.used);
  const freed = waiting > 0 ? await loadFreed(tx, what, row, { room, waiting }) : [];
  return { room, used: row.used, known: row.known, freed };
}

/** Room that comes free and is promised to nobody: of the day, and where all of that is promised, of the next. */
async function loadFreed(
  tx: Tx,
  { senderId, priority, sendAfter }: ToPlan,
  { used, promised_until }: FactsRow,
  { room, waiting }: { room: number; waiting: number },
): Promise<number[]> {
  const from = priority === 0 ? sendAfter : Math.max(sendAfter, promised_until?.getTime() ?? 0);
  // Room beyond what these may use comes free first, and is not theirs.
  const skip = from > sendAfter ? 0 : Math.max(0, used - room);
  const most = skip + waiting;
  const { rows } = await sql<{ at: Date }>`
    SELECT at FROM (
      SELECT at FROM list_freed(${senderId}, ${new Date(from)}, 0, ${most}) AS at
      UNION ALL
      SELECT at + make_interval(secs => ${REACH_MS / 1_000}) FROM list_freed(${senderId}, ${new Date(from - REACH_MS)}, 0, ${most}) AS at
    ) freed WHERE at > ${new Date(from)} ORDER BY at OFFSET ${skip} LIMIT ${waiting}
  `.execute(tx);
  return rows.map((row) => row.at.getTime());
}

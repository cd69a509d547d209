import { sql } from 'kysely';
import { REACH_MS } from '#audience/tier-room.ts';
import type { Db, Tx } from '#lib/db.ts';
import { boundsOf } from '#send/month-spans.ts';
import type { PairDebts } from '#send/pair-pace.ts';
import type { ClaimedDelivery } from '#send/queries.ts';

export type LaneFacts = {
  sender_id: string;
  portfolio_id: string;
  people_per_day: number | null;
  /** What the last owner left of people who are ahead of their pace. */
  pairs: PairDebts | null;
};

/** Which portfolio each number belongs to, its limit where one is known, and what the last owner of the lane left. */
export async function loadLaneFacts(db: Db, senderIds: string[]): Promise<LaneFacts[]> {
  const { rows } = await sql<LaneFacts>`
    SELECT s.id AS sender_id, p.id AS portfolio_id, p.people_per_day, l.pairs
    FROM sender s JOIN waba w ON w.waba_id = s.waba_id JOIN portfolio p ON p.id = w.portfolio_id LEFT JOIN lane_pairs l ON l.sender_id = s.id
    WHERE s.id = ANY (${senderIds}::uuid[])
  `.execute(db);
  return rows;
}

export type PortfolioRow = { people_per_day: number | null; reached: number; promised_until: Date | null };

/**
 * Locks a portfolio and forgets whom it reached longer than a day ago, so that what is counted now stays true until
 * the end of the transaction, whichever worker asks.
 */
export async function lockPortfolio(tx: Tx, portfolioId: string, now: Date): Promise<PortfolioRow> {
  await sql`SELECT 1 FROM portfolio WHERE id = ${portfolioId} FOR UPDATE`.execute(tx);
  const { rows } = await sql<PortfolioRow>`
    WITH forgotten AS (
      DELETE FROM portfolio_reach WHERE portfolio_id = ${portfolioId} AND counts_until <= ${now} RETURNING 1
    )
    UPDATE portfolio SET reached = reached - (SELECT count(*) FROM forgotten) WHERE id = ${portfolioId}
    RETURNING people_per_day, reached, promised_until
  `.execute(tx);
  return rows[0]!;
}

export type TierFacts = { is_reached: boolean; priority: number; expires_at: Date };

/** What the limit needs to know of deliveries, in their order. */
export async function loadTierFacts(
  tx: Tx,
  portfolioId: string,
  deliveries: ClaimedDelivery[],
): Promise<TierFacts[]> {
  const { rows } = await sql<TierFacts>`
    SELECT r.address IS NOT NULL AS is_reached, m.priority, m.expires_at
    FROM unnest(${deliveries.map((d) => d.school_id)}::uuid[], ${deliveries.map((d) => d.message_id)}::uuid[], ${deliveries.map((d) => d.address)}::text[])
      WITH ORDINALITY AS d (school_id, message_id, address, nth)
    JOIN message m ON m.school_id = d.school_id AND m.id = d.message_id
    LEFT JOIN portfolio_reach r ON r.portfolio_id = ${portfolioId} AND r.address = d.address
    ORDER BY d.nth
  `.execute(tx);
  return rows;
}

/**
 * Counts people until a day from now, once each; a millisecond after the last one at the earliest, so that room comes
 * free for one after another and each moment can be promised once.
 */
export async function countReached(
  tx: Tx,
  portfolioId: string,
  addresses: string[],
  until: Date,
): Promise<void> {
  await sql`
    WITH counted AS (
      INSERT INTO portfolio_reach AS r (portfolio_id, address, counts_until)
      SELECT ${portfolioId}, address,
             greatest(${until}::timestamptz, (SELECT max(counts_until) FROM portfolio_reach WHERE portfolio_id = ${portfolioId}))
               + nth * interval '1 millisecond'
      FROM unnest(${addresses}::text[]) WITH ORDINALITY AS a (address, nth)
      ON CONFLICT (portfolio_id, address) DO UPDATE SET counts_until = greatest(r.counts_until, excluded.counts_until)
      RETURNING (xmax = 0) AS is_new
    )
    UPDATE portfolio SET reached = reached + (SELECT count(*) FROM counted WHERE is_new) WHERE id = ${portfolioId}
  `.execute(tx);
}

/**
 * The instants at which room comes free in a portfolio, of today and, since who comes then counts for a day, of the
 * two days after: ascending, the first `skip` left out.
 */
export async function listFreed(
  tx: Tx,
  portfolioId: string,
  { after, skip, howMany }: { after: Date; skip: number; howMany: number },
): Promise<number[]> {
  const most = skip + howMany;
  const day = sql`make_interval(secs => ${REACH_MS / 1_000})`;
  const { rows } = await sql<{ at: Date }>`
    SELECT day.at FROM generate_series(0, 2) AS n CROSS JOIN LATERAL (
      SELECT counts_until + n * ${day} AS at FROM portfolio_reach
      WHERE portfolio_id = ${portfolioId} AND counts_until > ${after}::timestamptz - n * ${day}
      ORDER BY counts_until LIMIT ${most}
    ) day ORDER BY 1 OFFSET ${skip} LIMIT ${howMany}
  `.execute(tx);
  return rows.map((row) => row.at.getTime());
}

/** Room that comes free until then is promised. */
export async function promiseRoom(tx: Tx, portfolioId: string, until: Date): Promise<void> {
  await sql`UPDATE portfolio SET promised_until = ${until} WHERE id = ${portfolioId}`.execute(tx);
}

/** What a claimed delivery becomes that may not go now; without `until` it cannot go before it expires. */
export type PutBack = { delivery: ClaimedDelivery; until: Date | null };

/** Gives back what was claimed and has not been sent; the try does not count. */
export async function putBack(db: Db | Tx, rows: PutBack[], at: Date): Promise<void> {
  const of = <K extends keyof ClaimedDelivery>(key: K) => rows.map(({ delivery }) => delivery[key]);
  const { lowest, highest } = boundsOf(of('message_id'));
  await sql`
    UPDATE delivery d
    SET attempt = d.attempt - 1, place = NULL, wake_at = b.until,
        status = CASE WHEN b.until IS NULL THEN 'failed' ELSE 'planned' END::delivery_status,
        failed_at = CASE WHEN b.until IS NULL THEN ${at}::timestamptz END,
        error_detail = CASE WHEN b.until IS NULL THEN 'daily_limit' END
    FROM unnest(${of('school_id')}::uuid[], ${of('message_id')}::uuid[], ${of('recipient_id')}::uuid[], ${of('part')}::smallint[],
                ${of('attempt')}::smallint[], ${rows.map((row) => row.until)}::timestamptz[])
      AS b (school_id, message_id, recipient_id, part, attempt, until)
    WHERE d.school_id = b.school_id AND d.message_id = b.message_id AND d.recipient_id = b.recipient_id AND d.part = b.part
      AND d.message_id BETWEEN ${lowest} AND ${highest} AND d.attempt = b.attempt AND d.status = 'sending'
  `.execute(db);
}

/** Leaves the accounts of people who are ahead of the pace to the next owner of a lane. */
export async function leavePairs(db: Db, lanes: { senderId: string; pairs: PairDebts }[]): Promise<void> {
  await sql`
    INSERT INTO lane_pairs (sender_id, pairs)
    SELECT * FROM unnest(${lanes.map((l) => l.senderId)}::uuid[], ${lanes.map((l) => JSON.stringify(l.pairs))}::jsonb[])
    ON CONFLICT (sender_id) DO UPDATE SET pairs = excluded.pairs
  `.execute(db);
}

/** Adds free-form messages of a number to those of its month. */
export async function countService(
  db: Db,
  counts: { senderId: string; month: string; messages: number }[],
): Promise<void> {
  await sql`
    INSERT INTO service_month AS s (sender_id, month, messages)
    SELECT * FROM unnest(${counts.map((c) => c.senderId)}::uuid[], ${counts.map((c) => c.month)}::date[], ${counts.map((c) => c.messages)}::int[])
    ON CONFLICT (sender_id, month) DO UPDATE SET messages = s.messages + excluded.messages
  `.execute(db);
}

import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';
import type { Config } from '#src/config.ts';

/** The tables that are cut into months. */
export const MONTHLY = ['webhook_event', 'delivery'] as const;
export type Monthly = (typeof MONTHLY)[number];

/** First days of the months that have a partition, oldest first. */
export async function listMonths(db: Db, table: Monthly): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    SELECT replace(right(c.relname, 7), '_', '-') || '-01' AS month
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = ${table}::text::regclass AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
    ORDER BY 1
  `.execute(db);
  return rows.map((row) => row.month);
}

/** `open`: something in it has not come to its end, so it stays. `gone`: it was not there any more. */
export type Dropped = 'dropped' | 'open' | 'gone';

export async function dropMonth(tx: Tx, table: Monthly, month: string): Promise<Dropped> {
  const { rows } = await sql<{ came: Dropped }>`
    SELECT ${table === 'delivery' ? sql`drop_delivery_month(${month}::date)` : sql`drop_event_month(${month}::date)`} AS came
  `.execute(tx);
  return rows[0]!.came;
}

/** First days of the months that stand in the default partition, since they had none of their own; oldest first. */
export async function listDefaultMonths(db: Db): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    SELECT month FROM list_default_months() AS month ORDER BY 1
  `.execute(db);
  return rows.map((row) => row.month);
}

export async function emptyDefaultMonth(tx: Tx, month: string): Promise<Dropped> {
  const { rows } = await sql<{ came: Dropped }>`SELECT empty_default_month(${month}::date) AS came`.execute(
    tx,
  );
  return rows[0]!.came;
}

/** Portfolios of whose count somebody is over. */
export async function listWithOldReach(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM portfolio p
    WHERE EXISTS (SELECT FROM portfolio_reach r WHERE r.portfolio_id = p.id AND r.counts_until <= ${now})
  `.execute(db);
  return rows.map((row) => row.id);
}

/** Whom a lane was ahead with when it was last given back, long ago. Returns of how many lanes. */
export async function forgetOldPairs(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM lane_pairs USING lane
    WHERE lane.sender_id = lane_pairs.sender_id AND lane.released_at < ${before}
      AND (lane.lease_until IS NULL OR lane.lease_until < ${before})
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

type Prune = {
  table: string;
  /** What names a row; by its place (`ctid`) only where the table is not cut into parts. */
  key?: 'id';
  /** What is older than this goes. */
  before: (config: Config, firstOfMonth: (monthsAgo: number) => Date, now: number) => Date;
  /** True of rows that are old and closed. */
  isOld: (before: Date) => RawBuilder<unknown>;
};

const DAY_MS = 24 * 60 * 60 * 1_000;
const daysAgo = (days: number) => (_config: Config, _month: unknown, now: number) =>
  new Date(now - days * DAY_MS);

/** What is deleted row by row. Texts that nobody has handled and messages that still have deliveries stay. */
export const PRUNED: Prune[] = [
  {
    table: 'webhook_event', // In months that are kept open, or had no partition of their own.
    key: 'id',
    before: (config, month) => month(config.KEEP_EVENTS_MONTHS),
    isOld: (before) => sql`t.id < uuid_v7_floor(${before}) AND t.processed_at IS NOT NULL`,
  },
  {
    table: 'set_aside',
    before: (config, month) => month(config.KEEP_EVENTS_MONTHS),
    isOld: (before) => sql`t.at < ${before}`,
  },
  {
    table: 'inbound_message',
    before: (config, month) => month(config.KEEP_TEXTS_MONTHS),
    isOld: (before) => sql`t.id < uuid_v7_floor(${before}) AND t.handled_at IS NOT NULL`,
  },
  {
    table: 'message',
    before: (config, month) => month(config.KEEP_DELIVERIES_MONTHS),
    isOld: (before) => sql`t.id < uuid_v7_floor(${before}) AND t.expiry_swept
      AND NOT EXISTS (SELECT FROM delivery d WHERE d.school_id = t.school_id AND d.message_id = t.id)`,
  },
  {
    table: 'approval',
    before: (config, month) => month(config.KEEP_TEXTS_MONTHS),
    isOld: (before) => sql`t.id < uuid_v7_floor(${before}) AND t.decision IS NOT NULL`,
  },
  { table: 'draft', before: daysAgo(7), isOld: (before) => sql`t.asked_at < ${before}` },
  { table: 'job_run', before: daysAgo(60), isOld: (before) => sql`t.started_at < ${before}` },
  { table: 'metric_sample', before: daysAgo(60), isOld: (before) => sql`t.at < ${before}` },
];

/** Deletes one batch of a table's old rows. Returns how many. */
export async function pruneBatch(
  db: Db,
  { table, key, isOld }: Prune,
  before: Date,
  limit: number,
): Promise<number> {
  const name = sql.ref(key ?? 'ctid');
  const { numAffectedRows } = await sql`
    DELETE FROM ${sql.table(table)} WHERE ${name} = ANY (ARRAY(SELECT t.${name} FROM ${sql.table(table)} t WHERE ${isOld(before)} LIMIT ${limit}))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

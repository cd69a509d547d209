import { sql } from 'kysely';
import type { DeliveryStatus } from '#lib/database-types.gen.ts';
import type { Db, Tx } from '#lib/db.ts';
import type { MessageKind } from '#outbox/queries.ts';
import type { Words } from '#templates/language.ts';

export type Tally = {
  total: number;
  reached: number;
  read: number;
  waiting: number;
  failed: { reason: string; count: number }[];
};

const ON_THE_WAY: DeliveryStatus[] = ['planned', 'sending', 'unknown', 'accepted', 'sent'];

/** How a message did so far, by recipient. Those for whom it was taken back are not among them. */
export async function tallyMessage(tx: Tx, schoolId: string, messageId: string): Promise<Tally> {
  const { rows } = await sql<{ status: DeliveryStatus; reason: string | null; count: number }>`
    SELECT status, CASE status WHEN 'failed' THEN coalesce(error_detail, 'other') WHEN 'expired' THEN 'expired' END AS reason, count(*)::int AS count
    FROM delivery WHERE school_id = ${schoolId} AND message_id = ${messageId} AND part = 0
    GROUP BY 1, 2
  `.execute(tx);
  const sum = (keep: (status: DeliveryStatus) => boolean) =>
    rows.filter((r) => keep(r.status)).reduce((n, r) => n + r.count, 0);
  return {
    total: sum((s) => s !== 'withdrawn'),
    reached: sum((s) => s === 'delivered' || s === 'read'),
    read: sum((s) => s === 'read'),
    waiting: sum((s) => ON_THE_WAY.includes(s)),
    failed: rows.flatMap(({ reason, count }) => (reason ? [{ reason, count }] : [])),
  };
}

export type DueReport = {
  school_id: string;
  id: string;
  kind: MessageKind;
  author_id: string;
  audience: Words;
  request_id: string;
  created_at: Date;
  /** When it was told how it did. */
  reported_at: Date | null;
};

/** Messages whose end may be told by now, in every school. */
export async function findDueReports(db: Db, now: Date, limit: number): Promise<DueReport[]> {
  const { rows } = await sql<DueReport>`
    SELECT school_id, id, kind, author_id, audience, request_id, created_at, reported_at FROM message WHERE report_at <= ${now} ORDER BY report_at LIMIT ${limit}
  `.execute(db);
  return rows;
}

/** True when this transaction alone may tell it; false when another worker does, or has. */
export async function lockReport(tx: Tx, { school_id, id }: DueReport, now: Date): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM message WHERE school_id = ${school_id} AND id = ${id} AND report_at <= ${now} FOR UPDATE SKIP LOCKED
  `.execute(tx);
  return rows.length > 0;
}

/** When to look again; null: all has been told. `toldAt`: how it did was told now. */
export async function scheduleReport(
  tx: Tx,
  schoolId: string,
  messageId: string,
  at: Date | null,
  toldAt: Date | null = null,
): Promise<void> {
  await sql`UPDATE message SET report_at = ${at}, reported_at = coalesce(${toldAt}, reported_at) WHERE school_id = ${schoolId} AND id = ${messageId}`.execute(
    tx,
  );
}

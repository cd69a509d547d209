import { type RawBuilder, sql } from 'kysely';
import type { SenderStatus } from '#inbox/sweep-events.ts';
import type { Db, Tx } from '#lib/db.ts';
import { type IdSpan, stretchesOf } from '#lib/ids.ts';
import type { FailureFacts } from '#send/decide-outcome.ts';
import type { DeliveryKey } from '#send/delivery-key.ts';
import { boundsOf, isWithin, wholeMonths } from '#send/month-spans.ts';
import type { Progress } from '#status/collapse-statuses.ts';

/**
 * Moves deliveries forward, all in one statement, and never back: by the order of the status type. A delivery that
 * counted as failed, unknown or waiting for another try is settled by a proof that it came. A failure stands against a
 * mere `sent`, which may be older than it: one for good, and one after which another try is planned. What says nothing
 * new writes nothing.
 */
export async function recordProgress(tx: Tx, progress: Progress[]): Promise<void> {
  const list = (of: (p: Progress) => string | number) => `{${progress.map(of).join(',')}}`;
  const seconds = (field: 'sentAt' | 'deliveredAt' | 'readAt') =>
    list((p) => (p[field] === undefined ? 'NULL' : p[field] / 1_000));
  const { lowest, highest } = boundsOf(progress.map((p) => p.key.messageId));
  await sql`
    UPDATE delivery d
    SET status = greatest(CASE WHEN d.status IN ('failed', 'expired', 'withdrawn') THEN 'planned' ELSE d.status END, p.status),
        wamid = coalesce(d.wamid, p.wamid), place = NULL, wake_at = NULL, error_code = NULL, error_detail = NULL, failed_at = NULL,
        sent_at = coalesce(d.sent_at, to_timestamp(p.sent_at)), delivered_at = coalesce(d.delivered_at, to_timestamp(p.delivered_at)),
        read_at = coalesce(d.read_at, to_timestamp(p.read_at))
    FROM unnest(${list((p) => p.key.schoolId)}::uuid[], ${list((p) => p.key.messageId)}::uuid[],
                ${list((p) => p.key.recipientId)}::uuid[], ${list((p) => p.key.part)}::smallint[],
                ${list((p) => p.status)}::delivery_status[], ${progress.map((p) => p.wamid)}::text[],
                ${seconds('sentAt')}::float8[], ${seconds('deliveredAt')}::float8[], ${seconds('readAt')}::float8[])
      AS p (school_id, message_id, recipient_id, part, status, wamid, sent_at, delivered_at, read_at)
    WHERE d.school_id = p.school_id AND d.message_id = p.message_id AND d.recipient_id = p.recipient_id AND d.part = p.part
      AND d.message_id BETWEEN ${lowest} AND ${highest}
      AND (p.status <> 'sent' OR NOT (d.status IN ('failed', 'expired', 'withdrawn') OR d.status = 'planned' AND d.error_code IS NOT NULL))
      AND (d.status < p.status OR d.status IN ('failed', 'expired', 'withdrawn') OR d.wamid IS NULL OR d.sent_at IS NULL AND p.sent_at IS NOT NULL
           OR d.delivered_at IS NULL AND p.delivered_at IS NOT NULL OR d.read_at IS NULL AND p.read_at IS NOT NULL)
  `.execute(tx);
}

/** What a decision about a failure needs to know of its message. */
export async function loadFailureFacts(tx: Tx, keys: DeliveryKey[]): Promise<Map<string, FailureFacts>> {
  const { lowest, highest } = boundsOf(keys.map((k) => k.messageId));
  const { rows } = await sql<{
    message_id: string;
    recipient_id: string;
    priority: number;
    was_free_form: boolean;
    spared: number;
  }>`
    SELECT d.message_id, d.recipient_id, m.priority, d.window_until IS NOT NULL AS was_free_form, d.spared
    FROM unnest(${keys.map((k) => k.schoolId)}::uuid[], ${keys.map((k) => k.messageId)}::uuid[], ${keys.map((k) => k.recipientId)}::uuid[]) AS k (school_id, message_id, recipient_id)
    JOIN delivery d ON d.school_id = k.school_id AND d.message_id = k.message_id AND d.recipient_id = k.recipient_id
      AND d.message_id BETWEEN ${lowest} AND ${highest}
    JOIN message m ON m.school_id = d.school_id AND m.id = d.message_id
  `.execute(tx);
  return new Map(
    rows.map(({ message_id, recipient_id, priority, was_free_form: wasFreeForm, spared }) => [
      message_id + recipient_id,
      { priority, wasFreeForm, spared },
    ]),
  );
}

// By what the index on Meta's ids is ordered (ADR 0039), of the partitions in which the span lies.
const isOf = (span: IdSpan, hashes: RawBuilder<unknown>) => sql`
  ${isWithin(wholeMonths(span))} AND stretch_of_id(d.message_id) = ANY (${stretchesOf(span)}::int[]) AND hashtext(d.wamid) = ANY (${hashes})`;

/** Finds our deliveries of a span by Meta's id, for statuses that came without our key. */
export async function findByWamid(
  tx: Tx,
  wamids: string[],
  span: IdSpan,
): Promise<(DeliveryKey & { wamid: string })[]> {
  const { rows } = await sql<DeliveryKey & { wamid: string }>`
    SELECT school_id AS "schoolId", message_id AS "messageId", recipient_id AS "recipientId", part, attempt, wamid
    FROM delivery d
    WHERE ${isOf(span, sql`ARRAY(SELECT hashtext(w) FROM unnest(${wamids}::text[]) AS w)`)} AND wamid = ANY (${wamids}::text[])
  `.execute(tx);
  return rows;
}

/** Keeps statuses of messages that are not known yet. */
export async function parkStatuses(tx: Tx, statuses: SenderStatus[], at: Date): Promise<void> {
  const rows = statuses.map((s) => ({
    sender_id: s.senderId,
    wamid: s.wamid,
    status: s.status,
    at: new Date(s.at).toISOString(),
    error_code: s.error?.code ?? null,
    error_detail: s.error?.detail ?? null,
    parked_at: at.toISOString(),
  }));
  await sql`
    INSERT INTO parked_status (sender_id, wamid, status, at, error_code, error_detail, parked_at)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS s (sender_id uuid, wamid text, status delivery_status, at timestamptz, error_code int, error_detail text, parked_at timestamptz)
    ON CONFLICT DO NOTHING
  `.execute(tx);
}

export type ParkedStatus = {
  sender_id: string;
  wamid: string;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  at: Date;
  error_code: number | null;
  error_detail: string | null;
};

/** Takes out the statuses parked since then whose message, of a span, has become known. */
export async function takeKnownParked(
  tx: Tx,
  since: Date,
  limit: number,
  span: IdSpan,
): Promise<(ParkedStatus & { key: DeliveryKey })[]> {
  const { rows } = await sql<ParkedStatus & DeliveryKey>`
    WITH known AS (
      SELECT p.ctid, d.school_id AS "schoolId", d.message_id AS "messageId", d.recipient_id AS "recipientId", d.part, d.attempt
      FROM parked_status p JOIN delivery d ON d.wamid = p.wamid
      WHERE p.parked_at >= ${since} AND ${isOf(span, sql`ARRAY(SELECT hashtext(wamid) FROM parked_status WHERE parked_at >= ${since})`)}
      LIMIT ${limit} FOR UPDATE OF p SKIP LOCKED
    )
    DELETE FROM parked_status p USING known WHERE p.ctid = known.ctid
    RETURNING p.sender_id, p.wamid, p.status, p.at, p.error_code, p.error_detail, "schoolId", "messageId", "recipientId", part, attempt
  `.execute(tx);
  return rows.map(({ schoolId, messageId, recipientId, part, attempt, ...status }) => ({
    ...status,
    key: { schoolId, messageId, recipientId, part, attempt },
  }));
}

/** Drops parked statuses that are older. Returns how many. */
export async function deleteParked(db: Db, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`DELETE FROM parked_status WHERE parked_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0);
}

import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import { EVERY_ID, type IdSpan, timeOfId } from '#lib/ids.ts';
import type { DoorFacts, Settlement, SettlementFacts } from '#send/decide-settlement.ts';
import { boundsOf, isWithin } from '#send/month-spans.ts';

/** A process that has not said for so long that it is up is taken to be gone: until another one opens, or as long again. */
const DOOR_SILENT_MS = 15_000;

/**
 * The webhook's last break over all processes, when it last kept statuses, and until when nothing can have been missed:
 * a process that is taken to be there may have been gone since its last word, and what is not read yet may be what is missed.
 */
export async function loadDoor(tx: Tx, now: Date): Promise<DoorFacts> {
  const silent = sql`make_interval(secs => ${DOOR_SILENT_MS / 1_000})`;
  const { rows } = await sql<{
    broken_at: number | null;
    kept_at: number | null;
    told_to: number | null;
    unread: string | null;
  }>`
    SELECT extract(epoch FROM max(greatest(opened_at, broken_at,
             CASE WHEN closed_at IS NULL AND beat_at < ${now}::timestamptz - ${silent}
               THEN least(beat_at + 2 * ${silent}, (SELECT min(next.opened_at) FROM webhook_door next WHERE next.opened_at > door.beat_at)) END)))::float8 * 1000 AS broken_at,
           extract(epoch FROM max(kept_at))::float8 * 1000 AS kept_at,
           extract(epoch FROM min(beat_at) FILTER (WHERE closed_at IS NULL AND beat_at >= ${now}::timestamptz - ${silent}))::float8 * 1000 AS told_to,
           (SELECT id FROM webhook_event WHERE processed_at IS NULL ORDER BY id LIMIT 1) AS unread
    FROM webhook_door door
  `.execute(tx);
  const { broken_at: brokenAt, kept_at: keptAt, told_to: toldTo, unread } = rows[0]!;
  const knownTo = toldTo === null || unread === null ? toldTo : Math.min(toldTo, timeOfId(unread));
  return { brokenAt, keptAt, knownTo };
}

export type UnknownSend = Omit<SettlementFacts, 'door'> & {
  schoolId: string;
  messageId: string;
  recipientId: string;
  part: number;
};

/**
 * The unknown sends to look at now, oldest first, locked; of the partitions in which `span` lies. Whether a number tells
 * of a school's sends is looked up once for each of the two, among the school's own deliveries of the last day: message
 * ids are time-ordered. The limit has it looked up; EXISTS may be answered by reading the day of all schools.
 */
export async function lockUnknown(
  tx: Tx,
  now: Date,
  limit: number,
  span: IdSpan = EVERY_ID,
): Promise<UnknownSend[]> {
  const { rows } = await sql<UnknownSend>`
    WITH due AS MATERIALIZED (
      SELECT d.school_id, d.message_id, d.recipient_id, d.part, d.sender_id, d.unknown_since, d.wake_at
      FROM delivery d
      WHERE d.wake_at <= ${now} AND d.status = 'unknown' AND ${isWithin(span)}
      ORDER BY d.wake_at LIMIT ${limit}
      FOR UPDATE OF d SKIP LOCKED
    ), number AS MATERIALIZED (
      SELECT n.school_id, n.sender_id, coalesce((
        SELECT true FROM delivery o
        WHERE o.school_id = n.school_id AND o.message_id >= uuid_v7_floor(${now}::timestamptz - interval '1 day')
          AND o.message_id < uuid_v7_floor(${now}::timestamptz + interval '1 day') AND o.sender_id = n.sender_id
          AND o.status IN ('sent', 'delivered', 'read') LIMIT 1
      ), false) AS tells
      FROM (SELECT DISTINCT school_id, sender_id FROM due) n
    )
    SELECT due.school_id AS "schoolId", due.message_id AS "messageId", due.recipient_id AS "recipientId", due.part,
           extract(epoch FROM coalesce(due.unknown_since, due.wake_at))::float8 * 1000 AS "unknownSince",
           m.priority = 0 AS "isUrgent", s.unsettled AS choice, number.tells AS "numberTells"
    FROM due
    JOIN number ON number.school_id = due.school_id AND number.sender_id = due.sender_id
    JOIN message m ON m.school_id = due.school_id AND m.id = due.message_id
    JOIN school s ON s.school_id = due.school_id
  `.execute(tx);
  return rows;
}

/** Writes down what was decided. What goes again has no trace of its last try, so that a late status of it still counts. */
export async function writeSettlements(
  tx: Tx,
  settled: { send: UnknownSend; settlement: Settlement }[],
  now: Date,
): Promise<void> {
  const status = { again: 'planned', aside: 'failed', wait: 'unknown' } as const;
  const { lowest, highest } = boundsOf(settled.map((s) => s.send.messageId));
  await sql`
    UPDATE delivery d
    SET status = s.status::delivery_status, wake_at = s.wake_at,
        failed_at = CASE WHEN s.status = 'failed' THEN ${now}::timestamptz END,
        error_code = CASE WHEN s.status = 'planned' THEN NULL ELSE d.error_code END,
        error_detail = CASE s.status WHEN 'planned' THEN NULL WHEN 'failed' THEN 'unsettled' ELSE d.error_detail END
    FROM unnest(${settled.map((s) => s.send.schoolId)}::uuid[], ${settled.map((s) => s.send.messageId)}::uuid[],
                ${settled.map((s) => s.send.recipientId)}::uuid[], ${settled.map((s) => s.send.part)}::smallint[],
                ${settled.map((s) => status[s.settlement.kind])}::text[],
                ${settled.map((s) => wakeAtOf(s.settlement, now))}::timestamptz[])
      AS s (school_id, message_id, recipient_id, part, status, wake_at)
    WHERE d.school_id = s.school_id AND d.message_id = s.message_id AND d.recipient_id = s.recipient_id AND d.part = s.part
      AND d.message_id BETWEEN ${lowest} AND ${highest}
  `.execute(tx);
}

function wakeAtOf(settlement: Settlement, now: Date): Date | null {
  if (settlement.kind === 'wait') return new Date(settlement.until);
  return settlement.kind === 'again' ? now : null;
}

import { sql } from 'kysely';
import type { Topic } from '#audience/plan-audience.ts';
import type { Reader } from '#audience/queries.ts';
import type { DeliveryStatus } from '#lib/database-types.gen.ts';
import type { Tx } from '#lib/db.ts';
import type { MessageKind } from '#outbox/queries.ts';
import type { Words } from '#templates/language.ts';
import type { Draft } from '#understand/reading.ts';

export type LastMessage = {
  id: string;
  kind: MessageKind;
  topic: Topic;
  audience: Words;
  withdrawn_at: Date | null;
  reading: Draft | null;
};

const LAST = sql`id, kind, topic, audience, withdrawn_at, reading`;

/**
 * The newest message to parents that this member of staff wrote, unless it is older than `since`.
 * @param only looks at this message alone, and finds it only where it is theirs
 */
export async function loadLastMessage(
  tx: Tx,
  schoolId: string,
  authorId: string,
  since: Date,
  only?: string,
): Promise<LastMessage | undefined> {
  const { rows } = await sql<LastMessage>`
    SELECT ${LAST} FROM message
    WHERE school_id = ${schoolId} AND author_id = ${authorId} AND kind NOT IN ('reply', 'report') AND created_at > ${since}
      AND (${only ?? null}::text IS NULL OR id::text = ${only ?? null})
    ORDER BY id DESC LIMIT 1
  `.execute(tx);
  return rows[0];
}

/** The message of this member of staff that came of a text of theirs. */
export async function findMessageOf(
  tx: Tx,
  schoolId: string,
  authorId: string,
  senderId: string,
  wamid: string,
): Promise<LastMessage | undefined> {
  const { rows } = await sql<LastMessage>`
    SELECT ${LAST} FROM message
    WHERE school_id = ${schoolId} AND author_id = ${authorId} AND kind NOT IN ('reply', 'report')
      AND inbound_id = (SELECT id FROM inbound_message WHERE sender_id = ${senderId} AND wamid = ${wamid})
    ORDER BY id DESC LIMIT 1
  `.execute(tx);
  return rows[0];
}

/** The words of the text that a message came of. */
export async function findTextOf(tx: Tx, schoolId: string, messageId: string): Promise<string | undefined> {
  const { rows } = await sql<{ text: string | null }>`
    SELECT i.text FROM inbound_message i
    WHERE i.school_id = ${schoolId} AND i.id = (SELECT inbound_id FROM message WHERE school_id = ${schoolId} AND id = ${messageId})
  `.execute(tx);
  return rows[0]?.text ?? undefined;
}

const LONGEST_UNDO_MS = 10 * 60_000;

/** Messages of this kind and writer of which nothing has left, since their undo window is open. Newest first. */
export async function loadHeld(
  tx: Tx,
  schoolId: string,
  authorId: string,
  kind: MessageKind,
  now: Date,
): Promise<LastMessage[]> {
  // No window is longer, and ids are in the order of time: years of messages are not looked through.
  const oldest = new Date(now.getTime() - LONGEST_UNDO_MS);
  const { rows } = await sql<LastMessage>`
    SELECT ${LAST} FROM message m
    WHERE school_id = ${schoolId} AND author_id = ${authorId} AND kind = ${kind} AND id > uuid_v7_floor(${oldest}) AND send_after > ${now} AND withdrawn_at IS NULL
      AND NOT EXISTS (SELECT FROM delivery d WHERE d.school_id = m.school_id AND d.message_id = m.id
                        AND d.message_id > uuid_v7_floor(${oldest}) AND d.status <> 'planned')
    ORDER BY id DESC
  `.execute(tx);
  return rows;
}

const GONE: DeliveryStatus[] = ['sending', 'unknown', 'accepted', 'sent', 'delivered', 'read'];

/** The guardians who have a message, or may have it, as people to write to now. */
export async function loadGone(tx: Tx, schoolId: string, messageId: string): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    SELECT g.id AS guardian_id, g.phone, g.whatsapp_user_id, g.language, g.opted_in, g.muted_topics, g.unreachable_since, g.last_inbound_at,
           '[]'::jsonb AS children
    FROM guardian g
    WHERE g.school_id = ${schoolId} AND g.id IN (
      SELECT recipient_id FROM delivery WHERE school_id = ${schoolId} AND message_id = ${messageId} AND status = ANY (${GONE}::delivery_status[])
    )
    ORDER BY g.id
  `.execute(tx);
  return rows;
}

/** Of a pupil of `a` (attendance) an alert went out, or waits in its undo window. */
const ALERTED = sql`EXISTS (
  SELECT FROM delivery d WHERE d.school_id = a.school_id AND d.message_id = a.message_id AND d.status NOT IN ('withdrawn', 'failed', 'expired')
    AND d.about @> jsonb_build_array(jsonb_build_object('id', a.student_id)))`;

/** The pupils of a class of whose absence on a day a family was told, with the message that did. */
export async function findAlerted(
  tx: Tx,
  schoolId: string,
  classId: string,
  date: string,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ student_id: string; message_id: string }>`
    SELECT a.student_id, a.message_id FROM attendance a
    WHERE a.school_id = ${schoolId} AND a.class_id = ${classId} AND a.on_date = ${date} AND a.message_id IS NOT NULL AND ${ALERTED}
  `.execute(tx);
  return new Map(rows.map((row) => [row.student_id, row.message_id]));
}

/** Ends the alert of those who are there after all. Returns who they were; nobody the second time. */
export async function clearAlerted(
  tx: Tx,
  schoolId: string,
  classId: string,
  date: string,
): Promise<string[]> {
  const { rows } = await sql<{ student_id: string }>`
    UPDATE attendance a SET message_id = NULL
    WHERE a.school_id = ${schoolId} AND a.class_id = ${classId} AND a.on_date = ${date} AND a.message_id IS NOT NULL
      AND a.state IN ('present', 'late') AND ${ALERTED}
    RETURNING a.student_id
  `.execute(tx);
  return rows.map((row) => row.student_id);
}

/** The class and day that an alert was about. */
export async function findAttendanceOf(
  tx: Tx,
  schoolId: string,
  messageId: string,
): Promise<{ class_id: string; date: string } | undefined> {
  const { rows } = await sql<{ class_id: string; date: string }>`
    SELECT class_id, reading->>'date' AS date FROM message
    WHERE school_id = ${schoolId} AND id = ${messageId} AND kind = 'attendance' AND reading IS NOT NULL AND class_id IS NOT NULL
  `.execute(tx);
  return rows[0];
}

/** Whether something was sent already to put a message right. */
export async function isPutRight(tx: Tx, schoolId: string, messageId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM message WHERE school_id = ${schoolId} AND about_id = ${messageId} AND kind NOT IN ('reply', 'report') LIMIT 1
  `.execute(tx);
  return rows.length > 0;
}

/** Takes back what has not left yet. Returns how many were stopped and how many had gone. */
export async function withdrawMessage(
  tx: Tx,
  schoolId: string,
  messageId: string,
  at: Date,
): Promise<{ stopped: number; gone: number }> {
  const { rows } = await sql<{ stopped: number; gone: number }>`
    WITH stopped AS (
      UPDATE delivery SET status = 'withdrawn', place = NULL, wake_at = NULL
      WHERE school_id = ${schoolId} AND message_id = ${messageId} AND status = 'planned'
      RETURNING recipient_id
    ), updates AS (
      UPDATE daily_update SET withdrawn_at = ${at} WHERE school_id = ${schoolId} AND message_id = ${messageId}
    ), message AS (
      UPDATE message SET withdrawn_at = ${at}, held = false WHERE school_id = ${schoolId} AND id = ${messageId}
    )
    SELECT (SELECT count(DISTINCT recipient_id) FROM stopped)::int AS stopped,
           (SELECT count(DISTINCT recipient_id) FROM delivery
            WHERE school_id = ${schoolId} AND message_id = ${messageId} AND status NOT IN ('planned', 'withdrawn', 'failed', 'expired'))::int AS gone
  `.execute(tx);
  return rows[0]!;
}

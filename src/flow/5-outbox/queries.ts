import { sql } from 'kysely';
import type { AboutChild } from '#audience/plan-audience.ts';
import type { Db, Tx } from '#lib/db.ts';
import type { MessageContent } from '#outbox/message-content.ts';
import type { Language, Words } from '#templates/language.ts';
import type { Draft } from '#understand/reading.ts';

export type InboundRow = {
  id: string;
  sender_id: string;
  event_id: string;
  request_id: string;
  person: string;
  phone: string | null;
  user_id: string | null;
  type: string;
  text: string | null;
  payload: Record<string, unknown>;
  context_id: string | null;
  sent_at: Date;
  school_id: string | null;
  attempts: number;
};

// The newest file of an album is so old before it is taken; nobody is waited for longer than the second.
const ALBUM_QUIET_MS = 3_000;
const ALBUM_LONGEST_MS = 60_000;

/** A text with its writer, whom a school of the number knows; `school_of_writer` is null for a number without a school. */
export type WaitingText = InboundRow & {
  school_of_writer: string | null;
  writer_id: string | null;
  writer_kind: 'staff' | 'guardian' | null;
};

/**
 * The oldest texts that nobody has handled, in the order of their coming. Those of a person who is sending an album wait
 * until no more of it comes (gather-albums.ts).
 */
export async function loadUnhandled(db: Db | Tx, limit: number, now: number): Promise<WaitingText[]> {
  const { rows } = await sql<WaitingText>`
    WITH sending_album AS MATERIALIZED (
      SELECT sender_id, person FROM inbound_message WHERE handled_at IS NULL AND type IN ('image', 'document', 'audio', 'video')
      GROUP BY 1, 2
      HAVING max(id::text) > uuid_v7_floor(${new Date(now - ALBUM_QUIET_MS)})::text AND min(id::text) > uuid_v7_floor(${new Date(now - ALBUM_LONGEST_MS)})::text
    ), oldest AS MATERIALIZED (
      SELECT id, sender_id, event_id, request_id, person, phone, user_id, type, text, payload, context_id, sent_at, school_id, attempts
      FROM inbound_message WHERE handled_at IS NULL AND (sender_id, person) NOT IN (SELECT sender_id, person FROM sending_album)
      ORDER BY id LIMIT ${limit}
    )
    SELECT oldest.*, w.school_id AS school_of_writer, w.person_id AS writer_id, w.kind AS writer_kind
    FROM oldest LEFT JOIN LATERAL find_writer(oldest.sender_id, oldest.phone, oldest.user_id) w ON true
    ORDER BY oldest.id
  `.execute(db);
  return rows;
}

/** Puts texts behind the wall of another school: their writer moved between their coming and their turn. */
export async function assignSchools(db: Db, texts: { id: string; schoolId: string }[]): Promise<void> {
  await sql`
    UPDATE inbound_message i SET school_id = a.school_id
    FROM unnest(${texts.map((t) => t.id)}::uuid[], ${texts.map((t) => t.schoolId)}::uuid[]) AS a (id, school_id)
    WHERE i.id = a.id AND i.handled_at IS NULL AND i.school_id IS DISTINCT FROM a.school_id
  `.execute(db);
}

/**
 * Waits for the school's turn, since its texts are handled by one worker at a time, and locks those of these texts that
 * are still not handled; a worker that had the same list gets none.
 */
export async function lockUnhandled(tx: Tx, schoolId: string, ids: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended('chautari.texts ' || ${schoolId}, 0)))
    SELECT i.id FROM turn, inbound_message i WHERE i.id = ANY (${ids}::uuid[]) AND i.handled_at IS NULL ORDER BY i.id
    FOR UPDATE OF i
  `.execute(tx);
  return new Set(rows.map((row) => row.id));
}

export async function markHandled(
  tx: Db | Tx,
  handled: { id: string; outcome: string }[],
  at: Date,
): Promise<void> {
  await sql`
    UPDATE inbound_message i SET handled_at = ${at}, outcome = h.outcome
    FROM unnest(${handled.map((h) => h.id)}::uuid[], ${handled.map((h) => h.outcome)}::text[]) AS h (id, outcome)
    WHERE i.id = h.id AND i.handled_at IS NULL
  `.execute(tx);
}

/** Counts a failed try at one text. Returns how many there were. */
export async function countFailure(db: Db, id: string): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`
    UPDATE inbound_message SET attempts = attempts + 1 WHERE id = ${id} AND handled_at IS NULL RETURNING attempts
  `.execute(db);
  return rows[0]?.attempts ?? 0;
}

/** Whether this person, whom no school knows, was answered within the last day. */
export async function wasStrangerAnswered(
  tx: Tx,
  senderId: string,
  person: string,
  since: Date,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM inbound_message WHERE sender_id = ${senderId} AND person = ${person} AND outcome = 'stranger_told' AND handled_at > ${since} LIMIT 1
  `.execute(tx);
  return rows.length > 0;
}

export type MessageKind = 'daily_update' | 'announcement' | 'attendance' | 'direct' | 'reply' | 'report';

export type NewRecipient = {
  id: string;
  kind: 'guardian' | 'staff' | 'stranger';
  address: string;
  language: Language;
  about: AboutChild[] | null;
  windowUntil: Date | null;
  parts: number;
};

export type NewMessage = {
  id: string;
  kind: MessageKind;
  topic: 'homework' | 'announcements' | 'attendance' | 'service';
  priority: number;
  classId: string | null;
  authorId: string | null;
  inboundId: string | null;
  /** The message that this one echoes, reports on or puts right. */
  aboutId?: string | null;
  /** What was understood, where a member of staff wrote it. */
  reading?: Draft | null;
  requestId: string;
  content: MessageContent;
  audience: Words | null;
  recipients: NewRecipient[];
  excluded: Record<string, number>;
  sendAfter: Date;
  expiresAt: Date;
  reportAt: Date | null;
  /** Ids of the media it carries; it is held until all of them are ready. */
  media?: string[];
};

/** How often what a paused school holds back is looked at; resuming looks at once. */
export const PAUSE_LOOK_MS = 15 * 60_000;

/**
 * Writes messages with all their deliveries, in one statement: all or nothing. What may go now gets its place in the
 * lane's fair order here; what an undo window holds gets it when the window ends, what a paused school holds back when
 * it resumes, and what waits for its media when they are ready. Locking the school lets nothing slip past a pause that
 * begins meanwhile.
 */
export async function insertMessages(
  tx: Tx,
  schoolId: string,
  senderId: string,
  messages: NewMessage[],
  now: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ recipients, ...m }) => ({ ...m, recipients: recipients.length }));
  const deliveries = messages.flatMap((message) =>
    message.recipients
      .flatMap((recipient) => Array.from({ length: recipient.parts }, (_, part) => ({ ...recipient, part })))
      .map((recipient, index) => ({ ...recipient, messageId: message.id, nth: index })),
  );
  await sql`
    WITH pause AS MATERIALIZED (
      SELECT paused_at IS NOT NULL AS is_on FROM school WHERE school_id = ${schoolId} FOR SHARE
    ), m AS (
      INSERT INTO message (school_id, id, kind, topic, priority, sender_id, class_id, author_id, inbound_id, about_id, reading, request_id, content, audience, recipients, excluded,
                           created_at, send_after, expires_at, report_at, media, held)
      SELECT ${schoolId}::uuid, id, kind, topic, priority, ${senderId}::uuid, "classId", "authorId", "inboundId", "aboutId", reading, "requestId", content, audience, recipients, excluded,
             ${now}, "sendAfter", "expiresAt", "reportAt", coalesce(media, '{}'),
             EXISTS (SELECT FROM media f WHERE f.school_id = ${schoolId}::uuid AND f.id = ANY (r.media) AND f.state <> 'ready')
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r (id uuid, kind text, topic text, priority smallint, "classId" uuid, "authorId" uuid, "inboundId" uuid, "aboutId" uuid, reading jsonb, "requestId" text, content jsonb, audience jsonb,
              recipients int, excluded jsonb, "sendAfter" timestamptz, "expiresAt" timestamptz, "reportAt" timestamptz, media uuid[])
      RETURNING id, priority, kind, send_after, held
    ), planned AS (
      SELECT m.id, m.priority, m.send_after, m.held,
             CASE WHEN m.held THEN NULL
                  WHEN m.kind NOT IN ('reply', 'report') AND (SELECT is_on FROM pause) THEN greatest(m.send_after, ${new Date(now.getTime() + PAUSE_LOOK_MS)}::timestamptz)
                  WHEN m.send_after > ${now} THEN m.send_after END AS wake_at
      FROM m
    ), d AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
        AS r ("messageId" uuid, id uuid, kind text, address text, language text, about jsonb, "windowUntil" timestamptz, part smallint, nth int)
    ), flow AS MATERIALIZED (
      SELECT m.priority, take_places(${schoolId}::uuid, ${senderId}::uuid, m.priority, count(*)) AS first
      FROM planned m JOIN d ON d."messageId" = m.id WHERE m.wake_at IS NULL AND NOT m.held GROUP BY m.priority
    )
    INSERT INTO delivery (school_id, message_id, recipient_id, part, sender_id, recipient_kind, address, language, about, window_until, place, wake_at)
    SELECT ${schoolId}::uuid, d."messageId", d.id, d.part, ${senderId}::uuid, d.kind, d.address, d.language, d.about, d."windowUntil",
           CASE WHEN m.wake_at IS NULL AND NOT m.held
                THEN flow.first - 1 + row_number() OVER (PARTITION BY m.priority, m.wake_at IS NULL AND NOT m.held ORDER BY m.id, d.nth) END,
           m.wake_at
    FROM d JOIN planned m ON m.id = d."messageId" LEFT JOIN flow ON flow.priority = m.priority
  `.execute(tx);
}

export type NewDailyUpdate = {
  id: string;
  class_id: string;
  subject: string;
  on_date: string;
  message_id: string;
  staff_id: string;
  topic: string | null;
  homework: string | null;
  understanding: string | null;
  note: string | null;
  due_on: string | null;
};

export async function insertDailyUpdates(tx: Tx, schoolId: string, updates: NewDailyUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  await tx
    .insertInto('daily_update')
    .values(updates.map((u) => ({ school_id: schoolId, ...u })))
    .execute();
}

import { sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';
import type { MediaProblem } from '#outbox/check-media.ts';
import type { MessageKey } from '#send/due-queries.ts';
import { boundsOf } from '#send/month-spans.ts';
import type { Language } from '#templates/language.ts';

/** A file to be fetched from Meta and uploaded for one of our numbers. */
export type WantedMedia = {
  school_id: string;
  id: string;
  sender_id: string;
  phone_number_id: string;
  /** Which of the number's own tokens is in force; null: the platform's. */
  token_no: number | null;
  sha256: string;
  mime_type: string;
  /** Meta's id of what came in. */
  source_id: string;
  /** Meta's id of an earlier upload of ours, which may still be there. */
  media_id: string | null;
  /** How many times it was tried, this one included. */
  attempts: number;
  give_up_at: Date;
};

/**
 * Takes files that a held message waits for, for so long that a worker can be done or be taken for dead. Others that
 * look at the same moment pass over them.
 */
export async function claimMedia(db: Db, now: Date, leaseUntil: Date, limit: number): Promise<WantedMedia[]> {
  const { rows } = await sql<WantedMedia>`
    WITH due AS MATERIALIZED (
      SELECT f.school_id, f.id FROM media f
      WHERE f.state = 'waiting' AND f.look_at <= ${now}
        AND (f.school_id, f.id) IN (SELECT m.school_id, unnest(m.media) FROM message m WHERE m.held)
      ORDER BY f.look_at LIMIT ${limit}
      FOR UPDATE OF f SKIP LOCKED
    )
    UPDATE media f SET attempts = f.attempts + 1, look_at = ${leaseUntil}
    FROM due, sender, lane
    WHERE f.school_id = due.school_id AND f.id = due.id AND sender.id = f.sender_id AND lane.sender_id = f.sender_id
    RETURNING f.school_id, f.id, f.sender_id, sender.phone_number_id, lane.token_no, f.sha256, f.mime_type, f.source_id, f.media_id, f.attempts, f.give_up_at
  `.execute(db);
  return rows;
}

type Key = Pick<WantedMedia, 'school_id' | 'id'>;

/** It is uploaded. Where two did it, since one was taken for dead, the first id stands. */
export async function recordUpload(db: Db, key: Key, mediaId: string, expiresAt: Date): Promise<void> {
  await sql`
    UPDATE media SET state = 'ready', media_id = ${mediaId}, expires_at = ${expiresAt}, problem = NULL
    WHERE school_id = ${key.school_id} AND id = ${key.id} AND state = 'waiting'
  `.execute(db);
}

/** It did not work yet: when to try again. */
export async function postponeMedia(db: Db, key: Key, lookAt: Date): Promise<void> {
  await sql`
    UPDATE media SET look_at = ${lookAt} WHERE school_id = ${key.school_id} AND id = ${key.id} AND state = 'waiting'
  `.execute(db);
}

/** It cannot be had. */
export async function failMedia(db: Db, key: Key, problem: MediaProblem): Promise<void> {
  await sql`
    UPDATE media SET state = 'failed', problem = ${problem}
    WHERE school_id = ${key.school_id} AND id = ${key.id} AND state = 'waiting'
  `.execute(db);
}

const ALL_READY = sql`NOT EXISTS (SELECT FROM media f WHERE f.school_id = m.school_id AND f.id = ANY (m.media) AND f.state <> 'ready')`;

/** Held messages all of whose media are ready. */
export async function findReady(db: Db): Promise<MessageKey[]> {
  const { rows } = await sql<MessageKey>`
    SELECT m.school_id, m.id FROM message m WHERE m.held AND ${ALL_READY}
  `.execute(db);
  return rows;
}

/**
 * Lets go of those of the messages that are still held and all of whose media are ready: their deliveries may go at once,
 * or when the undo window ends. Returns how many deliveries that were.
 */
export async function releaseHeld(db: Db, now: Date, messages: MessageKey[]): Promise<number> {
  const { lowest, highest } = boundsOf(messages.map(({ id }) => id));
  const { numAffectedRows } = await sql`
    WITH ready AS (
      UPDATE message m SET held = false
      FROM unnest(${messages.map((m) => m.school_id)}::uuid[], ${messages.map((m) => m.id)}::uuid[]) AS k (school_id, id)
      WHERE m.school_id = k.school_id AND m.id = k.id AND m.held AND ${ALL_READY}
      RETURNING m.school_id, m.id, m.send_after
    )
    UPDATE delivery d SET wake_at = greatest(ready.send_after, ${now}::timestamptz)
    FROM ready
    WHERE d.school_id = ready.school_id AND d.message_id = ready.id AND d.status = 'planned' AND d.place IS NULL AND d.wake_at IS NULL
      AND d.message_id BETWEEN ${lowest} AND ${highest}
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

export type Stranded = {
  school_id: string;
  id: string;
  author_id: string | null;
  inbound_id: string | null;
  request_id: string;
  kind: string;
  problem: MediaProblem;
  mime_type: string;
};

/** Held messages of which a file cannot be had, with the first such file. */
export async function findStranded(db: Db, limit: number): Promise<Stranded[]> {
  const { rows } = await sql<Stranded>`
    SELECT DISTINCT ON (m.school_id, m.id) m.school_id, m.id, m.author_id, m.inbound_id, m.request_id, m.kind, f.problem, f.mime_type
    FROM message m JOIN media f ON f.school_id = m.school_id AND f.id = ANY (m.media) AND f.state = 'failed'
    WHERE m.held ORDER BY m.school_id, m.id, f.id LIMIT ${limit}
  `.execute(db);
  return rows;
}

/** True when this transaction alone may take it back; false when another worker does, or has. */
export async function lockHeld(tx: Tx, { school_id, id }: Stranded): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM message WHERE school_id = ${school_id} AND id = ${id} AND held FOR UPDATE SKIP LOCKED
  `.execute(tx);
  return rows.length > 0;
}

export type ReaderOfAnswer = {
  id: string;
  kind: 'guardian' | 'staff' | 'stranger';
  address: string;
  language: Language;
  windowUntil: Date | null;
};

/** The one person whom an answer would have reached. */
export async function findReader(
  tx: Tx,
  schoolId: string,
  messageId: string,
): Promise<ReaderOfAnswer | undefined> {
  const { rows } = await sql<ReaderOfAnswer>`
    SELECT recipient_id AS id, recipient_kind AS kind, address, language, window_until AS "windowUntil" FROM delivery
    WHERE school_id = ${schoolId} AND message_id = ${messageId} AND part = 0 LIMIT 1
  `.execute(tx);
  return rows[0];
}

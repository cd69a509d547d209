import { sql } from 'kysely';
import type { Db } from '#lib/db.ts';
import { EVERY_ID, type IdSpan } from '#lib/ids.ts';
import { PAUSE_LOOK_MS } from '#outbox/queries.ts';
import { boundsOf, isWithin } from '#send/month-spans.ts';

export type Woken = { sender_id: string; slot: number };

/**
 * Puts what is due back into its lane: held by an undo window that ended, or waiting for another try.
 * Each gets its place by start-time fair queueing, as at planning; what a paused school has for guardians waits on
 * (pause-school.ts). Looks into the partitions in which `span` lies. Returns the lanes that now have work.
 */
export async function placeDue(db: Db, now: Date, limit: number, span: IdSpan = EVERY_ID): Promise<Woken[]> {
  const { rows } = await sql<Woken>`
    WITH ripe AS MATERIALIZED (
      SELECT d.school_id, d.message_id, d.recipient_id, d.part, d.sender_id FROM delivery d
      WHERE d.wake_at <= ${now} AND d.status = 'planned' AND ${isWithin(span)}
      ORDER BY d.wake_at LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    ), due AS MATERIALIZED (
      SELECT ripe.*, m.priority, s.paused_at IS NOT NULL AND m.kind NOT IN ('reply', 'report') AS held
      FROM ripe JOIN message m ON m.school_id = ripe.school_id AND m.id = ripe.message_id JOIN school s ON s.school_id = ripe.school_id
    ), flow AS MATERIALIZED (
      SELECT g.*, take_places(g.school_id, g.sender_id, g.priority, g.how_many) AS first
      FROM (SELECT school_id, sender_id, priority, count(*) AS how_many FROM due WHERE NOT held GROUP BY 1, 2, 3) g
    ), numbered AS (
      SELECT due.*, flow.first - 1 + row_number() OVER (PARTITION BY due.school_id, due.sender_id, due.priority ORDER BY due.message_id, due.recipient_id, due.part) AS place
      FROM due JOIN flow ON flow.school_id = due.school_id AND flow.sender_id = due.sender_id AND flow.priority = due.priority
      WHERE NOT due.held
    ), placed AS (
      UPDATE delivery d SET wake_at = NULL, place = n.place
      FROM numbered n
      WHERE d.school_id = n.school_id AND d.message_id = n.message_id AND d.recipient_id = n.recipient_id AND d.part = n.part
        AND ${isWithin(span)}
      RETURNING d.sender_id
    ), held AS (
      UPDATE delivery d SET wake_at = ${new Date(now.getTime() + PAUSE_LOOK_MS)}
      FROM due
      WHERE due.held AND d.school_id = due.school_id AND d.message_id = due.message_id AND d.recipient_id = due.recipient_id AND d.part = due.part
        AND ${isWithin(span)}
    )
    SELECT DISTINCT lane.sender_id, lane.slot FROM placed JOIN lane ON lane.sender_id = placed.sender_id
  `.execute(db);
  return rows;
}

export type MessageKey = { school_id: string; id: string };

/** Messages that are out of date and were not looked at since, the oldest first. */
export async function findExpired(db: Db, now: Date, limit: number): Promise<MessageKey[]> {
  const { rows } = await sql<MessageKey>`
    SELECT school_id, id FROM message WHERE expires_at <= ${now} AND NOT expiry_swept ORDER BY expires_at LIMIT ${limit}
  `.execute(db);
  return rows;
}

/**
 * Gives up what still waits of these messages, which are out of date, and lets their writers hear of it. A message is
 * looked at once; what of it was on the wire at that moment expires when it is claimed again. Returns how many of each.
 */
export async function sweepExpired(
  db: Db,
  now: Date,
  messages: MessageKey[],
): Promise<{ messages: number; deliveries: number }> {
  const { lowest, highest } = boundsOf(messages.map(({ id }) => id));
  const { rows } = await sql<{ messages: number; deliveries: number }>`
    WITH due AS MATERIALIZED (
      SELECT m.school_id, m.id, m.author_id
      FROM unnest(${messages.map((m) => m.school_id)}::uuid[], ${messages.map((m) => m.id)}::uuid[]) AS k (school_id, id)
      JOIN message m ON m.school_id = k.school_id AND m.id = k.id
      WHERE m.expires_at <= ${now} AND NOT m.expiry_swept
      FOR UPDATE OF m SKIP LOCKED
    ), expired AS (
      UPDATE delivery d SET status = 'expired', place = NULL, wake_at = NULL
      FROM due
      WHERE d.school_id = due.school_id AND d.message_id = due.id AND d.status = 'planned'
        AND d.message_id BETWEEN ${lowest} AND ${highest}
      RETURNING d.message_id
    ), swept AS (
      UPDATE message m
      SET expiry_swept = true,
          report_at = CASE WHEN is_told THEN ${now} ELSE m.report_at END,
          reported_at = CASE WHEN is_told THEN NULL ELSE m.reported_at END
      FROM due CROSS JOIN LATERAL (SELECT due.author_id IS NOT NULL AND due.id IN (SELECT message_id FROM expired) AS is_told) AS t
      WHERE m.school_id = due.school_id AND m.id = due.id
    )
    SELECT (SELECT count(*) FROM due)::int AS messages, (SELECT count(*) FROM expired)::int AS deliveries
  `.execute(db);
  return rows[0]!;
}

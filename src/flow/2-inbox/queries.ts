import { sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';

/** POSTs that were committed together; stage 1 packs them. */
export type RawEvent = { id: string; posts: Buffer; post_count: number };

/** What is swept apart from the rest: bodies that hold nothing but statuses, or all others. */
export type Sweep = 'texts' | 'statuses';

/**
 * True when this transaction alone may sweep: two sweepers side by side could turn a person's texts round. Otherwise
 * {@link takeEvents} in the same transaction takes none, so that it need not wait for the answer.
 */
export async function lockSweep(tx: Tx, sweep: Sweep): Promise<boolean> {
  const { rows } = await sql<{
    locked: boolean;
  }>`SELECT set_config('chautari.sweep', CASE WHEN pg_try_advisory_xact_lock(hashtext('chautari.sweep.' || ${sweep}::text)) THEN 'ours' ELSE 'of another' END, true) = 'ours' AS locked`.execute(
    tx,
  );
  return rows[0]!.locked;
}

// Packed bytes of a batch; unpacked they are about five times as many, and they are all in memory.
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

/**
 * The oldest events that are not processed, in the order of their coming: at least one, and then as many as begin
 * within so many POSTs and {@link MAX_BATCH_BYTES}.
 */
export async function takeEvents(tx: Tx, sweep: Sweep, maxPosts: number): Promise<RawEvent[]> {
  const { rows } = await sql<RawEvent>`
    SELECT id, posts, post_count
    FROM (SELECT id, posts, post_count, sum(post_count) OVER earlier - post_count AS posts_before,
                 sum(octet_length(posts)) OVER earlier - octet_length(posts) AS bytes_before
          FROM (SELECT id, posts, post_count FROM webhook_event
                WHERE processed_at IS NULL AND only_statuses = ${sweep === 'statuses'} ORDER BY id LIMIT ${maxPosts}) AS oldest
          WINDOW earlier AS (ORDER BY id)) AS counted
    WHERE posts_before < ${maxPosts} AND bytes_before < ${MAX_BATCH_BYTES} AND current_setting('chautari.sweep', true) IS DISTINCT FROM 'of another'
    ORDER BY id
  `.execute(tx);
  return rows;
}

/** Whether nobody has taken this event meanwhile. */
export async function isUnprocessed(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM webhook_event WHERE id = ${id} AND processed_at IS NULL`.execute(
    tx,
  );
  return rows.length > 0;
}

export async function markProcessed(tx: Tx, ids: string[], at: Date): Promise<void> {
  await sql`UPDATE webhook_event SET processed_at = ${at}, problem = NULL WHERE id = ANY (${ids}::uuid[])`.execute(
    tx,
  );
}

/** Counts a failed try at one event, and sets it aside with its reason after the last one. */
export async function recordEventFailure(
  db: Db,
  id: string,
  problem: string,
  maxAttempts: number,
  at: Date,
): Promise<void> {
  await sql`
    UPDATE webhook_event
    SET attempts = attempts + 1,
        problem = ${problem},
        processed_at = CASE WHEN attempts + 1 >= ${maxAttempts} THEN ${at}::timestamptz END
    WHERE id = ${id}
  `.execute(db);
}

/** Puts a row for each of its POSTs in the place of an event. */
export async function replaceEvent(tx: Tx, id: string, by: RawEvent[], sweep: Sweep): Promise<void> {
  await sql`DELETE FROM webhook_event WHERE id = ${id}`.execute(tx);
  for (const event of by)
    await sql`
      INSERT INTO webhook_event (id, posts, post_count, only_statuses)
      VALUES (${event.id}, ${event.posts}, ${event.post_count}, ${sweep === 'statuses'})
    `.execute(tx);
}

/** Which of our numbers these are, by Meta's id. */
export async function findSenders(
  db: Db | Tx,
  phoneNumberIds: string[],
): Promise<{ id: string; phone_number_id: string }[]> {
  return db
    .selectFrom('sender')
    .select(['id', 'phone_number_id'])
    .where('phone_number_id', 'in', phoneNumberIds)
    .execute();
}

export type NewInbound = {
  phone_number_id: string;
  wamid: string;
  id: string;
  event_id: string;
  request_id: string;
  person: string;
  phone: string | null;
  user_id: string | null;
  profile_name: string | null;
  type: string;
  text: string | null;
  payload: Record<string, unknown>;
  context_id: string | null;
  sent_at: string;
};

/**
 * Adds messages that are new, each behind the wall of its writer's school; those that came before (Meta sends again)
 * change nothing, and those to a number that is not ours are set aside. Returns how many these are.
 */
export async function insertInbound(tx: Tx, messages: NewInbound[], at: Date): Promise<number> {
  const { rows } = await sql<{ aside: number }>`
    WITH m AS MATERIALIZED (
      SELECT r.*, (SELECT s.id FROM sender s WHERE s.phone_number_id = r.phone_number_id) AS sender_id
      FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS r
        (phone_number_id text, wamid text, id uuid, event_id uuid, request_id text, person text, phone text, user_id text,
         profile_name text, type text, text text, payload jsonb, context_id text, sent_at timestamptz)
    ), taken AS (
      INSERT INTO inbound_message
        (sender_id, wamid, id, event_id, request_id, person, phone, user_id, profile_name, type, text, payload, context_id, sent_at, school_id)
      SELECT m.sender_id, wamid, m.id, event_id, request_id, person, phone, user_id, profile_name, type, text, payload, context_id, sent_at, w.school_id
      FROM m LEFT JOIN LATERAL find_writer(m.sender_id, m.phone, m.user_id) w ON true
      WHERE m.sender_id IS NOT NULL
      ON CONFLICT DO NOTHING
    ), aside AS (
      INSERT INTO set_aside (id, event_id, kind, reason, fragment, at)
      SELECT id, event_id, 'unknown_number', 'number ' || phone_number_id || ' is not one of ours', payload, ${at}
      FROM m WHERE sender_id IS NULL
      RETURNING 1
    )
    SELECT count(*)::int AS aside FROM aside
  `.execute(tx);
  return rows[0]!.aside;
}

export type NewSetAside = {
  id: string;
  event_id: string;
  kind: string;
  reason: string;
  fragment: unknown;
  at: string;
};

export async function insertSetAside(tx: Db | Tx, problems: NewSetAside[]): Promise<void> {
  await sql`
    INSERT INTO set_aside (id, event_id, kind, reason, fragment, at)
    SELECT id, event_id, kind, reason, coalesce(fragment, 'null'), at FROM jsonb_to_recordset(${JSON.stringify(problems)}::jsonb)
      AS p (id uuid, event_id uuid, kind text, reason text, fragment jsonb, at timestamptz)
  `.execute(tx);
}

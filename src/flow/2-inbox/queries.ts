import { sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';

export type RawEvent = { id: string; request_id: string; body: Buffer };

/** True when this transaction alone may sweep texts: two sweepers side by side could turn a person's texts round. */
export async function lockSweep(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    locked: boolean;
  }>`SELECT pg_try_advisory_xact_lock(hashtext('chautari.sweep')) AS locked`.execute(tx);
  return rows[0]!.locked;
}

/** The oldest events that are not processed, in the order of their coming. */
export async function takeEvents(tx: Tx, limit: number): Promise<RawEvent[]> {
  const { rows } = await sql<RawEvent>`
    SELECT id, request_id, body FROM webhook_event WHERE processed_at IS NULL ORDER BY id LIMIT ${limit}
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
  await sql`UPDATE webhook_event SET processed_at = ${at} WHERE id = ANY (${ids}::uuid[])`.execute(tx);
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
  sender_id: string;
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

/** Adds messages that are new; those that came before (Meta sends again) change nothing. Returns how many were new. */
export async function insertInbound(tx: Tx, messages: NewInbound[]): Promise<number> {
  const { rows } = await sql`
    INSERT INTO inbound_message
      (sender_id, wamid, id, event_id, request_id, person, phone, user_id, profile_name, type, text, payload, context_id, sent_at)
    SELECT sender_id, wamid, id, event_id, request_id, person, phone, user_id, profile_name, type, text, payload, context_id, sent_at
    FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS m
      (sender_id uuid, wamid text, id uuid, event_id uuid, request_id text, person text, phone text, user_id text,
       profile_name text, type text, text text, payload jsonb, context_id text, sent_at timestamptz)
    ON CONFLICT DO NOTHING
    RETURNING 1
  `.execute(tx);
  return rows.length;
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

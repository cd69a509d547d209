import { sql } from 'kysely';
import type { Db } from '#lib/db.ts';

export type RawEvent = { id: string; requestId: string; body: Buffer };

/** Keeps raw events, one row a POST, all in one statement and so in one commit. */
export async function insertEvents(db: Db, events: RawEvent[]): Promise<void> {
  await sql`
    INSERT INTO webhook_event (id, request_id, body)
    SELECT * FROM unnest(${events.map((e) => e.id)}::uuid[], ${events.map((e) => e.requestId)}::text[], ${events.map((e) => e.body)}::bytea[])
  `.execute(db);
}

import { sql } from 'kysely';
import type { Db } from '#lib/db.ts';

/** The POSTs of one commit, packed. */
export type NewEvent = { id: string; posts: Buffer; postCount: number; onlyStatuses: boolean };

/** Keeps raw events, all in one statement and so in one commit. */
export async function insertEvents(db: Db, events: NewEvent[]): Promise<void> {
  const rows = events.map(
    ({ id, posts, postCount, onlyStatuses }) =>
      sql`(${id}::uuid, ${posts}::bytea, ${postCount}::int, ${onlyStatuses}::boolean)`,
  );
  await sql`INSERT INTO webhook_event (id, posts, post_count, only_statuses) VALUES ${sql.join(rows)}`.execute(
    db,
  );
}

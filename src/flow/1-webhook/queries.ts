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

export type DoorRow = {
  id: string;
  openedAt: Date;
  beatAt: Date;
  keptAt: Date | null;
  brokenAt: Date | null;
  closedAt: Date | null;
};

/** Writes down that a process takes webhooks, as it stands now. */
export async function writeDoor(db: Db, door: DoorRow): Promise<void> {
  await sql`
    INSERT INTO webhook_door (id, opened_at, beat_at, kept_at, broken_at, closed_at)
    VALUES (${door.id}, ${door.openedAt}, ${door.beatAt}, ${door.keptAt}, ${door.brokenAt}, ${door.closedAt})
    ON CONFLICT (id) DO UPDATE
    SET beat_at = excluded.beat_at, kept_at = excluded.kept_at, broken_at = excluded.broken_at, closed_at = excluded.closed_at
  `.execute(db);
}

/** Forgets processes that were last there more than a week before: longer than Meta comes again. */
export async function forgetOldDoors(db: Db, now: Date): Promise<void> {
  await sql`DELETE FROM webhook_door WHERE beat_at < ${now}::timestamptz - interval '8 days'`.execute(db);
}

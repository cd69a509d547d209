import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import { PAUSE_LOOK_MS } from '#outbox/queries.ts';

/** Begins a pause, or ends it (`at` null). A pause that is on keeps its beginning. */
export async function setPause(
  tx: Tx,
  schoolId: string,
  at: Date | null,
  note: string | null,
): Promise<void> {
  await sql`
    UPDATE school SET paused_at = CASE WHEN ${at}::timestamptz IS NOT NULL THEN coalesce(paused_at, ${at}) END, paused_note = ${note}
    WHERE school_id = ${schoolId}
  `.execute(tx);
}

/** Takes from everything that waits for guardians its place in the lane. Returns how many. */
export async function holdPlanned(tx: Tx, schoolId: string, at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE delivery d SET place = NULL, wake_at = greatest(d.wake_at, ${new Date(at.getTime() + PAUSE_LOOK_MS)})
    FROM message m
    WHERE m.school_id = ${schoolId} AND NOT m.expiry_swept AND NOT m.held AND m.kind NOT IN ('reply', 'report')
      AND d.school_id = ${schoolId} AND d.message_id = m.id AND d.status = 'planned'
  `.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Lets what was held back go, as soon as its undo window is over. Returns how many. */
export async function letGo(tx: Tx, schoolId: string, at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE delivery d SET wake_at = greatest(m.send_after, ${at})
    FROM message m
    WHERE m.school_id = ${schoolId} AND NOT m.expiry_swept AND NOT m.held AND m.kind NOT IN ('reply', 'report')
      AND d.school_id = ${schoolId} AND d.message_id = m.id AND d.status = 'planned' AND d.place IS NULL
  `.execute(tx);
  return Number(numAffectedRows ?? 0);
}

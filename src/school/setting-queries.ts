import type { Tx } from '#lib/db.ts';

/** What a school decides for itself. */
export type SchoolSettings = {
  /** Seconds in which a teacher may still stop a text, 0 to 300. */
  undo_window_seconds: number;
  /** Which notices of teachers the office sees first: none, those beyond the writer's own classes, or all (ADR 0022). */
  notices_to_approve: 'none' | 'wider' | 'all';
  /** What becomes of a routine send of which nobody can know whether it arrived: set aside, or sent again (ADR 0030). */
  unsettled: 'aside' | 'again';
};

/** The settings of a school under its name; undefined where there is no such school. */
export async function loadSettings(
  tx: Tx,
  schoolId: string,
): Promise<(SchoolSettings & { name: string }) | undefined> {
  const row = await tx
    .selectFrom('school')
    .select(['name', 'undo_window_seconds', 'notices_to_approve', 'unsettled'])
    .where('school_id', '=', schoolId)
    .executeTakeFirst();
  return row as (SchoolSettings & { name: string }) | undefined;
}

export async function updateSettings(
  tx: Tx,
  schoolId: string,
  changes: Partial<SchoolSettings>,
): Promise<void> {
  await tx.updateTable('school').set(changes).where('school_id', '=', schoolId).execute();
}

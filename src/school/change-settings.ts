import type { Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { insertAudit } from '#school/queries.ts';
import { loadSettings, type SchoolSettings, updateSettings } from '#school/setting-queries.ts';

/**
 * Changes what a school decides for itself, and notes down who did. It holds from the next text on; what is under way
 * keeps what it was told. Returns the settings afterwards; undefined where there is no such school.
 * @param by who does it (`staff:<id>`, `operator:cli`), and when, in milliseconds since 1970
 */
export async function changeSettings(
  tx: Tx,
  schoolId: string,
  changes: Partial<SchoolSettings>,
  by: { actor: string; now: number },
): Promise<(SchoolSettings & { name: string }) | undefined> {
  const before = await loadSettings(tx, schoolId);
  if (!before || Object.keys(changes).length === 0) return before;
  await updateSettings(tx, schoolId, changes);
  await insertAudit(tx, schoolId, {
    id: newId(by.now),
    at: new Date(by.now),
    actor: by.actor,
    action: 'school.settings_changed',
    subject: `school:${schoolId}`,
    detail: changes,
  });
  return { ...before, ...changes };
}

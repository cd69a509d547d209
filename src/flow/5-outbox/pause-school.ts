import type { Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { holdPlanned, letGo, setPause } from '#outbox/pause-queries.ts';
import { insertAudit } from '#school/queries.ts';

/** Who does it (`staff:<id>`, `operator:cli`), when (milliseconds since 1970), and why, in their words. */
export type Deed = { actor: string; now: number; note?: string };

/**
 * Stops everything a school has for guardians until it resumes: what waits in its lane gives up its place, what is
 * written meanwhile waits, too. Echoes, answers and reports still go, so that people are told. What is on the wire
 * at this moment arrives. Returns how many deliveries wait.
 */
export async function pauseSchool(tx: Tx, schoolId: string, { actor, now, note }: Deed): Promise<number> {
  const at = new Date(now);
  await setPause(tx, schoolId, at, note ?? null);
  const held = await holdPlanned(tx, schoolId, at);
  await insertAudit(tx, schoolId, {
    id: newId(now),
    at,
    actor,
    action: 'school.paused',
    subject: `school:${schoolId}`,
    detail: { held },
  });
  return held;
}

/** The school sends again, what waited first. Returns how many deliveries that is. */
export async function resumeSchool(tx: Tx, schoolId: string, { actor, now }: Deed): Promise<number> {
  const at = new Date(now);
  await setPause(tx, schoolId, null, null);
  const waited = await letGo(tx, schoolId, at);
  await insertAudit(tx, schoolId, {
    id: newId(now),
    at,
    actor,
    action: 'school.resumed',
    subject: `school:${schoolId}`,
    detail: { waited },
  });
  return waited;
}

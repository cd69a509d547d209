import type { Tx } from '#lib/db.ts';
import { kathmanduDate, kathmanduInstant } from '#nepal/calendar.ts';
import { openSession } from '#outbox/answer-texts.ts';
import type { DueReport } from '#outbox/report-queries.ts';
import { listAbsences } from '#outbox/say-absences.ts';
import { sayToStaff } from '#outbox/tell-staff.ts';
import { loadAbsences } from '#school/attendance/queries.ts';
import { loadStaffAddress, type StaffAddress } from '#school/queries.ts';
import { findClassTeacher } from '#school/records/queries.ts';
import type { Runtime } from '#src/runtime.ts';

const AFTERNOON = '14:00';
const HOUR_MS = 60 * 60_000;

/** In the afternoon, while a family can still be called; after a late attendance two hours on. */
export function followUpAt(now: number): Date {
  const afternoon = kathmanduInstant(kathmanduDate(now), AFTERNOON).getTime();
  return new Date(now < afternoon - HOUR_MS ? afternoon : now + 2 * HOUR_MS);
}

/**
 * What families answered after the report, and who has not answered at all, to whoever took the attendance and to the
 * class teacher, once. Nothing where the report had it all. Returns the slot of the lane that got something to send.
 */
export async function followUpAbsences(
  runtime: Runtime,
  tx: Tx,
  { school_id: schoolId, id, author_id, request_id }: DueReport,
  reportedAt: Date,
  now: number,
): Promise<number | undefined> {
  const absences = await loadAbsences(tx, schoolId, id);
  const isNews = absences.some(({ answered_at }) => answered_at === null || answered_at > reportedAt);
  if (!isNews) return undefined;
  const session = await openSession(runtime.config, tx, schoolId, [], now);
  for (const person of await toTell(tx, schoolId, author_id, absences[0]!.class_id)) {
    const words = listAbsences(absences, 'report.absence.later', person.language);
    sayToStaff(session, person, request_id, words, id);
  }
  await session.flush();
  return session.school.lane_slot;
}

async function toTell(tx: Tx, schoolId: string, authorId: string, classId: string): Promise<StaffAddress[]> {
  const teacher = await findClassTeacher(tx, schoolId, classId);
  const ids = new Set([authorId, ...(teacher ? [teacher.id] : [])]);
  const people = await Promise.all([...ids].map((id) => loadStaffAddress(tx, schoolId, id)));
  return people.filter((person) => person !== undefined);
}

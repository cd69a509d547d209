import { addDays, daysBetween } from '#nepal/calendar.ts';
import { type GuardianText, tellGuardian } from '#outbox/answer-guardian.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { keepMedia } from '#outbox/carry-media.ts';
import { passToTeacher } from '#outbox/pass-to-teacher.ts';
import type { ReadingOf } from '#outbox/read-text.ts';
import { askLeave } from '#school/attendance/queries.ts';
import { dayWords, periodWords } from '#templates/words/day-words.ts';
import { nameWords } from '#templates/words/list-words.ts';

// Nobody asks for more at once in a text; a longer span is a slip of the reading and is cut here.
const LONGEST_LEAVE_DAYS = 31;

/** Leave goes into the attendance of its days and to the class teacher. */
export async function noteLeave(
  session: Session,
  text: GuardianText,
  reading: ReadingOf<'leave_request'>,
): Promise<string> {
  const child = text.children.find((c) => c.name === reading.child) ?? text.children[0];
  if (!child) return tellGuardian(session, text, 'unknown.guardian', {});
  const length = Math.min(daysBetween(reading.from, reading.to) + 1, LONGEST_LEAVE_DAYS);
  const dates = Array.from({ length }, (_, day) => addDays(reading.from, day));
  const reason = reading.reason ?? null;
  await askLeave(session.tx, session.schoolId, {
    classId: child.class_id,
    studentId: child.id,
    dates,
    reason,
    at: new Date(session.now),
  });

  const name = nameWords(child.name, child.name_ne);
  const period = length === 1 ? dayWords(reading.from) : periodWords(reading.from, reading.to);
  const about = { name, class: child.class };
  await passToTeacher(session, text, child, {
    kind: 'leaveRequest',
    child: about,
    period,
    ...(reason ? { reason } : {}),
    media: await keepMedia(session, text.media),
  });
  tellGuardian(session, text, 'guardian.leave.noted', { child: name, period });
  return 'leave_request';
}

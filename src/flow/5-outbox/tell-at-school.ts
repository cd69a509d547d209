import { planAudience } from '#audience/plan-audience.ts';
import { loadReaders } from '#audience/queries.ts';
import { newId } from '#lib/ids.ts';
import { addMessage, addReply, PRIORITY } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { clearAlerted, findAttendanceOf } from '#outbox/outcome-queries.ts';
import { isMessageId } from '#outbox/read-the-rest.ts';
import { toNewRecipient } from '#outbox/send-to-readers.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import type { RosterRow } from '#school/attendance/queries.ts';
import { withButtons } from '#templates/render-free-form.ts';
import { say } from '#templates/say.ts';
import { dayWords } from '#templates/words/day-words.ts';
import { listWords, nameWords } from '#templates/words/list-words.ts';

const LIFE_MS = 6 * 60 * 60 * 1_000;

/**
 * Attendance was taken again, and the families of some who are there had been told of an absence: the teacher is asked
 * whether they shall hear that their child is at school, since only the teacher knows whether it was a mistake.
 */
export function offerAtSchool(
  session: Session,
  { member, row }: StaffText,
  pupils: RosterRow[],
  date: string,
  alertId: string,
): void {
  const names = listWords(pupils.map(({ name, name_ne }) => nameWords(name, name_ne)));
  const words = say('teacher.toldAbsent', { pupils: names, date: dayWords(date) }, member.language);
  const payloads = withButtons(words, ['atSchool'], member.language, alertId);
  addReply(session, { id: member.id, kind: 'staff', language: member.language }, row, payloads, {
    isSecond: true,
  });
}

/** The tap: the families of all who were alerted and are there now hear it, once. */
export async function tellAtSchool(session: Session, text: StaffText, alertId: string): Promise<string> {
  const { tx, schoolId } = session;
  await session.flush();
  const taken = isMessageId(alertId) ? await findAttendanceOf(tx, schoolId, alertId) : undefined;
  if (!taken || !text.classes.some((c) => c.id === taken.class_id))
    return tell(session, text, 'teacher.nothingToConfirm', {});
  const cleared = await clearAlerted(tx, schoolId, taken.class_id, taken.date);
  if (cleared.length === 0) return tell(session, text, 'teacher.alreadyCorrected', {});
  const readers = await loadReaders(tx, schoolId, [taken.class_id], cleared);
  const plan = planAudience(readers, 'attendance', session.now);
  const id = newId(session.now);
  const notice = { kind: 'atSchool', children: [], date: dayWords(taken.date) } as const;
  if (plan.recipients.length > 0)
    addMessage(session, {
      id,
      kind: 'direct',
      topic: 'attendance',
      priority: PRIORITY.urgent,
      classId: taken.class_id,
      authorId: null,
      inboundId: null,
      aboutId: alertId,
      requestId: text.row.request_id,
      content: { form: 'notice', notice: { ...notice, children: [] } },
      recipients: plan.recipients.map((r) =>
        toNewRecipient(r, { notice: { ...notice, children: [] }, namesChildren: true }, id),
      ),
      excluded: plan.excluded,
      expiresAt: new Date(session.now + LIFE_MS),
    });
  return tell(session, text, 'teacher.echo.goesNow', { parents: plan.recipients.length });
}

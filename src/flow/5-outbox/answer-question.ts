import { toBs, toIso } from '#nepal/calendar.ts';
import { closesSchoolIn, holidaysOn, isWeeklyHoliday } from '#nepal/holidays.ts';
import { addReply } from '#outbox/add-message.ts';
import { type GuardianText, tellGuardian } from '#outbox/answer-guardian.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { countDays, loadDay } from '#school/attendance/queries.ts';
import type { ChildRow } from '#school/queries.ts';
import { findEvent, type HomeworkRow, loadHomework } from '#school/records/queries.ts';
import type { SubjectUpdate } from '#templates/notice.ts';
import { textMessages } from '#templates/render-free-form.ts';
import { say } from '#templates/say.ts';
import { updateTextFor } from '#templates/update-lines.ts';
import { dayWords, dueWords, monthWords } from '#templates/words/day-words.ts';
import { nameWords } from '#templates/words/list-words.ts';
import type { Question } from '#understand/reading.ts';

/** Answers from the records: homework of a day, attendance of a day or the month, the calendar. */
export async function answerQuestion(
  session: Session,
  text: GuardianText,
  reading: Question,
): Promise<string> {
  if (reading.intent === 'ask_calendar') return calendar(session, text, reading.date);
  const children = reading.child ? text.children.filter((c) => c.name === reading.child) : text.children;
  if (children.length === 0) return tellGuardian(session, text, 'unknown.guardian', {});
  const about = reading.intent === 'ask_homework' ? homework : attendance;
  const parts: string[] = [];
  for (const child of children) parts.push(await about(session, text, child, reading.date));
  const { guardian, row } = text;
  addReply(
    session,
    { id: guardian.id, kind: 'guardian', language: guardian.language },
    row,
    textMessages(parts.join('\n\n')),
  );
  return `answered:${reading.intent}`;
}

async function homework(
  session: Session,
  { guardian }: GuardianText,
  child: ChildRow,
  date = session.today,
): Promise<string> {
  const rows = await loadHomework(session.tx, session.schoolId, child.class_id, date);
  const about = { child: nameWords(child.name, child.name_ne), date: dayWords(date) };
  if (rows.length === 0) return say('guardian.homework.none', about, guardian.language);
  return `${say('guardian.homework.heading', about, guardian.language)}\n\n${updateTextFor(rows.map(toSubjectUpdate), guardian.language)}`;
}

function toSubjectUpdate({
  subject,
  topic,
  homework,
  understanding,
  note,
  due_on,
}: HomeworkRow): SubjectUpdate {
  return {
    subject,
    ...(topic ? { topic } : {}),
    ...(homework ? { homework } : {}),
    ...(understanding ? { understanding } : {}),
    ...(note ? { note } : {}),
    ...(due_on ? { due: dueWords(due_on) } : {}),
  };
}

async function attendance(
  session: Session,
  { guardian }: GuardianText,
  child: ChildRow,
  date?: string,
): Promise<string> {
  const name = nameWords(child.name, child.name_ne);
  if (date) {
    const state = (await loadDay(session.tx, session.schoolId, child.id, date)) ?? 'notTaken';
    return say('guardian.attendance.day', { child: name, date: dayWords(date), state }, guardian.language);
  }
  const firstOfMonth = toIso({ ...toBs(session.today), day: 1 });
  const days = await countDays(session.tx, session.schoolId, child.id, firstOfMonth, session.today);
  return say(
    'guardian.attendance.month',
    { child: name, month: monthWords(session.today), ...days },
    guardian.language,
  );
}

/** The school's own calendar first, then the national holidays and the weekly day off. */
async function calendar(session: Session, text: GuardianText, date?: string): Promise<string> {
  const event = await findEvent(session.tx, session.schoolId, date ?? session.today, date !== undefined);
  if (!date) {
    if (!event) return tellGuardian(session, text, 'guardian.calendar.none', {});
    const about = { event: nameWords(event.title, event.title_ne), date: dayWords(event.starts_on) };
    return tellGuardian(session, text, 'guardian.calendar.next', about);
  }
  if (event) {
    const state = event.kind === 'holiday' || event.kind === 'closure' ? 'closed' : 'open';
    return tellGuardian(session, text, 'guardian.calendar.day', {
      date: dayWords(date),
      state,
      event: nameWords(event.title, event.title_ne),
    });
  }
  const holiday = holidaysOn(date).find((h) => closesSchoolIn(h, session.school.district ?? ''));
  if (holiday) {
    const name = { en: holiday.en, ne: holiday.ne };
    return tellGuardian(session, text, 'guardian.calendar.day', {
      date: dayWords(date),
      state: 'closed',
      event: name,
    });
  }
  if (isWeeklyHoliday(date)) {
    const weekly = { en: 'weekly holiday', ne: 'साप्ताहिक बिदा' };
    return tellGuardian(session, text, 'guardian.calendar.day', {
      date: dayWords(date),
      state: 'closed',
      event: weekly,
    });
  }
  return tellGuardian(session, text, 'guardian.calendar.none', {});
}

import { loadReaders } from '#audience/queries.ts';
import { PRIORITY } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { dropHeldAttendance } from '#outbox/cross-texts.ts';
import { echoRecorded } from '#outbox/echo-recorded.ts';
import { keepDraft } from '#outbox/keep-draft.ts';
import { findAlerted } from '#outbox/outcome-queries.ts';
import type { ReadingOf } from '#outbox/read-text.ts';
import { sendToReaders } from '#outbox/send-to-readers.ts';
import type { StaffText } from '#outbox/staff-text.ts';
import { offerAtSchool } from '#outbox/tell-at-school.ts';
import {
  type AttendanceState,
  findOnLeave,
  loadRoster,
  type Mark,
  markAttendance,
  type RosterRow,
} from '#school/attendance/queries.ts';
import type { Understood } from '#templates/echo-text.ts';
import { classWords } from '#templates/words/class-words.ts';
import { dayWords } from '#templates/words/day-words.ts';
import { nameWords } from '#templates/words/list-words.ts';

/**
 * Marks a class for a day and asks the families of those who are absent today, unless they have asked for leave.
 * Nobody is alerted for a day that has passed.
 */
export async function takeAttendance(
  session: Session,
  text: StaffText,
  reading: ReadingOf<'attendance'>,
): Promise<string> {
  if (reading.ask === null) await dropHeldAttendance(session, text, reading);
  const spokenFor = text.classes.find((c) => c.code === reading.class)!;
  const roster = await loadRoster(session.tx, session.schoolId, [spokenFor.id]);
  const marks = roster.map(
    (pupil): Mark => ({
      classId: spokenFor.id,
      studentId: pupil.student_id,
      date: reading.date,
      state: stateOf(pupil, reading),
    }),
  );
  const onLeave = await findOnLeave(session.tx, session.schoolId, spokenFor.id, reading.date);
  const alerted = await findAlerted(session.tx, session.schoolId, spokenFor.id, reading.date);
  const missing = marks
    .filter(({ state, studentId: id }) => state === 'absent' && !onLeave.has(id) && !alerted.has(id))
    .map((mark) => mark.studentId);
  const understood = describe(reading, roster);
  const toAlert = reading.date === session.today ? missing : [];
  const readers =
    toAlert.length > 0 ? await loadReaders(session.tx, session.schoolId, [spokenFor.id], toAlert) : [];

  const record = async (messageId: string | null): Promise<string> => {
    const { tx, schoolId, now } = session;
    const ids = [...alerted.keys()];
    await markAttendance(tx, schoolId, marks, text.member.id, messageId, ids, new Date(now));
    const there = marks.filter(({ state, studentId: id }) => alerted.has(id) && isThere(state));
    const pupils = roster.filter((pupil) => there.some((mark) => mark.studentId === pupil.student_id));
    if (pupils[0]) offerAtSchool(session, text, pupils, reading.date, alerted.get(pupils[0].student_id)!);
    return 'attendance';
  };
  if (readers.length === 0) {
    if (reading.ask === 'confirm') await keepDraft(session, text.member.id, reading, text.row.id);
    echoRecorded(session, text, understood, reading.ask === 'confirm');
    return reading.ask === 'confirm' ? 'asked:confirm' : record(null);
  }
  const date = dayWords(reading.date);
  const sent = await sendToReaders(session, text, reading, {
    kind: 'attendance',
    topic: 'attendance',
    priority: PRIORITY.urgent,
    classId: spokenFor.id,
    readers,
    audience: classWords(spokenFor.code),
    notice: { kind: 'absence', children: [], date },
    namesChildren: true,
    understood,
    taken: reading.defaulted?.includes('class') ? { class: spokenFor.code } : {},
  });
  if (sent.kind === 'asked') return 'asked:confirm';
  return record(sent.kind === 'planned' ? sent.messageId : null);
}

function stateOf({ roll }: RosterRow, reading: ReadingOf<'attendance'>): AttendanceState {
  if (reading.absent?.includes(roll)) return 'absent';
  if (reading.late?.includes(roll)) return 'late';
  return reading.leave?.includes(roll) ? 'leave' : 'present';
}

function isThere(state: AttendanceState): boolean {
  return state === 'present' || state === 'late';
}

function describe(reading: ReadingOf<'attendance'>, roster: RosterRow[]): Understood {
  const named = (rolls: number[] = []) =>
    roster.filter((p) => rolls.includes(p.roll)).map((p) => nameWords(p.name, p.name_ne));
  return {
    kind: 'attendance',
    class: reading.class!,
    date: dayWords(reading.date),
    absent: named(reading.absent),
    late: named(reading.late),
    leave: named(reading.leave),
  };
}

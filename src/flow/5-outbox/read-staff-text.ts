import type { StaffText } from '#outbox/answer-staff.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { readText } from '#outbox/read-text.ts';
import { loadRoster } from '#school/attendance/queries.ts';
import type { Pupil, Reading } from '#understand/reading.ts';

/**
 * Reads what a member of staff wrote. The lists of pupils are fetched only for what may name one (attendance, a text to
 * one home, a note), and it is read again with them: most texts need no list.
 */
export async function readStaffText(session: Session, text: StaffText, words: string): Promise<Reading> {
  const { member, row, classes } = text;
  const about = {
    role: member.role === 'teacher' ? ('teacher' as const) : ('admin' as const),
    classes: classes.map((c) => c.code),
    subjects: [...new Set(member.teaching.flatMap((t) => t.subjects))],
  };
  const reading = readText(session, member.id, row, words, about);
  if (!mayNamePupils(reading)) return reading;
  const named =
    'class' in reading && reading.class ? classes.filter((c) => c.code === reading.class) : classes;
  const rows = await loadRoster(
    session.tx,
    session.schoolId,
    named.map((c) => c.id),
  );
  const roster: Record<string, Pupil[]> = {};
  for (const { class: code, roll, name, name_ne } of rows) {
    roster[code] ??= [];
    roster[code].push({ roll, name, ...(name_ne ? { nameNe: name_ne } : {}) });
  }
  return readText(session, member.id, row, words, { ...about, roster });
}

function mayNamePupils(reading: Reading): boolean {
  switch (reading.intent) {
    case 'attendance':
    case 'direct':
    case 'announcement':
    case 'unknown':
      return true;
    case 'daily_update':
      return reading.updates.some((update) => update.note !== undefined);
    default:
      return false;
  }
}

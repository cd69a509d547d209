import type { Session } from '#outbox/answer-texts.ts';
import type { OpenDraft } from '#outbox/draft-queries.ts';
import { type About, readText } from '#outbox/read-text.ts';
import type { SpokenFor, StaffText } from '#outbox/staff-text.ts';
import { loadRoster } from '#school/attendance/queries.ts';
import type { Draft, Pupil, Reading } from '#understand/reading.ts';

/**
 * Reads what a member of staff wrote, as an answer where they were asked something. The lists of pupils are fetched
 * only for what may name one (attendance, a text to one home, a note), and it is read again with them: most texts need
 * no list.
 */
export async function readStaffText(
  session: Session,
  text: StaffText,
  words: string,
  draft: OpenDraft | undefined,
): Promise<Reading> {
  const { row, classes } = text;
  const about = aboutWriter(text);
  const first = readText(session, row, words, about, draft);
  // Who teaches one subject in this class need not say which, whatever they teach in others.
  const here = first.ask === 'subject' ? subjectsIn(text, first) : [];
  if (here.length === 1) about.subjects = here;
  const reading = here.length === 1 ? readText(session, row, words, about, draft) : first;
  if (!mayNamePupils(reading)) return reading;
  return readText(
    session,
    row,
    words,
    { ...about, roster: await loadLists(session, classes, reading) },
    draft,
  );
}

export function aboutWriter({ member, classes }: StaffText): About {
  return {
    role: member.role === 'teacher' ? 'teacher' : 'admin',
    classes: classes.map((c) => c.code),
    subjects: [...new Set(member.teaching.flatMap((t) => t.subjects))],
    ownWords: member.own_words,
  };
}

/** The pupils of the class that a reading names, else of all of these. */
export async function loadLists(
  session: Session,
  classes: SpokenFor[],
  reading: Draft,
): Promise<Record<string, Pupil[]>> {
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
  return roster;
}

function subjectsIn({ member }: StaffText, reading: Reading): string[] {
  const code = 'class' in reading ? reading.class : undefined;
  return member.teaching.find((t) => t.code === code)?.subjects ?? [];
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

import type { Tx } from '#lib/db.ts';
import { type Absence, type AbsenceInClass, loadAbsences } from '#school/attendance/queries.ts';
import type { Language } from '#templates/language.ts';
import { sayLine } from '#templates/say.ts';
import { classWords } from '#templates/words/class-words.ts';
import { dayWords } from '#templates/words/day-words.ts';
import { listWords, nameWords } from '#templates/words/list-words.ts';

const ORDER = ['did_not_know', null, 'sick', 'leave'] as const;
const KEYS = { did_not_know: 'didNotKnow', sick: 'sick', leave: 'leave' } as const;

/** What the families of absent pupils answered, those who need a call first. Empty where nobody was absent. */
export async function sayAbsences(
  tx: Tx,
  schoolId: string,
  messageId: string,
  language: Language,
): Promise<string> {
  return listAbsences(await loadAbsences(tx, schoolId, messageId), 'report.absence.heading', language);
}

/** The same of absences that are loaded already. */
export function listAbsences(
  absences: AbsenceInClass[],
  headingKey: 'report.absence.heading' | 'report.absence.later',
  language: Language,
): string {
  if (absences.length === 0) return '';
  const { class: code, on_date: date } = absences[0]!;
  const heading = sayLine(headingKey, { class: classWords(code), date: dayWords(date) }, language);
  return [heading, ...ORDER.flatMap((answer) => line(absences, answer, language))].join('\n');
}

function line(absences: Absence[], answer: Absence['answer'], language: Language): string[] {
  const pupils = absences.filter((absence) => absence.answer === answer);
  if (pupils.length === 0) return [];
  const names = listWords(pupils.map(({ name, name_ne }) => nameWords(name, name_ne)));
  const key = answer ? KEYS[answer] : 'noAnswer';
  return [sayLine(`report.absence.${key}`, { pupils: names }, language)];
}

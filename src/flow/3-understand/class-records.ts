import { remember } from '#nepal/remember.ts';
import { foldSound, normaliseWord } from './fold-word.ts';

/** A class record in its two parts: "10B" is 10 and B, "NurseryA" is Nursery and A. */
export interface ClassRecord {
  record: string;
  grade: string;
  section: string;
  /** Both in lower case, for comparing. */
  key: string;
}

const NAMED_GRADES = ['Nursery', 'LKG', 'UKG', 'KG', 'PG', 'ECD'];

/** Splits a class as on record. What is before the section is the grade. */
export const splitRecord = remember((record): ClassRecord => {
  const { grade, section } = cutRecord(record);
  return { record, grade, section, key: (grade + section).toLowerCase() };
});

function cutRecord(record: string): { grade: string; section: string } {
  const numbered = /^(\d{1,2})\s*[-– ]?\s*(.*)$/.exec(record);
  if (numbered !== null) return { grade: String(Number(numbered[1])), section: numbered[2] as string };
  const named = NAMED_GRADES.find((name) => record.toLowerCase().startsWith(name.toLowerCase()));
  if (named !== undefined) return { grade: named, section: record.slice(named.length) };
  return { grade: record, section: '' };
}

export interface ResolvedClass {
  /** As on record; the grade alone where it has several sections. */
  name: string;
  /** True where the sender must say which class is meant. */
  unsure: boolean;
}

/**
 * The class on record for a grade and, if said, a section. A grade with one section is that section; with several,
 * the grade alone and a question; a class the sender may not speak for is printed in record form with a question.
 */
export function resolveClass(
  grade: string,
  section: string | undefined,
  classes: readonly string[],
): ResolvedClass {
  const key = grade.toLowerCase();
  const ofGrade = classes.map(splitRecord).filter((c) => c.grade.toLowerCase() === key);
  if (section !== undefined) {
    const found = ofGrade.find((c) => isSameSection(c.section, section));
    return found ? { name: found.record, unsure: false } : { name: grade + section, unsure: true };
  }
  const [only] = ofGrade;
  return only !== undefined && ofGrade.length === 1
    ? { name: only.record, unsure: false }
    : { name: grade, unsure: true };
}

function isSameSection(onRecord: string, said: string): boolean {
  return (
    onRecord.toLowerCase() === said.toLowerCase() ||
    (said.length > 1 && foldSound(normaliseWord(onRecord)) === foldSound(normaliseWord(said)))
  );
}

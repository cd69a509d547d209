import type { ClassRecord } from './class-records.ts';
import type { Sense } from './look-up-words.ts';
import type { Token } from './tokenise.ts';

/** What looking for classes needs of a text and its sender. */
export interface Scan {
  tokens: Token[];
  senses: Sense[][];
  records: readonly ClassRecord[];
}

/** The longest meaning of a group that begins at a token. */
export function senseOf(scan: Scan, at: number, group: string, value?: string): Sense | undefined {
  return scan.senses[at]?.find((s) => s.group === group && (value === undefined || s.value === value));
}

/** The place behind at most four of the given words and marks. */
export function skip(scan: Scan, at: number, norms: readonly string[]): number {
  let here = at;
  while (here < scan.tokens.length && here < at + 4 && norms.includes((scan.tokens[here] as Token).norm))
    here += 1;
  return here;
}

/** A Roman numeral of two letters or more in capitals: VII, IX. */
export function isRoman(token: Token | undefined): boolean {
  return token !== undefined && /^[IVX]{2,4}$/.test(token.raw);
}

/** Whether the sender has a class of that grade. */
export function hasGrade(scan: Scan, grade: string): boolean {
  const key = grade.toLowerCase();
  return scan.records.some((record) => record.grade.toLowerCase() === key);
}

/** Whether the sender has that class. */
export function hasClass(scan: Scan, grade: string, section: string): boolean {
  const key = (grade + section).toLowerCase();
  return scan.records.some((record) => record.key === key);
}

/** Whether the sender has a section of that name, which is more than a letter, in lower case. */
export function hasSection(scan: Scan, name: string): boolean {
  return name.length > 1 && scan.records.some((record) => record.section.toLowerCase() === name);
}

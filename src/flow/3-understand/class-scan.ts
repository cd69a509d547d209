import type { Sense } from './look-up-words.ts';
import type { Token } from './tokenise.ts';

/** What looking for classes needs of a text and its sender. */
export interface Scan {
  tokens: Token[];
  senses: Sense[][];
  records: Set<string>;
  /** The grades of the records, in lower case. */
  grades: Set<string>;
  sections: Set<string>;
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
  return scan.grades.has(grade.toLowerCase());
}

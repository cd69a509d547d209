import { hasClass, type Scan } from './class-scan.ts';
import type { ClassMention } from './find-classes.ts';
import type { Token } from './tokenise.ts';

/** "VIA", "XB": a Roman numeral and its section in one word of capitals, where the sender has that class. */
export function matchGluedRoman(scan: Scan, from: number, at: number): ClassMention | null {
  const found = ROMAN_CLASS.exec(scan.tokens[at]?.raw ?? '');
  const [, roman, section] = found ?? [];
  if (roman === undefined || section === undefined) return null;
  const grade = ROMAN.indexOf(roman) + 1;
  if (grade === 0 || !hasClass(scan, String(grade), section)) return null;
  // "ID", "IF" are words; with a class word before it, or alone in its piece, it is a class.
  const before = scan.tokens[at - 1];
  const alone = before?.kind !== 'word' && scan.tokens[at + 1]?.kind !== 'word';
  if (roman.length === 1 && from === at && !alone) return null;
  return { from, to: at + 1, grade: String(grade), section, labelled: true };
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
const ROMAN_CLASS = /^([IVX]{1,4})([A-H])$/;
const LONGEST = 5;

/** Whether a token is a Roman numeral and a letter in one word of capitals. */
export function isGluedRoman(token: Token): boolean {
  // Words in capitals alone are asked, because every word of every text is.
  return (
    token.kind === 'word' && token.raw.length <= LONGEST && token.raw < 'Y' && ROMAN_CLASS.test(token.raw)
  );
}

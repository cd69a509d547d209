import { digitsFor } from '#nepal/digits.ts';
import type { Words } from '#templates/language.ts';
import type { Column, Columns } from './columns.ts';

/** Something in the file to look at: where it is, what stands there, and what to do about it. */
export type Remark = { line: number; column: string | null; found: string; say: Words };

/** A remark on something that was not taken: the pupil with the whole line, a guardian, or the one cell. */
export type Problem = Remark & { leftOut: 'pupil' | 'guardian' | 'cell' };

/** Collects what is said about the lines of one file. */
export type Findings = { problems: Problem[]; notes: Remark[] };

export function remarkAt(
  line: number,
  columns: Columns,
  column: Column | null,
  found: string,
  say: Words,
): Remark {
  const place = column === null ? undefined : columns.at.get(column);
  return { line, column: place === undefined ? null : columns.headers[place]!, found, say };
}

/** One line for a person: `Line 7, “Class”: “13Z”. There is no such class …`. */
export function sayRemark({ line, column, found, say }: Remark, language: 'en' | 'ne'): string {
  const shown = showCell(found);
  if (language === 'en') {
    const where = column === null ? `Line ${line}` : `Line ${line}, “${showCell(column)}”`;
    return `${where}: ${shown === '' ? 'empty' : `“${shown}”`}. ${say.en}`;
  }
  const number = digitsFor('ne', line);
  const where = column === null ? `पङ्क्ति ${number}` : `पङ्क्ति ${number}, “${showCell(column)}”`;
  return `${where}: ${shown === '' ? 'खाली' : `“${shown}”`}। ${say.ne}`;
}

const LONGEST_SHOWN = 60;

/** Control characters would act on the terminal of the person who reads. */
function showCell(text: string): string {
  const plain = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return plain.length > LONGEST_SHOWN ? `${plain.slice(0, LONGEST_SHOWN)}…` : plain;
}

import type { BsTable } from '#nepal/calendar.ts';
import { toBs } from '#nepal/calendar.ts';
import { toDevanagariDigits } from '#nepal/digits.ts';
import { formatBs, formatForParents, monthName } from '#nepal/format-date.ts';
import { inBothLanguages, type Words } from '../language.ts';

/** A day (`YYYY-MM-DD`) within a sentence: "Saturday, Mangsir 12", "शनिबार, मंसिर १२ गते". */
export function dayWords(iso: string, table?: BsTable): Words {
  return inBothLanguages((language) =>
    formatBs(iso, { language, length: 'short', withWeekday: true }, table),
  );
}

/** A day that stands alone on its line, in both calendars: "Saturday, Mangsir 12 (28 Nov)". */
export function dueWords(iso: string, table?: BsTable): Words {
  return inBothLanguages((language) => formatForParents(iso, language, table));
}

/** One day, or the first and the last of several: "Mangsir 7 to Mangsir 9", "मंसिर ७ गतेदेखि मंसिर ९ गतेसम्म". */
export function periodWords(from: string, to: string, table?: BsTable): Words {
  if (from === to) return dayWords(from, table);
  const short = (iso: string, language: 'en' | 'ne') => formatBs(iso, { language, length: 'short' }, table);
  return {
    en: `${short(from, 'en')} to ${short(to, 'en')}`,
    ne: `${short(from, 'ne')}देखि ${short(to, 'ne')}सम्म`,
  };
}

/** The month of Bikram Sambat in which a day lies: "Mangsir 2083", "मंसिर २०८३". */
export function monthWords(iso: string, table?: BsTable): Words {
  const { year, month } = toBs(iso, table);
  return {
    en: `${monthName('bs', month, 'en')} ${year}`,
    ne: `${monthName('bs', month, 'ne')} ${toDevanagariDigits(year)}`,
  };
}

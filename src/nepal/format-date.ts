import { BS_TABLE, type BsTable, toBs, weekday } from './calendar.ts';
import { dayNumberOf } from './day-number.ts';
import { digitsFor } from './digits.ts';

/** How a date is written. */
export type DateStyle = {
  language: 'en' | 'ne';
  /** `long` (default): "28 November 2026". `short`: "28 Nov", without the year. `numeric`: "2026-11-28". */
  length?: 'long' | 'short' | 'numeric';
  /** Puts the day of the week first: "Saturday, 28 November 2026". */
  withWeekday?: boolean;
};

/**
 * A Gregorian day in Bikram Sambat: "12 Mangsir 2083", "२०८३ मंसिर १२ गते"; short "Mangsir 12", "मंसिर १२ गते";
 * numeric "2083-08-12", "२०८३-०८-१२". Throws RangeError when it is no day or out of the table.
 */
export function formatBs(iso: string, style: DateStyle, table: BsTable = BS_TABLE): string {
  const { year, month, day } = toBs(iso, table);
  const { language, length = 'long' } = style;
  const name = monthNames.bs[language][month - 1]!;
  const written = {
    long: language === 'ne' ? `${year} ${name} ${day} गते` : `${day} ${name} ${year}`,
    short: language === 'ne' ? `${name} ${day} गते` : `${name} ${day}`,
    numeric: numeric(year, month, day),
  }[length];
  return withWeekday(iso, digitsFor(language, written), style);
}

/**
 * A Gregorian day as such: "28 November 2026", "२८ नोभेम्बर २०२६"; short "28 Nov", "२८ नोभेम्बर"; numeric
 * "2026-11-28" with the language's digits. Throws RangeError when it is no day.
 */
export function formatAd(iso: string, style: DateStyle): string {
  dayNumberOf(iso); // Throws when it is no day.
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  const { language, length = 'long' } = style;
  const name = monthNames.ad[language][month - 1]!;
  const written = {
    long: `${day} ${name} ${year}`,
    short: `${day} ${language === 'en' ? name.slice(0, 3) : name}`,
    numeric: numeric(year, month, day),
  }[length];
  return withWeekday(iso, digitsFor(language, written), style);
}

/**
 * The day as a parent in Nepal reads it, in both calendars: "Saturday, Mangsir 12 (28 Nov)",
 * "शनिबार, मंसिर १२ गते (२८ नोभेम्बर)".
 */
export function formatForParents(iso: string, language: 'en' | 'ne', table: BsTable = BS_TABLE): string {
  const bs = formatBs(iso, { language, length: 'short', withWeekday: true }, table);
  return `${bs} (${formatAd(iso, { language, length: 'short' })})`;
}

/** The name of a weekday, 0 Sunday to 6 Saturday; short "Sat", "शनि". */
export function weekdayName(day: number, language: 'en' | 'ne', length: 'long' | 'short' = 'long'): string {
  const name = weekdayNames[language][day];
  if (name === undefined) throw new RangeError(`A weekday is 0 to 6, not ${day}.`);
  if (length === 'long') return name;
  return language === 'en' ? name.slice(0, 3) : name.replace(/बार$/, '');
}

/** The name of a month 1-12 of Bikram Sambat (Baisakh first) or of the Gregorian calendar. */
export function monthName(calendar: 'bs' | 'ad', month: number, language: 'en' | 'ne'): string {
  const name = monthNames[calendar][language][month - 1];
  if (name === undefined) throw new RangeError(`A month is 1 to 12, not ${month}.`);
  return name;
}

const weekdayNames = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  ne: ['आइतबार', 'सोमबार', 'मङ्गलबार', 'बुधबार', 'बिहीबार', 'शुक्रबार', 'शनिबार'],
} as const;

const monthNames = {
  bs: {
    en: 'Baisakh Jestha Ashadh Shrawan Bhadra Ashwin Kartik Mangsir Poush Magh Falgun Chaitra'.split(' '),
    ne: 'वैशाख जेठ असार साउन भदौ असोज कात्तिक मंसिर पुस माघ फागुन चैत'.split(' '),
  },
  ad: {
    en: 'January February March April May June July August September October November December'.split(' '),
    ne: 'जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर'.split(' '),
  },
};

function numeric(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function withWeekday(iso: string, written: string, style: DateStyle): string {
  return style.withWeekday ? `${weekdayName(weekday(iso), style.language)}, ${written}` : written;
}

import { type BsTable, type BsYearRow, type BsYearStatus, buildBsTable } from './bs-table.ts';
import monthLengths from './data/bs-month-lengths.json' with { type: 'json' };
import { dayNumberOf, isoOfDayNumber } from './day-number.ts';

export { type BsTable, type BsYearStatus, withOverrides } from './bs-table.ts';
export { isValidIso } from './day-number.ts';

/** A day of Bikram Sambat: year 2000-2090, month 1 (Baisakh) to 12 (Chaitra), day 1-32. */
export type BsDate = { year: number; month: number; day: number };

/**
 * Bikram Sambat 2000-2090 as shipped. Source: nepal.md section 1 (ten published tables compared, and a model of
 * the sun's ingress). Years after 2083 are predictions; a database row per year replaces them (`withOverrides`).
 */
export const BS_TABLE: BsTable = buildBsTable(
  Object.entries(monthLengths.years).map(
    ([year, { months, status }]): BsYearRow => ({
      year: Number(year),
      months,
      status: status as BsYearStatus,
    }),
  ),
  monthLengths._meta.anchor.ad,
);

/** The Bikram Sambat day of a Gregorian `YYYY-MM-DD`. Throws RangeError when it is no day or out of the table. */
export function toBs(iso: string, table: BsTable = BS_TABLE): BsDate {
  const day = dayNumberOf(iso);
  const starts = table.monthStarts;
  const months = starts.length - 1;
  if (day < starts[0]! || day >= starts[months]!) {
    throw new RangeError(
      `${iso} is outside the calendar, which holds ${table.firstYear} to ${table.lastYear} BS.`,
    );
  }
  let month = Math.min(months - 1, Math.trunc((day - starts[0]!) / MEAN_MONTH));
  while (starts[month]! > day) month--;
  while (starts[month + 1]! <= day) month++;
  return {
    year: table.firstYear + Math.trunc(month / 12),
    month: (month % 12) + 1,
    day: day - starts[month]! + 1,
  };
}

/** The Gregorian `YYYY-MM-DD` of a Bikram Sambat day. Throws RangeError with a sentence when there is no such day. */
export function toIso(bs: BsDate, table: BsTable = BS_TABLE): string {
  const length = daysInMonth(bs.year, bs.month, table);
  if (!Number.isInteger(bs.day) || bs.day < 1 || bs.day > length) {
    throw new RangeError(`Month ${bs.month} of ${bs.year} BS has ${length} days; there is no day ${bs.day}.`);
  }
  return isoOfDayNumber(table.monthStarts[monthIndex(bs.year, bs.month, table)]! + bs.day - 1);
}

/** Whether there is such a day, within the table's years. */
export function isValidBs(bs: BsDate, table: BsTable = BS_TABLE): boolean {
  return (
    isMonthOfTable(bs.year, bs.month, table) &&
    Number.isInteger(bs.day) &&
    bs.day >= 1 &&
    bs.day <= daysInMonth(bs.year, bs.month, table)
  );
}

/** The days of a month, 29-32. Throws RangeError outside the table or when the month is not 1-12. */
export function daysInMonth(year: number, month: number, table: BsTable = BS_TABLE): number {
  if (!isMonthOfTable(year, month, table)) {
    throw new RangeError(
      `There is no month ${month} of ${year} BS in the calendar, which holds ${table.firstYear} to ${table.lastYear}.`,
    );
  }
  const index = monthIndex(year, month, table);
  return table.monthStarts[index + 1]! - table.monthStarts[index]!;
}

/** Whether the year is settled or a prediction that the official patro may still change. */
export function bsYearStatus(year: number, table: BsTable = BS_TABLE): BsYearStatus {
  const row = table.rows[year - table.firstYear];
  if (!row) throw new RangeError(`${year} BS is outside the calendar.`);
  return row.status;
}

/** The same day `months` months later (or earlier, when negative); the month's last day when it is shorter. */
export function addBsMonths(bs: BsDate, months: number, table: BsTable = BS_TABLE): BsDate {
  toIso(bs, table);
  const index = bs.year * 12 + bs.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return { year, month, day: Math.min(bs.day, daysInMonth(year, month, table)) };
}

/** The `YYYY-MM-DD` so many days later (earlier, when negative). Throws RangeError when `iso` is no date. */
export function addDays(iso: string, days: number): string {
  return isoOfDayNumber(dayNumberOf(iso) + days);
}

/** The whole days from one date to the other; negative when the other is earlier. */
export function daysBetween(fromIso: string, toIsoDate: string): number {
  return dayNumberOf(toIsoDate) - dayNumberOf(fromIso);
}

/** The day of the week, 0 Sunday to 6 Saturday. */
export function weekday(iso: string): number {
  return (((dayNumberOf(iso) + 4) % 7) + 7) % 7;
}

/** The date in Nepal at an instant (a Date or milliseconds since 1970), as `YYYY-MM-DD`. */
export function kathmanduDate(instant: Date | number): string {
  return isoOfDayNumber(Math.floor(kathmanduMinutes(instant) / MINUTES_A_DAY));
}

/** The time of day in Nepal at an instant, as `HH:MM`, 00:00 to 23:59. */
export function kathmanduTime(instant: Date | number): string {
  const minutes = kathmanduMinutes(instant);
  const ofDay = minutes - Math.floor(minutes / MINUTES_A_DAY) * MINUTES_A_DAY;
  return `${String(Math.trunc(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}

/** The instant at which clocks in Nepal show the date and the time `HH:MM` (midnight when not said). */
export function kathmanduInstant(iso: string, time = '00:00'): Date {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined) throw new RangeError(`"${time}" is not a time of day written as HH:MM.`);
  const local = dayNumberOf(iso) * MINUTES_A_DAY + Number(hours) * 60 + Number(minutes);
  const offset = local < OFFSET_CHANGE_LOCAL ? OFFSET_BEFORE_1986 : OFFSET;
  return new Date((local - offset) * 60_000);
}

// Bikram Sambat years average 365.2588 days over the table, so this guess is at most one month off.
const MEAN_MONTH = 365.2588 / 12;
const MINUTES_A_DAY = 1440;
// Asia/Kathmandu is +05:45 since 1986-01-01 and was +05:30 before. Source: nepal.md section 1 (ICU).
const OFFSET = 345;
const OFFSET_BEFORE_1986 = 330;
const OFFSET_CHANGE_UTC = Date.UTC(1985, 11, 31, 18, 30) / 60_000;
// Clocks went from 00:00 to 00:15; a time they skipped means the instant of the change.
const OFFSET_CHANGE_LOCAL = Date.UTC(1986, 0, 1, 0, 15) / 60_000;

function kathmanduMinutes(instant: Date | number): number {
  const utc = Math.floor(Number(instant) / 60_000);
  if (!Number.isFinite(utc)) throw new RangeError('The instant is not a point in time.');
  return utc + (utc < OFFSET_CHANGE_UTC ? OFFSET_BEFORE_1986 : OFFSET);
}

function isMonthOfTable(year: number, month: number, table: BsTable): boolean {
  return (
    Number.isInteger(year) &&
    year >= table.firstYear &&
    year <= table.lastYear &&
    Number.isInteger(month) &&
    month >= 1 &&
    month <= 12
  );
}

function monthIndex(year: number, month: number, table: BsTable): number {
  return (year - table.firstYear) * 12 + month - 1;
}

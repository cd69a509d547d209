/**
 * Gregorian dates as whole days since 1970-01-01, so that calendars are integer arithmetic without
 * `Date`, `Intl` or a time zone. Dates are the ISO text `YYYY-MM-DD`, years 0000-9999.
 */

/** Days since 1970-01-01. Throws RangeError when the text is no real Gregorian day. */
export function dayNumberOf(iso: string): number {
  const day = readDayNumber(iso);
  if (Number.isNaN(day)) {
    throw new RangeError(`"${String(iso).slice(0, 40)}" is not a Gregorian date written as YYYY-MM-DD.`);
  }
  return day;
}

/** Whether the text is a real Gregorian day written `YYYY-MM-DD` in ASCII digits. */
export function isValidIso(iso: string): boolean {
  return !Number.isNaN(readDayNumber(iso));
}

/** The `YYYY-MM-DD` of a day number. Throws RangeError outside the years 0000-9999. */
export function isoOfDayNumber(dayNumber: number): string {
  if (!Number.isInteger(dayNumber) || dayNumber < FIRST_DAY || dayNumber > LAST_DAY) {
    throw new RangeError(`Day ${dayNumber} is outside the years 0000 to 9999.`);
  }
  const shifted = dayNumber + DAYS_TO_EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.trunc(
    (dayOfEra - Math.trunc(dayOfEra / 1460) + Math.trunc(dayOfEra / 36524) - Math.trunc(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.trunc(yearOfEra / 4) - Math.trunc(yearOfEra / 100));
  const marchMonth = Math.trunc((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.trunc((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${fourDigits(year)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The days in a Gregorian month, 28-31. */
export function daysInGregorianMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The day number of a Gregorian year, month 1-12 and day that are known to be real. */
export function dayNumberOfParts(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.trunc((153 * marchMonth + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.trunc(yearOfEra / 4) - Math.trunc(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH;
}

// Years are counted from 1 March in eras of 400 years, so that the leap day ends a year.
const DAYS_PER_ERA = 146097;
const DAYS_TO_EPOCH = 719468;
const FIRST_DAY = -719528;
const LAST_DAY = 2932896;

/** NaN when the text is no date; written out by hand because a regular expression costs three times as much. */
function readDayNumber(iso: string): number {
  if (typeof iso !== 'string' || iso.length !== 10 || iso[4] !== '-' || iso[7] !== '-') return Number.NaN;
  const year = twoDigitsAt(iso, 0) * 100 + twoDigitsAt(iso, 2);
  const month = twoDigitsAt(iso, 5);
  const day = twoDigitsAt(iso, 8);
  const real = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInGregorianMonth(year, month);
  return real ? dayNumberOfParts(year, month, day) : Number.NaN;
}

function twoDigitsAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function fourDigits(value: number): string {
  return value >= 1000 ? `${value}` : String(value).padStart(4, '0');
}

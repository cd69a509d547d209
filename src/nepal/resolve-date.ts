import {
  addDays,
  BS_TABLE,
  type BsDate,
  type BsTable,
  isValidBs,
  isValidIso,
  toBs,
  toIso,
  weekday,
} from './calendar.ts';

/** Where an incomplete date is looked for: `future` for what is to come, `past` for what was. */
export type Direction = 'future' | 'past';

/** The day that is today (`YYYY-MM-DD`), the direction, and the calendar when it is not the shipped one. */
export type DateContext = { today: string; direction: Direction; table?: BsTable };

/**
 * The coming such weekday strictly after today, or the last one, today included (understanding.md, "Dates").
 * `last` is said outright ("last Friday") and is strictly before today.
 */
export function resolveWeekday(day: number, context: DateContext, last: boolean): string {
  const ahead = (day - weekday(context.today) + 7) % 7;
  if (last) return addDays(context.today, ahead - 7);
  if (context.direction === 'past') return addDays(context.today, ahead === 0 ? 0 : ahead - 7);
  return addDays(context.today, ahead === 0 ? 7 : ahead);
}

/** The nearest such day of a month, today included; months that have no such day are passed over. Null when none. */
export function resolveDayOfMonth(day: number, calendar: 'bs' | 'ad', context: DateContext): string | null {
  const step = context.direction === 'future' ? 1 : -1;
  let { year, month } = partsOf(calendar, context);
  for (let tried = 0; tried < 24; tried++) {
    const iso = isoOfParts(calendar, { year, month, day }, context);
    if (iso && isInDirection(iso, context)) return iso;
    month += step;
    if (month === 0 || month === 13) {
      year += step;
      month = month === 0 ? 12 : 1;
    }
  }
  return null;
}

/** The nearest such day of such a month, today included; years that have no such day are passed over. Null when none. */
export function resolveMonthDay(
  month: number,
  day: number,
  calendar: 'bs' | 'ad',
  context: DateContext,
): string | null {
  const step = context.direction === 'future' ? 1 : -1;
  const { year } = partsOf(calendar, context);
  for (let tried = 0; tried <= 8; tried++) {
    const iso = isoOfParts(calendar, { year: year + tried * step, month, day }, context);
    if (iso && isInDirection(iso, context)) return iso;
  }
  return null;
}

/**
 * The calendar a four-digit year was written in. 2000-2090 can be either; the reading nearer to today's year is
 * meant: in 2083 (2026) that makes 2026 and 2010 Gregorian, 2072 and 2083 Bikram Sambat.
 */
export function calendarOfYear(year: number, context: DateContext): 'bs' | 'ad' {
  const fromAd = Math.abs(year - partsOf('ad', context).year);
  const fromBs = Math.abs(year - partsOf('bs', context).year);
  return fromAd <= fromBs ? 'ad' : 'bs';
}

/** The Gregorian `YYYY-MM-DD` of a day of either calendar, or null when there is no such day. */
export function isoOfParts(calendar: 'bs' | 'ad', parts: BsDate, context: DateContext): string | null {
  const table = context.table ?? BS_TABLE;
  if (calendar === 'bs') return isValidBs(parts, table) ? toIso(parts, table) : null;
  const two = (value: number) => String(value).padStart(2, '0');
  const iso = `${String(parts.year).padStart(4, '0')}-${two(parts.month)}-${two(parts.day)}`;
  return isValidIso(iso) ? iso : null;
}

function partsOf(calendar: 'bs' | 'ad', context: DateContext): BsDate {
  const { today } = context;
  if (calendar === 'bs') return toBs(today, context.table ?? BS_TABLE);
  return { year: Number(today.slice(0, 4)), month: Number(today.slice(5, 7)), day: Number(today.slice(8)) };
}

function isInDirection(iso: string, context: DateContext): boolean {
  return context.direction === 'future' ? iso >= context.today : iso <= context.today;
}

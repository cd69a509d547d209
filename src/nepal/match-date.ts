import { addDays } from './calendar.ts';
import {
  type DateScan,
  type Days,
  gapAfter,
  hasCue,
  isDayBeforeMonth,
  isNear,
  isYear,
  readDays,
  readYear,
} from './read-days.ts';
import {
  calendarOfYear,
  type DateContext,
  isoOfParts,
  resolveDayOfMonth,
  resolveMonthDay,
  resolveWeekday,
} from './resolve-date.ts';

/** How much of the date was said: `day` is a day of the month alone, `full` names the year. */
export type DateKind = 'relative' | 'weekday' | 'day' | 'month-day' | 'full';

/** A stretch of text that is written as a date; `iso` is null when there is no such day. */
export type DateCandidate = {
  start: number;
  end: number;
  iso: string | null;
  kind: DateKind;
  suffix: string;
};

/** Tries to read a date (or the two ends of "9 dekhi 11") that begins at token `at`. */
export function matchDateAt(scan: DateScan, at: number): { dates: DateCandidate[]; next: number } | null {
  const { digits, word } = scan.tokens[at]!;
  if (digits > 0) {
    return matchNumeric(scan, at) ?? matchYearFirst(scan, at) ?? matchDayFirst(scan, at);
  }
  // Of the words that stand in no calendar only "day" begins a date.
  if (word === null) return matchDayAfter(scan, at);
  return matchRelative(scan, at) ?? matchWeekday(scan, at) ?? matchMonthFirst(scan, at, at, null);
}

type Matched = { dates: DateCandidate[]; next: number } | null;

/** 2083/8/12, २०८३।८।१२, 2026-11-28, 083.8.12, 28/11/2026: the year is first or last and has four digits. */
function matchNumeric(scan: DateScan, at: number): Matched {
  const first = scan.tokens[at];
  const second = scan.tokens[at + 1];
  const third = scan.tokens[at + 2];
  if (!first || !second?.digits || !third?.digits) return null;
  const sign = separatorAfter(scan, at);
  if (!sign || separatorAfter(scan, at + 1) !== sign || isPartOfLongerNumber(scan, at)) return null;
  const yearFirst = first.digits === 4 || (first.digits === 3 && first.value! < 100);
  const [year, day] = yearFirst ? [first, third] : [third, first];
  if ((!yearFirst && year.digits !== 4) || day.digits > 2 || second.digits > 2) return null;
  const fullYear = year.digits === 3 ? year.value! + 2000 : year.value!;
  if (!isYear(fullYear)) return null;
  const parts = { year: fullYear, month: second.value!, day: day.value! };
  const calendar = year.digits === 3 ? 'bs' : calendarOfYear(fullYear, scan.context);
  const iso = isoOfParts(calendar, parts, scan.context);
  const last = scan.tokens[at + 3]?.word?.is === 'gate' && isNear(scan, at + 2) ? at + 3 : at + 2;
  return one(scan, at, last, iso, 'full');
}

/** 2083 मंसिर १२, 2083 sal mangsir 12. */
function matchYearFirst(scan: DateScan, at: number): Matched {
  const year = scan.tokens[at]!;
  if (year.digits !== 4 || !isYear(year.value!)) return null;
  const month = scan.tokens[at + 1]?.word?.is === 'year' ? at + 2 : at + 1;
  if (scan.tokens[month]?.word?.is !== 'month' || !isNear(scan, at) || !isNear(scan, month - 1)) return null;
  return matchMonthFirst(scan, at, month, year.value);
}

/** 12 गते, 14-16 gate, 28 tarikh, 28 November, 24 to 26 Nov 2026. */
function matchDayFirst(scan: DateScan, at: number): Matched {
  if (!isWordNear(scan, at)) return null;
  const run = readDays(scan, at);
  if (!run || !isNear(scan, run.next - 1)) return null;
  let here = run.next;
  const unit = scan.tokens[here];
  if (unit?.word?.is === 'gate' || unit?.word?.is === 'tarikh') {
    const calendar = unit.word.is === 'gate' ? 'bs' : 'ad';
    const month = scan.tokens[here + 1]?.word;
    const saysMonth =
      month?.is === 'month' && month.calendar === calendar && isNear(scan, here) && !readDays(scan, here + 2);
    if (saysMonth) return monthDays(scan, at, run.days, calendar, month.month, null, here + 2);
    return { dates: inOrder(scan, at, run.days, 'day', dayResolver(calendar), here), next: here + 1 };
  }
  if (unit?.word?.is === 'link' && isNear(scan, here)) here++;
  const month = scan.tokens[here]?.word;
  if (month?.is !== 'month' || (month.unsure && !hasCue(scan, at, here))) return null;
  const after = readDays(scan, here + 1);
  if (
    after &&
    isNear(scan, here) &&
    !run.ordinal &&
    !isDayBeforeMonth(scan, at, month.calendar, after.next)
  ) {
    return null;
  }
  const year = readYear(scan, here, month.calendar);
  return monthDays(
    scan,
    at,
    run.days,
    month.calendar,
    month.month,
    year,
    year === null ? here + 1 : here + 2,
  );
}

/** Whether a word of the calendar stands where the unit or month of a day can stand: "9 th dekhi 11 th ko mangsir". */
function isWordNear(scan: DateScan, at: number): boolean {
  for (let near = at + 1; near <= at + 6 && near < scan.tokens.length; near++)
    if (scan.tokens[near]!.word !== null) return true;
  return false;
}

/** "day after tomorrow", "day before yesterday". */
function matchDayAfter(scan: DateScan, at: number): Matched {
  const name = scan.tokens[at + 2]?.word;
  if (name?.is !== 'relative' || scan.tokens[at]!.text.toLowerCase() !== 'day') return null;
  const wanted = { after: 1, before: -1 }[scan.tokens[at + 1]!.text.toLowerCase()];
  if (wanted === undefined || name.days !== wanted) return null;
  return one(scan, at, at + 2, addDays(scan.context.today, 2 * wanted), 'relative');
}

function matchRelative(scan: DateScan, at: number): Matched {
  const { word } = scan.tokens[at]!;
  return word?.is === 'relative'
    ? one(scan, at, at, addDays(scan.context.today, word.days), 'relative')
    : null;
}

/** Friday, शुक्रबार, last Friday, आउने शुक्रबार. */
function matchWeekday(scan: DateScan, at: number): Matched {
  const which = scan.tokens[at]!.word;
  // "पढेर आउने, आइतबार …": behind a comma the word belongs to what stood before.
  const here = which?.is === 'which' && isNear(scan, at) && !gapAfter(scan, at).includes(',') ? at + 1 : at;
  const word = scan.tokens[here]?.word;
  if (word?.is !== 'weekday' || (word.unsure && here === at && !hasCue(scan, at, here))) return null;
  const last = which?.is === 'which' && which.past;
  return one(scan, at, here, resolveWeekday(word.day, scan.context, last), 'weekday');
}

/** mangsir 12, मंसिर १२ गते, mangsir ko 12 gate, Nov 28, Mangsir 9 dekhi 11, November 28, 2026. */
function matchMonthFirst(scan: DateScan, from: number, at: number, yearBefore: number | null): Matched {
  const month = scan.tokens[at]!.word;
  if (month?.is !== 'month' || !isNear(scan, at)) return null;
  let here = at + 1;
  while (scan.tokens[here]?.word?.is === 'link' && here < at + 3 && isNear(scan, here)) here++;
  const run = readDays(scan, here, true);
  if (!run) return null;
  const unit = scan.tokens[run.next]?.word?.is;
  const hasUnit = (unit === 'gate' || unit === 'tarikh') && isNear(scan, run.next - 1);
  if (here > at + 1 && !hasUnit) return null;
  const next = hasUnit ? run.next + 1 : run.next;
  if (month.unsure && !hasUnit && yearBefore === null && !hasCue(scan, at, next - 1)) return null;
  const yearAfter = yearBefore === null ? readYear(scan, next - 1, month.calendar) : null;
  const end = yearAfter === null ? next : next + 1;
  return monthDays(scan, from, run.days, month.calendar, month.month, yearBefore ?? yearAfter, end);
}

/** The sign between two numbers of a numeric date, or null. */
function separatorAfter(scan: DateScan, at: number): string | null {
  return /^ ?([-/.–।]) ?$/.exec(gapAfter(scan, at))?.[1] ?? null;
}

/** Whether three numbers are the middle of a longer run, such as an identity number. */
function isPartOfLongerNumber(scan: DateScan, at: number): boolean {
  const before = at > 0 && scan.tokens[at - 1]!.digits > 0 && /^[-/.–]$/.test(gapAfter(scan, at - 1));
  const after = scan.tokens[at + 3];
  return before || (after !== undefined && after.digits > 0 && /^[-/.–]$/.test(gapAfter(scan, at + 2)));
}

function monthDays(
  scan: DateScan,
  from: number,
  days: Days,
  calendar: 'bs' | 'ad',
  month: number,
  year: number | null,
  next: number,
): Matched {
  const resolver: Resolver =
    year === null
      ? (day, context) => resolveMonthDay(month, day, calendar, context)
      : (day, context) => isoOfParts(calendar, { year, month, day }, context);
  return { dates: inOrder(scan, from, days, year === null ? 'month-day' : 'full', resolver, next - 1), next };
}

type Resolver = (day: number, context: DateContext) => string | null;

function dayResolver(calendar: 'bs' | 'ad'): Resolver {
  return (day, context) => resolveDayOfMonth(day, calendar, context);
}

/** The days of one mention; the second end of a span is looked for from the first, or backwards in the past. */
function inOrder(
  scan: DateScan,
  from: number,
  days: Days,
  kind: DateKind,
  resolve: Resolver,
  last: number,
): DateCandidate[] {
  const { tokens, context } = scan;
  const { suffix } = tokens[last]!;
  const start = tokens[from]!.start;
  const end = tokens[last]!.end - suffix.length;
  if (days.second === null) return [{ start, end, iso: resolve(days.first, context), kind, suffix }];
  const future = context.direction === 'future';
  const near = resolve(future ? days.first : days.second, context);
  const far = near && resolve(future ? days.second : days.first, { ...context, today: near });
  const second = tokens[days.secondAt]!;
  const firstEnd = Math.max(start, endBefore(scan, days.secondAt));
  return [
    { start, end: firstEnd, iso: future ? near : far, kind, suffix: '' },
    { start: second.start, end, iso: future ? far : near, kind, suffix },
  ];
}

/** The end of the last number before a token. */
function endBefore(scan: DateScan, at: number): number {
  let before = at - 1;
  while (scan.tokens[before]!.digits === 0 && scan.tokens[before]!.word?.is !== 'ordinal') before--;
  return scan.tokens[before]!.end;
}

function one(scan: DateScan, from: number, last: number, iso: string | null, kind: DateKind): Matched {
  const { end, suffix } = scan.tokens[last]!;
  const start = scan.tokens[from]!.start;
  return { dates: [{ start, end: end - suffix.length, iso, kind, suffix }], next: last + 1 };
}

import type { DateToken } from './date-tokens.ts';
import { isCueAfter, isCueBefore, joinOf } from './date-words.ts';
import type { DateContext } from './resolve-date.ts';

/** A text being read. `whole`: the text is a date and nothing else, so words that mean other things are dates. */
export type DateScan = { text: string; tokens: readonly DateToken[]; context: DateContext; whole: boolean };

/** One or two days of a month; `secondAt` is the token of the second. */
export type Days = { first: number; second: number | null; secondAt: number };

/**
 * One day number, with or without an ordinal ending, or the two of "9 dekhi 11", "24-26", "5 ra 6". Behind its month
 * ("mangsir 11 ra 12 ma") a later number in a list is a second day too, unless it counts something.
 */
export function readDays(
  scan: DateScan,
  at: number,
  behindMonth = false,
): { days: Days; ordinal: boolean; next: number } | null {
  const first = scan.tokens[at];
  if (!first || !isDay(scan, at)) return null;
  const ordinal = isOrdinalAfter(scan, at);
  const next = ordinal ? at + 2 : at + 1;
  const single = { days: { first: first.value!, second: null, secondAt: at }, ordinal, next };
  const listed = readList(scan, at);
  if (listed !== null) return listed;
  const word = scan.tokens[next]?.text;
  const dash = /^( ?)[-–]\1$/.exec(gapAfter(scan, next - 1));
  const join = dash ? (dash[1] ? 'list' : 'span') : word && isNear(scan, next - 1) ? joinOf(word) : null;
  const secondAt = dash ? next : next + 1;
  if (!join || !isDay(scan, secondAt) || (!dash && !isNear(scan, next))) return single;
  const second = scan.tokens[secondAt]!.value!;
  const end = isOrdinalAfter(scan, secondAt) ? secondAt + 2 : secondAt + 1;
  const sure = isDayUnit(scan, end);
  const later = join === 'list' && behindMonth && !dash && !isCounted(scan, end);
  if (!sure && ((join === 'list' && !later) || second <= single.days.first)) return single;
  return { days: { first: single.days.first, second, secondAt }, ordinal, next: end };
}

/** Whether the token is a number that a day of a month can be, and no part of "6A", "10:30" or "4.2". */
function isDay(scan: DateScan, at: number): boolean {
  const token = scan.tokens[at];
  if (!token || token.value === null || token.digits > 2 || token.value < 1 || token.value > 32) return false;
  const next = scan.tokens[at + 1];
  const gap = next ? gapAfter(scan, at) : ' ';
  if (gap === '' && next!.digits === 0 && next!.text.length === 1) return false;
  return !(next && next.digits > 0 && (gap === ':' || gap === '.'));
}

function isDayUnit(scan: DateScan, at: number): boolean {
  const token = scan.tokens[at];
  if (!token || !isNear(scan, at - 1)) return false;
  const is = token.word?.is;
  return is === 'gate' || is === 'tarikh' || is === 'month' || isCueAfter(token.text);
}

/** "12, 13 ra 14 gate": days in their order, with the unit behind the last. */
function readList(scan: DateScan, at: number): { days: Days; ordinal: boolean; next: number } | null {
  let last = at;
  let here = at + 1;
  while (here < scan.tokens.length && here < at + LONGEST_LIST) {
    const comma = /^, ?$/.test(gapAfter(scan, here - 1));
    const joined = joinOf(scan.tokens[here]!.text) === 'list' && isNear(scan, here - 1) && isNear(scan, here);
    const next = joined ? here + 1 : here;
    if (!(comma || joined) || !isDay(scan, next) || scan.tokens[next]!.value! <= scan.tokens[last]!.value!)
      break;
    last = next;
    here = next + 1;
  }
  const commas = last > at + 1 && /^, ?$/.test(gapAfter(scan, at));
  if (!commas || !isDayUnit(scan, here)) return null;
  const [first, second] = [scan.tokens[at]!.value!, scan.tokens[last]!.value!];
  return { days: { first, second, secondAt: last }, ordinal: false, next: here };
}

/** Longest list of days, in tokens. */
const LONGEST_LIST = 12;

/** "mangsir 11 ra 12 jana": a number of something. */
function isCounted(scan: DateScan, at: number): boolean {
  return /^(?:jana|wata|ota|students?|absent|roll|number|no|जना|वटा|ओटा|नम्बर)$/i.test(
    scan.tokens[at]?.text ?? '',
  );
}

function isOrdinalAfter(scan: DateScan, at: number): boolean {
  return scan.tokens[at + 1]?.word?.is === 'ordinal' && gapAfter(scan, at) === '';
}

/** In "27 nov 5", whether 27 and not 5 is the day: English months follow their day, Nepali ones come before it. */
export function isDayBeforeMonth(
  scan: DateScan,
  at: number,
  calendar: 'bs' | 'ad',
  afterNext: number,
): boolean {
  if (at > 0 && isCueBefore(scan.tokens[at - 1]!.text)) return true;
  return calendar === 'ad' && !isDayUnit(scan, afterNext);
}

/** A four-digit year after token `at`, when it is near enough to today to be one and not a sum of money. */
export function readYear(scan: DateScan, at: number, calendar: 'bs' | 'ad'): number | null {
  const token = scan.tokens[at + 1];
  if (!token || token.value === null || !/^(?:[-/]|,? {0,2})$/.test(gapAfter(scan, at))) return null;
  if (token.digits === 2 && scan.whole && /^[-/]$/.test(gapAfter(scan, at))) return 2000 + token.value;
  if (token.digits !== 4 || !isYear(token.value)) return null;
  const thisYear = Number(scan.context.today.slice(0, 4)) + (calendar === 'bs' ? 57 : 0);
  return scan.whole || Math.abs(token.value - thisYear) <= 25 ? token.value : null;
}

/** Whether a number can be a year of a date that a school writes. */
export function isYear(value: number): boolean {
  return value >= 1900 && value <= 2100;
}

/** Whether something beside the word shows that a date is meant: "by sat", "may 5 samma", "Mar 5". */
export function hasCue(scan: DateScan, at: number, last: number): boolean {
  if (scan.whole) return true;
  const { tokens } = scan;
  if (at > 0 && /^[ :\-\t]{0,3}$/.test(gapAfter(scan, at - 1)) && isCueBefore(tokens[at - 1]!.text))
    return true;
  if (isCueAfter(tokens[last]!.suffix)) return true;
  if (tokens[last + 1] && isNear(scan, last) && isCueAfter(tokens[last + 1]!.text)) return true;
  // "21 jan ma", behind its day.
  const months = tokens.slice(at, last + 1).filter(({ word }) => word?.is === 'month');
  if (months.length === 1 && tokens[at]!.digits > 0 && /^(?:ma|मा)$/i.test(tokens[last + 1]?.text ?? ''))
    return true;
  return tokens
    .slice(at, last + 1)
    .some(({ word, text }) => word?.is === 'month' && /^[A-Z][a-z]/.test(text));
}

/** Whether the next token stands close enough to belong together: "12 Nov", "12-Nov", "Nov. 12", not "- Nov". */
export function isNear(scan: DateScan, at: number): boolean {
  return at + 1 < scan.tokens.length && /^(?:[ \t\u00a0]{0,3}|[-/.,]|[.,] {1,2})$/.test(gapAfter(scan, at));
}

/** The text between a token and the next one; to the end of the text after the last. */
export function gapAfter(scan: DateScan, at: number): string {
  return scan.text.slice(scan.tokens[at]!.end, scan.tokens[at + 1]?.start);
}

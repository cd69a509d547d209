import { weekday } from './calendar.ts';
import { type DateToken, tokeniseForDates } from './date-tokens.ts';
import { isFiller } from './date-words.ts';
import { type DateCandidate, type DateKind, matchDateAt } from './match-date.ts';
import type { DateScan } from './read-days.ts';
import type { DateContext } from './resolve-date.ts';

/**
 * A date found in a text. `start` and `end` are offsets (UTF-16, like `slice`) of the words that say it, without
 * a postposition glued to them; that stands in `suffix` (सम्म in आइतबारसम्म), right after `end`.
 */
export type FoundDate = { start: number; end: number; iso: string; kind: DateKind; suffix: string };

/**
 * Finds the dates people write: today and tomorrow, weekdays, "mangsir 12", "१२ गते", "2083/8/12", "Nov 28", ISO,
 * and both ends of "9 dekhi 11", in English and Nepali of either script. In order, never overlapping; a weekday
 * and the date it belongs to are one. Words that only look like dates ("sun", "may") need a word such as "by" or
 * "samma" beside them. Days that do not exist are passed over. Rules: understanding.md, "Dates". Linear time.
 */
export function findDates(text: string, context: DateContext): FoundDate[] {
  return findDatesAmong(text, tokeniseForDates(text), context);
}

/** `findDates` in a text whose tokens are known already, for looking in both directions. */
export function findDatesAmong(
  text: string,
  tokens: readonly DateToken[],
  context: DateContext,
): FoundDate[] {
  const found = scanDates({ text, tokens, context, whole: false });
  return found.filter((date): date is FoundDate => date.iso !== null);
}

/** Why a text is not one date. */
export type DateProblem = 'empty' | 'not-a-date' | 'no-such-day' | 'several-dates' | 'weekday-disagrees';

/** The date as `YYYY-MM-DD`, or the reason there is none with a sentence for the person who typed it. */
export type ParsedDate =
  | { ok: true; iso: string; kind: DateKind }
  | { ok: false; reason: DateProblem; say: { en: string; ne: string } };

/** Reads a whole text (a field, a cell, an answer) as one date. Rules as for `findDates`. Never throws for a text. */
export function parseDate(text: string, context: DateContext): ParsedDate {
  if (text.trim() === '') return refused('empty');
  const tokens = tokeniseForDates(text);
  const found = scanDates({ text, tokens, context, whole: true });
  const [date, other] = found;
  if (!date || hasOtherWords(tokens, found)) return refused('not-a-date');
  if (found.some(({ iso }) => iso === null)) return refused('no-such-day');
  if (other) {
    const oneIsWeekday = found.length === 2 && (date.kind === 'weekday') !== (other.kind === 'weekday');
    return refused(oneIsWeekday ? 'weekday-disagrees' : 'several-dates');
  }
  return { ok: true, iso: date.iso!, kind: date.kind };
}

const sentences: Record<DateProblem, { en: string; ne: string }> = {
  empty: { en: 'Please write a date.', ne: 'कृपया मिति लेख्नुहोस्।' },
  'not-a-date': {
    en: 'This is not a date we can read. Please write it like 2083-08-12, Mangsir 12 or 28 Nov.',
    ne: 'यो मिति बुझिएन। कृपया २०८३-०८-१२, मंसिर १२ वा 28 Nov जसरी लेख्नुहोस्।',
  },
  'no-such-day': {
    en: 'There is no such day in the calendar. Please check the day and the month.',
    ne: 'पात्रोमा यस्तो दिन छैन। कृपया गते र महिना हेर्नुहोस्।',
  },
  'several-dates': {
    en: 'There is more than one date here. Please write one.',
    ne: 'यहाँ एकभन्दा बढी मिति छन्। कृपया एउटा मात्र लेख्नुहोस्।',
  },
  'weekday-disagrees': {
    en: 'The date is not on that day of the week. Please check which one is right.',
    ne: 'यो मिति त्यस बारमा पर्दैन। कृपया कुन ठिक हो हेर्नुहोस्।',
  },
};

function refused(reason: DateProblem): ParsedDate {
  return { ok: false, reason, say: sentences[reason] };
}

function scanDates(scan: DateScan): DateCandidate[] {
  const found: DateCandidate[] = [];
  let at = 0;
  while (at < scan.tokens.length) {
    const matched = matchDateAt(scan, at);
    for (const date of matched?.dates ?? []) addOrMerge(scan.text, found, date);
    at = matched?.next ?? at + 1;
  }
  return found;
}

/** "Friday, Nov 27" is one date when the two agree, and so is "bholi 8 gate". */
function addOrMerge(text: string, found: DateCandidate[], date: DateCandidate): void {
  const before = found.at(-1);
  // "शुक्रबारसम्म, शुक्रबार परीक्षा": a day up to which something is done is said for itself.
  const close =
    before &&
    !/^(?:सम्म|भित्र)/.test(before.suffix) &&
    /^[ \t,.()-]{0,4}$/.test(text.slice(before.end + before.suffix.length, date.start));
  if (!before || !close || !saySameDay(before, date)) {
    found.push(date);
    return;
  }
  const better = before.kind === 'weekday' ? date : before;
  found[found.length - 1] = { ...date, start: before.start, iso: better.iso, kind: better.kind };
}

function saySameDay(a: DateCandidate, b: DateCandidate): boolean {
  if (a.iso === null || b.iso === null) return false;
  const weekdayAndDate = (a.kind === 'weekday') !== (b.kind === 'weekday');
  return a.iso === b.iso || (weekdayAndDate && weekday(a.iso) === weekday(b.iso));
}

function hasOtherWords(tokens: readonly DateToken[], found: readonly DateCandidate[]): boolean {
  let next = 0;
  return tokens.some((token) => {
    while (next < found.length && found[next]!.end <= token.start) next++;
    const covered = found[next] !== undefined && found[next]!.start <= token.start;
    return !covered && (token.digits > 0 || !isFiller(token.text));
  });
}

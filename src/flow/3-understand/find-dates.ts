import { addDays } from '#nepal/calendar.ts';
import { type DateToken, tokeniseForDates } from '#nepal/date-tokens.ts';
import { type FoundDate, findDatesAmong } from '#nepal/parse-date.ts';
import { sameTokens } from './same-date-tokens.ts';
import type { Token } from './tokenise.ts';
import { wordSet } from './word-set.ts';

export type Direction = 'future' | 'past';

/** A date in the text: tokens `from` up to, not including, `to`. */
export interface DateMention {
  from: number;
  to: number;
  /** ISO, Gregorian; null where there is no such day. */
  iso: string | null;
  kind: 'relative' | 'weekday' | 'day' | 'month-day' | 'full';
  /** The postposition glued to it (सम्म in आइतबारसम्म). */
  suffix: string;
}

/**
 * Gives the dates of a text in terms of its tokens. A weekday or a day without a year is looked for in the direction
 * that is asked for; each is looked for once. `hindi`: "kal" is a day; in a lesson it may be the tense of a verb (काल).
 */
export function createDates(
  text: string,
  tokens: readonly Token[],
  today: string,
  hindi: boolean,
): (direction: Direction) => DateMention[] {
  const found: Partial<Record<Direction, DateMention[]>> = {};
  let words: { text: string; tokens: DateToken[] } | undefined;
  const look = (direction: Direction) => {
    words ??= wordsOf(text, tokens);
    return inTokens(findDatesAmong(words.text, words.tokens, { today, direction }), tokens);
  };
  const dated = mayHoldDates(tokens);
  return (direction) => {
    found[direction] ??= withKal(
      dated ? look(direction) : [],
      tokens,
      { today, direction },
      hindi ? KAL : KALHI,
    );
    return found[direction];
  };
}

/** Whether a word of the calendar stands in a text, or enough numbers for a date in figures; most slots have neither. */
function mayHoldDates(tokens: readonly Token[]): boolean {
  let numbers = 0;
  for (const { kind, known, norm } of tokens) {
    if (kind === 'word' && (known === null || known.dated)) return true;
    if (kind === 'number') numbers += norm.includes('.') ? FIGURES : 1;
  }
  return numbers >= FIGURES;
}

/** Year, month and day. */
const FIGURES = 3;

// The day beside today, before or after it, in Hindi and in Maithili.
const KALHI = wordSet('kalhi kailh kailhi kaalhi काल्हि काल्ही काइल कालि');
const KAL = wordSet('kal kalh kalhi kailh kailhi kaalhi कल काल्हि काल्ही काइल कालि');

/** The dates with "kal" among them: yesterday or tomorrow, whichever way is looked. */
function withKal(
  dates: DateMention[],
  tokens: readonly Token[],
  { today, direction }: { today: string; direction: Direction },
  kal: ReadonlySet<string>,
): DateMention[] {
  if (!tokens.some((token) => kal.has(token.norm))) return dates;
  const iso = addDays(today, direction === 'future' ? 1 : -1);
  const days = tokens.flatMap((token, at): DateMention[] =>
    kal.has(token.norm) ? [{ from: at, to: at + 1, iso, kind: 'relative', suffix: '' }] : [],
  );
  return [...dates, ...days].sort((a, b) => a.from - b.from);
}

function wordsOf(text: string, tokens: readonly Token[]): { text: string; tokens: DateToken[] } {
  const spelt = spellDates(text);
  const known = spelt === text ? sameTokens(tokens) : null;
  return { text: spelt, tokens: known ?? tokeniseForDates(spelt) };
}

function inTokens(dates: readonly FoundDate[], tokens: readonly Token[]): DateMention[] {
  const mentions: DateMention[] = [];
  let at = 0;
  for (const date of dates) {
    while (at < tokens.length && (tokens[at] as Token).end <= date.start) at += 1;
    let to = at;
    while (to < tokens.length && (tokens[to] as Token).start < date.end) to += 1;
    if (to > at) mentions.push({ from: at, to, iso: date.iso, kind: date.kind, suffix: date.suffix });
    at = Math.max(at, to);
  }
  return mentions;
}

/** Spellings of days that stand for others of no more letters, so that every place in the text stays the same. */
const SPELLINGS: [RegExp, string][] = [
  [/(?<![\p{L}\p{M}\p{Nd}])2(?:day|dy)(?![\p{L}\p{M}\p{Nd}])/giu, 'tdy'],
  [/(?<![\p{L}\p{M}\p{Nd}])2(?:moro|morow|morrow|mrw|mro)(?![\p{L}\p{M}\p{Nd}])/giu, 'tmr'],
  ...Object.entries({
    आइत: 'सन्डे|सण्डे|सन्डेमा',
    mon: 'मन्डे|मण्डे|मन्डेमा',
    tue: 'ट्युजडे|ट्युसडे|ट्यूजडे|ट्युज्डे|ट्युस्डे',
    wed: 'वेन्सडे|वेडनेसडे|वेड्नेसडे|वेनेसडे|वेन्सडेमा',
    thu: 'थर्सडे|थर्स्डे|थर्सडेमा',
    fri: 'फ्राइडे|फ्राईडे|फ्राइडेमा',
    शनि: 'स्याटरडे|स्याटर्डे|स्याटडे|सटरडे|सेटरडे',
    tdy: 'टुडे',
    tmr: 'टुमरो|टुमारो|टुमोरो',
  }).map(([day, spellings]): [RegExp, string] => [
    new RegExp(`(?<![\\p{L}\\p{M}])(?:${spellings})(?=$|[^\\p{L}\\p{M}]|लाई|सम्म|भित्र|मा)`, 'gu'),
    day,
  ]),
];

const RESPELT = /2(?:d|m)|डे|टुम/i;

/** "2moro" and "फ्राइडे" as the calendar of words knows them, filled up with spaces to the same length. */
function spellDates(text: string): string {
  if (!RESPELT.test(text)) return text;
  let spelt = text;
  for (const [pattern, day] of SPELLINGS) spelt = spelt.replace(pattern, (typed) => day.padEnd(typed.length));
  return spelt;
}

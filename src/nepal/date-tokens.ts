import { type DateWord, findDateWord } from './date-words.ts';
import { toAsciiDigits } from './digits.ts';

/** A run of letters or of digits in a text; `start` and `end` are offsets into the text as it was given. */
export type DateToken = {
  start: number;
  end: number;
  text: string;
  /** The number, for a run of up to four digits of any script; otherwise null. */
  value: number | null;
  /** How many digits, 0 for a word. */
  digits: number;
  word: DateWord | null;
  /** The postposition glued to a date word, as typed; `end` includes it. */
  suffix: string;
};

/** Cuts a text into runs of letters and runs of digits, in one pass. */
export function tokeniseForDates(text: string): DateToken[] {
  const tokens: DateToken[] = [];
  for (const match of text.matchAll(lettersOrDigits)) {
    const [run] = match;
    const span = { start: match.index, end: match.index + run.length, text: run };
    if (match.groups!.digits !== undefined) {
      const ascii = run.length <= MOST_DIGIT_UNITS ? toAsciiDigits(run) : '';
      const value = ascii.length >= 1 && ascii.length <= 4 ? Number(ascii) : null;
      tokens.push({ ...span, value, digits: value === null ? 5 : ascii.length, word: null, suffix: '' });
    } else {
      const found = findDateWord(run);
      tokens.push({
        ...span,
        value: null,
        digits: 0,
        word: found?.word ?? null,
        suffix: found?.suffix ?? '',
      });
    }
  }
  return tokens;
}

const MOST_DIGIT_UNITS = 8;
const lettersOrDigits = /(?<digits>\p{Nd}+)|[\p{L}\p{M}\u200c\u200d]+/gu;

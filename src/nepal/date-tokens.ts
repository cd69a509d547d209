import { type DateWord, type FoundWord, findDateWord } from './date-words.ts';
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
  lettersOrDigits.lastIndex = 0;
  for (let match = lettersOrDigits.exec(text); match !== null; match = lettersOrDigits.exec(text)) {
    const [run, digits] = match;
    tokens.push(
      digits === undefined ? asDateWord(run, match.index, findDateWord(run)) : asDateNumber(run, match.index),
    );
  }
  return tokens;
}

/** A run of letters, with what `findDateWord` says of it. */
export function asDateWord(text: string, start: number, found: FoundWord | null): DateToken {
  return {
    start,
    end: start + text.length,
    text,
    value: null,
    digits: 0,
    word: found?.word ?? null,
    suffix: found?.suffix ?? '',
  };
}

/** A run of digits of any script. */
export function asDateNumber(text: string, start: number): DateToken {
  const ascii = text.length <= MOST_DIGIT_UNITS ? toAsciiDigits(text) : '';
  const value = ascii.length >= 1 && ascii.length <= 4 ? Number(ascii) : null;
  const digits = value === null ? 5 : ascii.length;
  return { start, end: start + text.length, text, value, digits, word: null, suffix: '' };
}

const MOST_DIGIT_UNITS = 8;
const lettersOrDigits = /(\p{Nd}+)|[\p{L}\p{M}\u200c\u200d]+/gu;

import { type ClassMention, findClasses } from './find-classes.ts';
import type { DateMention, Direction } from './find-dates.ts';
import { datesOf } from './find-dates.ts';
import { lookUpWords, type Sense } from './look-up-words.ts';
import { withOwnWords } from './own-words.ts';
import type { UnderstandInput } from './reading.ts';
import { type Token, tokenise } from './tokenise.ts';

/** A text with everything that was recognised in it. All positions are token numbers. */
export interface Page {
  text: string;
  tokens: Token[];
  senses: Sense[][];
  classes: ClassMention[];
  /** ISO, Gregorian, of Kathmandu. */
  today: string;
  dates(direction: Direction): DateMention[];
}

/** Reads the words, classes and dates of a text once, for every reader that follows. */
export function openPage(text: string, input: UnderstandInput, tokens: Token[] = tokenise(text)): Page {
  const senses = withOwnWords(tokens, lookUpWords(tokens), input.ownWords);
  const found = new Map<Direction, DateMention[]>();
  return {
    text,
    tokens,
    senses,
    today: input.today,
    classes: findClasses(tokens, senses, input.classes),
    dates(direction) {
      let dates = found.get(direction);
      if (dates === undefined) {
        dates = datesOf(text, tokens, input.today, direction);
        found.set(direction, dates);
      }
      return dates;
    },
  };
}

/** The longest sense of a group that begins at a token, of one value if that is given. */
export function senseAt(page: Page, at: number, group: string, value?: string): Sense | undefined {
  return page.senses[at]?.find((s) => s.group === group && (value === undefined || s.value === value));
}

/** How many token numbers of `ids`, from place `n` on, are below `to`. */
export function countBelow(ids: readonly number[], n: number, to: number): number {
  let count = 0;
  while (n + count < ids.length && (ids[n + count] as number) < to) count += 1;
  return count;
}

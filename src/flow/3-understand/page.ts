import { type ClassMention, findClasses } from './find-classes.ts';
import type { DateMention, Direction } from './find-dates.ts';
import { createDates } from './find-dates.ts';
import { type Break, findPartings } from './find-partings.ts';
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
  /** How strongly each token parts what stands on both sides of it; 0 for what belongs to a piece itself. */
  partings: Break[];
  /** ISO, Gregorian, of Kathmandu. */
  today: string;
  dates(direction: Direction): DateMention[];
  /** The date to come that a token is part of. */
  dateAt(at: number): DateMention | undefined;
}

/** Reads the words of a text once, for every reader that follows, and its classes and dates when they are first asked for. */
export function openPage(text: string, input: UnderstandInput, tokens: Token[] = tokenise(text)): Page {
  const senses = withOwnWords(tokens, lookUpWords(tokens), input.ownWords);
  const classes = once(() => findClasses(tokens, senses, input.classes));
  const partings = once(() => findPartings(tokens, senses, classes()));
  const dates = createDates(text, tokens, input.today);
  const dateAt = once(() => byToken(dates('future')));
  return {
    text,
    tokens,
    senses,
    today: input.today,
    get classes() {
      return classes();
    },
    get partings() {
      return partings();
    },
    dates,
    dateAt: (at) => dateAt().get(at),
  };
}

function byToken(dates: readonly DateMention[]): Map<number, DateMention> {
  const found = new Map<number, DateMention>();
  for (const date of dates) for (let at = date.from; at < date.to; at += 1) found.set(at, date);
  return found;
}

function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}

/** The longest sense of a group that begins at a token, of one value if that is given. */
export function senseAt(page: Page, at: number, group: string, value?: string): Sense | undefined {
  const senses = page.senses[at];
  if (senses === undefined) return undefined;
  // By hand, because nothing is asked as often.
  for (let n = 0; n < senses.length; n += 1) {
    const sense = senses[n] as Sense;
    if (sense.group === group && (value === undefined || sense.value === value)) return sense;
  }
  return undefined;
}

/** How many token numbers of `ids`, from place `n` on, are below `to`. */
export function countBelow(ids: readonly number[], n: number, to: number): number {
  let count = 0;
  while (n + count < ids.length && (ids[n + count] as number) < to) count += 1;
  return count;
}

import { hashText, hashWord } from '../hash.ts';
import type { Page } from '../page.ts';
import type { Token } from '../tokenise.ts';

/** What parts two words, from nothing but a space to a line. */
export const GAP = {
  space: 0,
  mark: 1,
  slash: 2,
  quote: 3,
  bracket: 4,
  comma: 5,
  dash: 6,
  colon: 7,
  stop: 8,
  line: 9,
  edge: 10,
} as const;
export type Gap = (typeof GAP)[keyof typeof GAP];

/** A word or number of a text as the second reader sees it: numbers in place of letters. */
export interface PageWord {
  token: Token;
  /** What stands before it. */
  gap: Gap;
  /** Its sound, the same in both scripts; one for all numbers. */
  sound: number;
  /** Its last three and last two letters. */
  ending: number;
  shortEnding: number;
  /** What the lexicon says of it, a few at most. */
  senses: readonly number[];
  /** Whether it is part of a class or of a day. */
  mention: 0 | 1 | 2;
  /** The day that it is part of: ISO, Gregorian. */
  day: string | null;
}

/** The words and numbers of a text in order, and what stands behind the last. */
export interface PageWords {
  words: readonly PageWord[];
  last: Gap;
}

/** Reads a page as words with what parts them; marks, lines and emoji are in what parts. */
export function listWords(page: Page): PageWords {
  const words: PageWord[] = [];
  const senses = sensesByToken(page);
  let gap: Gap = GAP.edge;
  for (let at = 0; at < page.tokens.length; at += 1) {
    const token = page.tokens[at] as Token;
    if (token.kind !== 'word' && token.kind !== 'number') {
      const part = gapOf(token);
      if (gap !== GAP.edge && part > gap) gap = part;
      continue;
    }
    const number = token.kind === 'number';
    const date = page.dateAt(at);
    const { sound, ending, shortEnding } = token.known?.hashes ?? hashWord(token.norm, token.sound);
    words.push({
      token,
      gap,
      sound: number ? NUMBER : sound,
      ending,
      shortEnding,
      senses: senses[at] ?? NONE,
      mention: page.classAt(at) !== undefined ? 1 : date !== undefined ? 2 : 0,
      day: date?.iso ?? null,
    });
    gap = GAP.space;
  }
  return { words, last: gap };
}

const NUMBER = hashText('#');
const NONE: readonly number[] = [];

/** How many meanings of a word are looked at. */
const MOST_SENSES = 6;

/** What the lexicon says of each token, whether a phrase begins at it or goes on over it. */
function sensesByToken(page: Page): (number[] | undefined)[] {
  const found = new Array<number[] | undefined>(page.tokens.length).fill(undefined);
  for (const list of page.senses) {
    for (const { from, to, exact, hash } of list) {
      const key = exact ? hash : hash ^ INEXACT;
      for (let at = from; at < to; at += 1) {
        const known = at === from ? key : key ^ FURTHER;
        const keys = found[at];
        if (keys === undefined) found[at] = [known];
        else if (keys.length < MOST_SENSES && !keys.includes(known)) keys.push(known);
      }
    }
  }
  return found;
}

const FURTHER = 0x5bd1e995;
const INEXACT = 0x1b873593;

function gapOf({ kind, norm }: Token): Gap {
  if (kind === 'newline') return GAP.line;
  return GAPS.get(norm) ?? GAP.mark;
}

const GAPS = new Map<string, Gap>(
  [
    ['/', GAP.slash],
    ['"\'', GAP.quote],
    ['()', GAP.bracket],
    [',;', GAP.comma],
    ['-–—>', GAP.dash],
    [':=', GAP.colon],
    ['.।|?!', GAP.stop],
  ].flatMap(([marks, gap]) => [...(marks as string)].map((mark) => [mark, gap as Gap] as const)),
);

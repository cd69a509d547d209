import { isSeparator } from './find-breaks.ts';
import { indexNames, nameAt } from './match-names.ts';
import { ofWord } from './of-word.ts';
import { type Page, senseAt } from './page.ts';
import type { Pupil } from './reading.ts';

type Letter = 'present' | 'absent' | 'late' | 'leave';

export interface LetterString {
  sets: Record<'absent' | 'late' | 'leave', number[]>;
  allPresent: boolean;
  /** True where the string is not as long as the roster, so that it cannot be told whose letter is whose. */
  unsure: boolean;
}

const LETTERS = new Map<string, Letter>([
  ['p', 'present'],
  ['a', 'absent'],
  ['l', 'late'],
  ['उ', 'present'],
  ['अ', 'absent'],
]);
const SHORTEST = 5;

/** Marks by letter: a string in roster order ("P P A P", "PPAP") or a letter for each roll or name ("1P 2A"). */
export function readLetters(
  page: Page,
  body: readonly number[],
  pairs: readonly Pair[],
  pupils: readonly Pupil[] | undefined,
): LetterString | null {
  return readPairs(page, pairs, pupils ?? []) ?? readString(page, body, pupils);
}

/** Whether any word of a text is a letter of a roll call, or several; without one there is nothing to read here. */
export function holdsLetters(page: Page): boolean {
  return page.tokens.some((token) => token.kind === 'word' && isLetters(token));
}

/** The first token of a letter list, before which a class may be named; -1 where there is none. */
export function pairsStart(pairs: readonly Pair[]): number {
  return pairs.length >= SHORTEST_PAIRS ? (pairs[0] as Pair).at : -1;
}

export interface Pair {
  at: number;
  roll: number | null;
  letter: Letter;
  words: number[];
}

const SHORTEST_PAIRS = 3;

/** Where the rolls of a list stand that goes upwards and has a letter for each, one of them for a pupil who is there. */
export function rollsWithLetters(page: Page): Set<number> {
  const found = new Set<number>();
  let list: { at: number; roll: number; letter: Letter }[] = [];
  const close = (): void => {
    if (list.length === 0) return;
    if (list.length >= SHORTEST_PAIRS && list.some(({ letter }) => letter === 'present'))
      for (const { at } of list) found.add(at);
    list = [];
  };
  for (let at = 0; at < page.tokens.length; at += 1) {
    const token = page.tokens[at];
    if (token?.kind === 'mark' || token?.kind === 'newline') continue;
    const next = page.tokens[at + 1]?.kind === 'mark' ? at + 2 : at + 1;
    const letter = token?.kind === 'number' ? LETTERS.get(page.tokens[next]?.norm ?? '') : undefined;
    if (token === undefined || letter === undefined) {
      close();
      continue;
    }
    const roll = Number(token.norm);
    if (roll <= (list.at(-1)?.roll ?? 0)) close();
    list.push({ at, roll, letter });
    at = next;
  }
  close();
  return found;
}

/** "1P 2P 3A", "1. Aaradhya - P", "Aayan: A": a roll or name, then its letter. */
export function findPairs(page: Page, body: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  let roll: number | null = null;
  let first = -1;
  let words: number[] = [];
  for (const at of body) {
    const token = page.tokens[at];
    if (token === undefined || token.kind === 'mark' || token.kind === 'emoji') continue;
    const letter = token.kind === 'word' && token.norm.length === 1 ? LETTERS.get(token.norm) : undefined;
    if (letter !== undefined && first !== -1 && !headsRolls(page, at)) {
      pairs.push({ at: first, roll, letter, words });
      roll = null;
      first = -1;
      words = [];
    } else if (token.kind === 'newline') {
      roll = null;
      first = -1;
      words = [];
    } else if (token.kind === 'number' && /^\d{1,3}$/.test(token.norm)) {
      roll = Number(token.norm);
      first = at;
      words = [];
    } else if (token.kind === 'word' && letter === undefined) {
      if (first === -1) first = at;
      words.push(at);
      if (words.length > 4) {
        first = -1;
        words = [];
      }
    }
  }
  return pairs;
}

/** "A - 3, 7": the letter stands before its list. */
function headsRolls(page: Page, at: number): boolean {
  return /^[:-]$/.test(page.tokens[at + 1]?.norm ?? '') && page.tokens[at + 2]?.kind === 'number';
}

function readPairs(page: Page, pairs: readonly Pair[], pupils: readonly Pupil[]): LetterString | null {
  // "maths p 45, english p 10": pages.
  if (pairs.some((p) => p.words.some((at) => senseAt(page, at, 'subject')?.exact))) return null;
  if (pairs.length < SHORTEST_PAIRS || !pairs.some((p) => p.roll !== null || p.words.length > 0)) return null;
  if (pairs.filter((p) => p.roll !== null).length < pairs.length && pupils.length === 0) return null;
  const index = indexNames(pupils);
  const sets: LetterString['sets'] = { absent: [], late: [], leave: [] };
  let unsure = false;
  for (const { roll, letter, words } of pairs) {
    const name = words[0] === undefined ? null : nameAt(page, words[0], index);
    const named = name?.pupils.length === 1 ? (name.pupils[0] as Pupil).roll : null;
    const meant = named ?? roll;
    const known = meant !== null && (pupils.length === 0 || pupils.some((p) => p.roll === meant));
    if (!known || (named !== null && roll !== null && named !== roll)) unsure = true;
    else if (letter !== 'present') sets[letter].push(meant);
  }
  return { sets, allPresent: !unsure && pairs.every((p) => p.letter === 'present'), unsure };
}

function readString(
  page: Page,
  body: readonly number[],
  pupils: readonly Pupil[] | undefined,
): LetterString | null {
  const letters = longestRun(page, body);
  if (!letters.includes('present')) return null;
  // "P A P" is a roll call where the class has three pupils and nothing else is said.
  const few = letters.length === pupils?.length && letters.length > 1 && isOnlyLetters(page, body);
  if (letters.length < SHORTEST && !few) return null;
  const sets: LetterString['sets'] = { absent: [], late: [], leave: [] };
  if (pupils === undefined || pupils.length !== letters.length) {
    return { sets, allPresent: false, unsure: true };
  }
  for (const [n, letter] of letters.entries()) {
    const roll = (pupils[n] as Pupil).roll;
    if (letter !== 'present') sets[letter].push(roll);
  }
  return { sets, allPresent: letters.every((l) => l === 'present'), unsure: false };
}

/** Whether nothing but letters, a class, a day and words of a roll call stand in a text. */
function isOnlyLetters(page: Page, body: readonly number[]): boolean {
  return body.every(
    (at) =>
      page.tokens[at]?.kind !== 'word' ||
      (!/^(?:pal|lap|app)$/.test(page.tokens[at]?.norm ?? '') &&
        lettersOf(page.tokens[at]?.norm ?? '') !== null) ||
      page.classAt(at) !== undefined ||
      page.dateAt(at) !== undefined ||
      senseAt(page, at, 'status') !== undefined,
  );
}

function longestRun(page: Page, body: readonly number[]): Letter[] {
  let best: Letter[] = [];
  let run: Letter[] = [];
  for (const at of body) {
    const token = page.tokens[at];
    if (token === undefined || isSeparator(page, at) || token.norm === '.' || token.norm === ',') continue;
    const letters = token.kind === 'word' ? lettersOf(token.norm) : null;
    if (letters !== null) {
      run.push(...letters);
      continue;
    }
    if (run.length > best.length) best = run;
    run = [];
  }
  return run.length > best.length ? run : best;
}

/** Words of these letters: what is sung, a father, a shawl. */
const WORD = /^(?:ala+pa?|pa+pa+|papal|appal|appa|la+l|palla+|pala|lapp?a)$/;

const isLetters = ofWord((norm) => lettersOf(norm) !== null);

/** The letters of a word that is nothing else ("P", "PPAP"); "pal" alone is a word. */
function lettersOf(norm: string): Letter[] | null {
  const letters: Letter[] = [];
  for (const char of norm) {
    const letter = LETTERS.get(char);
    if (letter === undefined) return null;
    letters.push(letter);
  }
  if (WORD.test(norm)) return null;
  const mixed = /^[pal]+$/.test(norm) && new Set(norm).size > 1;
  return letters.length > 1 && !mixed && letters.length <= 4 ? null : letters;
}

import { isSeparator } from './find-breaks.ts';
import type { Page } from './page.ts';
import type { Pupil } from './reading.ts';

type Letter = 'present' | 'absent' | 'late' | 'leave';

export interface LetterString {
  sets: Record<'absent' | 'late' | 'leave', number[]>;
  allPresent: boolean;
  /** True where the string is not as long as the roster, so that it cannot be told whose letter is whose. */
  unsure: boolean;
}

const LETTERS: Record<string, Letter> = { p: 'present', a: 'absent', l: 'late', उ: 'present', अ: 'absent' };
const SHORTEST = 5;

/** A string of P and A in roster order ("P P A P", "PPAP"); null where there is none. */
export function readLetterString(
  page: Page,
  body: readonly number[],
  pupils: readonly Pupil[] | undefined,
): LetterString | null {
  const letters = longestRun(page, body);
  if (letters.length < SHORTEST || !letters.includes('present')) return null;
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

function longestRun(page: Page, body: readonly number[]): Letter[] {
  let best: Letter[] = [];
  let run: Letter[] = [];
  for (const at of body) {
    const token = page.tokens[at];
    if (token === undefined || isSeparator(page, at) || token.norm === '.') continue;
    const chars = [...token.norm];
    const letters = chars.map((c) => LETTERS[c]);
    const isLetters =
      token.kind === 'word' &&
      letters.every((l) => l !== undefined) &&
      (chars.length === 1 || (/^[pal]+$/.test(token.norm) && new Set(chars).size > 1) || chars.length > 4);
    if (isLetters) run.push(...(letters as Letter[]));
    else run = [];
    if (run.length > best.length) best = [...run];
  }
  return best;
}

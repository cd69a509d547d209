import { LEXICON } from './lexicon.ts';
import { SHORTEST_CORRECTED, withoutOneLetter } from './load-lexicon.ts';

/**
 * By sound a short Nepali word is one letter from many others (आधार, अठार), and Devanagari, whose spellings are one by
 * sound already, is mistyped less: only longer words are mended.
 */
export function mendSound(sound: string, deva: boolean): string[] {
  if (sound.length >= (deva ? SHORTEST_SOUND_DEVA : SHORTEST_SOUND)) return mend(sound, '~');
  // "gnit", "gayl", "lyauni": a vowel left out, or another one.
  const least = sound.length >= SHORTEST_VOWEL ? sound.length : sound.length + 1;
  return deva
    ? []
    : mend(sound, '~').filter((key) => key.length > least && skeleton(key.slice(1)) === skeleton(sound));
}

function skeleton(sound: string): string {
  return sound.replace(/[aeiou]/g, '');
}

const SHORTEST_VOWEL = 6;
const SHORTEST_SOUND = 7;
const SHORTEST_SOUND_DEVA = 7;

/** Lexicon keys one typing error away: a letter too many, too few, another, or two swapped. */
export function mend(word: string, kind: '=' | '~'): string[] {
  if (word.length < SHORTEST_CORRECTED - 1 || word.length > 32) return [];
  const found: string[] = [];
  for (const form of [word, ...withoutOneLetter(word)]) {
    for (const key of LEXICON.shortened.get(form) ?? []) {
      if (key[0] === kind && !found.includes(key) && isOneError(word, key.slice(1))) found.push(key);
    }
  }
  return found;
}

function isOneError(typed: string, meant: string): boolean {
  const shorter = Math.min(typed.length, meant.length);
  if (typed[0] !== meant[0]) return false;
  let head = 0;
  while (head < shorter && typed[head] === meant[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && typed[typed.length - 1 - tail] === meant[meant.length - 1 - tail])
    tail += 1;
  const typedRest = typed.length - head - tail;
  const meantRest = meant.length - head - tail;
  const swapped =
    typedRest === 2 && meantRest === 2 && typed[head] === meant[head + 1] && typed[head + 1] === meant[head];
  if (meant.length < SHORTEST_CORRECTED) return swapped;
  return swapped || (typedRest <= 1 && meantRest <= 1);
}

import { remember } from '#nepal/remember.ts';
import { foldSound } from './fold-word.ts';
import {
  type Lexicon,
  loadLexicon,
  type Meaning,
  type PhraseNode,
  SHORTEST_CORRECTED,
  withoutOneLetter,
} from './load-lexicon.ts';
import type { Token } from './tokenise.ts';

/** What a run of tokens means by the lexicon: tokens `from` up to, not including, `to`. */
export interface Sense {
  group: string;
  value: string;
  from: number;
  to: number;
  /** False where a typing error was mended to find it. */
  exact: boolean;
  /** True where a case ending was left off to find it. */
  ended: boolean;
}

const LEXICON: Lexicon = loadLexicon(new URL('./lexicon/', import.meta.url));
const LONGEST_PHRASE = 7;

/**
 * Every meaning of the words and phrases of a text, listed by the token they begin at, the longest first.
 * Linear in the tokens: a phrase has at most seven words and a word at most a handful of keys.
 */
export function lookUpWords(tokens: Token[]): Sense[][] {
  const keys = tokens.map(keysOf);
  return tokens.map((_, from) => {
    const found: Sense[] = [];
    const walk = { tokens, keys, from, found };
    for (const key of keys[from] as Key[])
      if (key.first !== undefined) follow(walk, key.first, from, 1, key.exact, key.last);
    return found.length > 1 ? found.sort(longestFirst) : found;
  });
}

function longestFirst(a: Sense, b: Sense): number {
  return b.to - a.to || Number(b.exact) - Number(a.exact);
}

interface Key {
  key: string;
  /** Where the phrases stand that begin with the key; undefined where none does. */
  first: PhraseNode | undefined;
  exact: boolean;
  /** True where a case ending was taken off, after which no further word of the phrase may follow. */
  last: boolean;
}

/** A walk through the phrases that begin at a token. */
interface Walk {
  tokens: readonly Token[];
  keys: readonly Key[][];
  from: number;
  found: Sense[];
}

/** Takes what the phrase means that ends with the token at `at`, its word number `words`, and tries the words that follow. */
function follow(
  walk: Walk,
  node: PhraseNode,
  at: number,
  words: number,
  exact: boolean,
  last: boolean,
): void {
  for (const meaning of node.meanings) addSense(walk, meaning, at + 1, exact, last);
  if (last || node.next.size === 0 || words >= LONGEST_PHRASE) return;
  const following = nextInPhrase(walk.tokens, at);
  if (following === -1) return;
  for (const key of walk.keys[following] as Key[]) {
    const next = node.next.get(key.key);
    if (next !== undefined) follow(walk, next, following, words + 1, exact && key.exact, key.last);
  }
}

function addSense({ from, found }: Walk, meaning: Meaning, to: number, exact: boolean, ended: boolean): void {
  const { group, value } = meaning;
  if (meaning.fixed && !exact) return;
  if (found.some((s) => s.to === to && s.group === group && s.value === value)) return;
  found.push({ group, value, from, to, exact, ended });
}

/** The next word of a phrase: beside it, or over a glued mark ("home-work", "q.no", "h/w"). */
function nextInPhrase(tokens: readonly Token[], at: number): number {
  const next = tokens[at + 1];
  if (next === undefined) return -1;
  if (next.kind === 'word' || next.kind === 'number' || '&+%'.includes(next.norm)) return at + 1;
  if (next.kind === 'mark' && next.glued && "-./'".includes(next.norm)) {
    const after = tokens[at + 2];
    if (
      after?.kind === 'word' &&
      (after.glued || (next.norm === '.' && (tokens[at] as Token).norm.length <= 4))
    ) {
      return at + 2;
    }
  }
  return -1;
}

function keysOf(token: Token): Key[] {
  if (token.kind === 'newline' || token.kind === 'emoji') return [];
  return token.kind === 'word' ? wordKeys(token.norm) : plainKeys(token.norm);
}

const plainKeys = remember((norm: string) => [toKey(`=${norm}`, true, false)]);
const wordKeys = remember((norm: string) => findKeys(norm, foldSound(norm), /[\u0900-\u097f]/.test(norm)));

function toKey(key: string, exact: boolean, last: boolean): Key {
  return { key, first: LEXICON.root.next.get(key), exact, last };
}

function findKeys(norm: string, sound: string, deva: boolean): Key[] {
  const found: Key[] = [];
  addIfKnown(found, norm, sound, true, false);
  for (const [stem, sound] of stemsOf(norm, deva)) addIfKnown(found, stem, sound, true, true);
  if (found.length > 0 || LEXICON.known.has(norm) || LEXICON.known.has(`~${sound}`)) return found;
  for (const key of mend(norm, '=')) found.push(toKey(key, false, false));
  for (const key of mendSound(sound, deva)) found.push(toKey(key, false, false));
  if (found.length > 0) return found;
  for (const [stem, sound] of stemsOf(norm, deva)) {
    if (LEXICON.known.has(stem) || LEXICON.known.has(`~${sound}`) || stem.length < SHORTEST_ENDED) continue;
    for (const key of [...mend(stem, '='), ...mendSound(sound, deva)]) found.push(toKey(key, false, true));
  }
  return found;
}

/** A shorter word with an ending is more often a name (Suman's) than a slip of another word. */
const SHORTEST_ENDED = 7;

function addIfKnown(found: Key[], norm: string, sound: string, exact: boolean, last: boolean): void {
  const exactKey = /^[a-z]/.test(norm) && (LEXICON.keys.has(`=${norm}`) || LEXICON.known.has(norm));
  for (const key of [`=${norm}`, `~${sound}`]) {
    // An English word is not the Nepali word that sounds like it ("not" and नोट).
    if (key[0] === '~' && exactKey && !LEXICON.romanised.has(norm)) continue;
    // Nor is पानी the word पनि that sounds like it.
    if (key[0] === '~' && isHomophone(norm)) continue;
    if (key.length > 1 && LEXICON.keys.has(key) && !found.some((k) => k.key === key))
      found.push(toKey(key, exact, last));
  }
}

/** A known Devanagari word that only sounds like one of the lexicon. */
function isHomophone(norm: string): boolean {
  return norm > '\u0900' && LEXICON.known.has(norm) && !LEXICON.devanagari.has(norm);
}

// Endings of case, number and stress: -ma, -ko, -lai, … stand on the word in both scripts.
const DEVA_ENDING =
  /(?:हरूको|हरुको|हरूका|हरुका|हरूलाई|हरुलाई|हरूले|हरुले|हरूमा|हरुमा|हरू|हरु|को|का|की|कै|ले|लाई|लाइ|मा|बाट|देखि|सम्म|भित्र|सँग|संग|पनि|नै|चाहिँ|तर्फ|अघि|पछि|ज्यू)$/u;
const LATIN_ENDING =
  /(?:haruko|haruka|harulai|harule|haruma|haru|ko|ka|ki|kai|le|lai|ma|bata|dekhi|samma|bhitra|sanga|pani|nai|chai|chahi|jyu|'s|s)$/;

/** The word without one and without two endings, with the sound of each stem. */
function stemsOf(norm: string, deva: boolean): [string, string][] {
  const stems: [string, string][] = [];
  const ending = deva ? DEVA_ENDING : LATIN_ENDING;
  let stem = norm;
  for (let i = 0; i < 2; i += 1) {
    const shorter = stem.replace(ending, '');
    if (shorter === stem || shorter.length < (deva ? 2 : 3)) break;
    stem = shorter;
    stems.push([stem, foldSound(stem)]);
  }
  return stems;
}

/**
 * By sound a short Nepali word is one letter from many others (आधार, अठार), and Devanagari, whose spellings are one by
 * sound already, is mistyped less: only longer words are mended.
 */
function mendSound(sound: string, deva: boolean): string[] {
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
function mend(word: string, kind: '=' | '~'): string[] {
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

/** Whether a Latin word stands in the lexicon or among the known words as it is typed. */
export function isLexiconWord(norm: string): boolean {
  return LEXICON.keys.has(`=${norm}`) || LEXICON.known.has(norm) || LEXICON.romanised.has(norm);
}

/** Whether a word of that sound stands in the lexicon. */
export function isLexiconSound(sound: string): boolean {
  return LEXICON.keys.has(`~${sound}`);
}

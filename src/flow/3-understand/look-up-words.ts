import { intern } from '#lib/intern.ts';
import { remember } from '#nepal/remember.ts';
import { foldSound } from './fold-word.ts';
import {
  type Lexicon,
  loadLexicon,
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
export function lookUpWords(tokens: readonly Token[]): Sense[][] {
  const words = tokens.map(wordOf);
  return words.map(({ alone, begins }, from) => {
    if (alone.length === 0 && begins.length === 0) return [];
    const found = alone.map(({ group, value, exact, ended }) => ({
      group,
      value,
      from,
      to: from + 1,
      exact,
      ended,
    }));
    const following = begins.length === 0 ? -1 : nextInPhrase(tokens, from);
    if (following === -1) return found;
    const phrase = { tokens, words, from, found };
    for (const { node, exact } of begins) follow(phrase, node, following, 2, exact);
    return found.length > alone.length ? found.sort(longestFirst) : found;
  });
}

function longestFirst(a: Sense, b: Sense): number {
  return b.to - a.to || Number(b.exact) - Number(a.exact);
}

/** What is known of a word wherever it stands. */
export interface Meaning {
  keys: Key[];
  /** What it means by itself, what is exact first. */
  alone: Omit<Sense, 'from' | 'to'>[];
  /** Where the phrases go on that begin with it. */
  begins: { node: PhraseNode; exact: boolean }[];
}

interface Key {
  key: string;
  exact: boolean;
  /** True where a case ending was taken off, after which no further word of the phrase may follow. */
  last: boolean;
}

function toWord(keys: Key[]): Meaning {
  const alone: Meaning['alone'] = [];
  const begins: Meaning['begins'] = [];
  for (const { key, exact, last } of keys) {
    const node = LEXICON.root.next.get(key);
    if (node === undefined) continue;
    for (const { group, value, fixed } of node.meanings) {
      if (fixed && !exact) continue;
      if (!alone.some((s) => s.group === group && s.value === value))
        alone.push({ group, value, exact, ended: last });
    }
    if (!last && node.next.size > 0) begins.push({ node, exact });
  }
  alone.sort((a, b) => Number(b.exact) - Number(a.exact));
  return { keys: keys.map((key) => ({ ...key, key: intern(key.key) })), alone, begins };
}

/** The phrases that begin at a token, and what was found of them. */
interface Phrases {
  tokens: readonly Token[];
  words: readonly Meaning[];
  from: number;
  found: Sense[];
}

/** Goes on in a phrase with the token at `at` as its word number `count`. */
function follow(phrases: Phrases, node: PhraseNode, at: number, count: number, exact: boolean): void {
  const { tokens, words, from, found } = phrases;
  for (const { key, exact: same, last } of (words[at] as Meaning).keys) {
    const next = node.next.get(key);
    if (next === undefined) continue;
    for (const { group, value, fixed } of next.meanings) {
      if (fixed && !(exact && same)) continue;
      if (!found.some((s) => s.to === at + 1 && s.group === group && s.value === value))
        found.push({ group, value, from, to: at + 1, exact: exact && same, ended: last });
    }
    if (last || next.next.size === 0 || count >= LONGEST_PHRASE) continue;
    const following = nextInPhrase(tokens, at);
    if (following !== -1) follow(phrases, next, following, count + 1, exact && same);
  }
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

function wordOf(token: Token): Meaning {
  if (token.kind === 'newline' || token.kind === 'emoji') return NOTHING;
  const { known } = token;
  if (known !== null) {
    known.meaning ??= readWord(known.norm);
    return known.meaning;
  }
  return token.kind === 'word' ? readWord(token.norm) : readPlain(token.norm);
}

const NOTHING: Meaning = { keys: [], alone: [], begins: [] };
const readPlain = remember((norm) => toWord([{ key: `=${norm}`, exact: true, last: false }]));
const readWord = remember((norm) => toWord(findKeys(norm, foldSound(norm), /[\u0900-\u097f]/.test(norm))));

function findKeys(norm: string, sound: string, deva: boolean): Key[] {
  const found: Key[] = [];
  addIfKnown(found, norm, sound, true, false);
  for (const [stem, sound] of stemsOf(norm, deva)) addIfKnown(found, stem, sound, true, true);
  if (found.length > 0 || LEXICON.known.has(norm) || LEXICON.known.has(`~${sound}`)) return found;
  // "garni", "lyaunay", "banauney": the ending of what is to be done, as it is spoken.
  const spoken = deva ? norm : norm.replace(/(?<=[aeioulrkhtdbpn])n(?:i|ey|ay|ei|ae)$/, 'ne');
  if (spoken !== norm) addIfKnown(found, spoken, foldSound(spoken), true, false);
  if (found.length > 0) return found;
  for (const key of mend(norm, '=')) found.push({ key, exact: false, last: false });
  for (const key of mendSound(sound, deva)) found.push({ key, exact: false, last: false });
  if (found.length > 0) return found;
  for (const [stem, sound] of stemsOf(norm, deva)) {
    if (LEXICON.known.has(stem) || LEXICON.known.has(`~${sound}`) || stem.length < SHORTEST_ENDED) continue;
    for (const key of [...mend(stem, '='), ...mendSound(sound, deva)])
      found.push({ key, exact: false, last: true });
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
      found.push({ key, exact, last });
  }
}

/** A known Devanagari word that only sounds like one of the lexicon. */
function isHomophone(norm: string): boolean {
  return norm > '\u0900' && LEXICON.known.has(norm) && !LEXICON.devanagari.has(norm);
}

// Endings of case, number and stress: -ma, -ko, -lai, … stand on the word in both scripts.
const DEVA_ENDING =
  /(?:हरूको|हरुको|हरूका|हरुका|हरूलाई|हरुलाई|हरूले|हरुले|हरूमा|हरुमा|हरू|हरु|को|का|की|कै|ले|लाई|लाइ|मै|मा|बाट|देखि|सम्म|भित्र|सँग|संग|पनि|नै|चाहिँ|तर्फ|अघि|पछि|ज्यू)$/u;
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

import { intern } from '#lib/intern.ts';
import { remember } from '#nepal/remember.ts';
import { findKeys, type Key } from './find-keys.ts';
import { foldSound } from './fold-word.ts';
import { LEXICON } from './lexicon.ts';
import type { PhraseNode } from './load-lexicon.ts';
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
  /** A number of its group and value, for the second reader. */
  hash: number;
}

const LONGEST_PHRASE = 7;

/**
 * Every meaning of the words and phrases of a text, listed by the token they begin at, the longest first.
 * Linear in the tokens: a phrase has at most seven words and a word at most a handful of keys.
 */
export function lookUpWords(tokens: readonly Token[]): Sense[][] {
  const words = tokens.map(wordOf);
  return words.map(({ alone, begins }, from) => {
    const found = alone.length === 0 ? [] : alone.map((sense) => standAt(sense, from));
    const following = begins.length === 0 ? -1 : nextInPhrase(tokens, from);
    if (following === -1 || (words[following] as Meaning).further.length === 0) return found;
    const phrase = { tokens, words, from, found };
    for (const { node, exact } of begins) follow(phrase, node, following, 2, exact);
    return found.length > alone.length ? found.sort(longestFirst) : found;
  });
}

function standAt({ group, value, exact, ended, hash }: Meaning['alone'][number], from: number): Sense {
  return { group, value, from, to: from + 1, exact, ended, hash };
}

function longestFirst(a: Sense, b: Sense): number {
  return b.to - a.to || Number(b.exact) - Number(a.exact);
}

/** What is known of a word wherever it stands. */
export interface Meaning {
  /** The keys by which it goes on with a phrase that another word began. */
  further: Key[];
  /** What it means by itself, what is exact first. */
  alone: Omit<Sense, 'from' | 'to'>[];
  /** Where the phrases go on that begin with it. */
  begins: { node: PhraseNode; exact: boolean }[];
}

function toWord(keys: Key[]): Meaning {
  const alone: Meaning['alone'] = [];
  const begins: Meaning['begins'] = [];
  for (const { key, exact, last } of keys) {
    const node = LEXICON.root.next.get(key);
    if (node === undefined) continue;
    for (const { group, value, fixed, hash } of node.meanings) {
      if (fixed && !exact) continue;
      if (!alone.some((s) => s.group === group && s.value === value))
        alone.push({ group, value, exact, ended: last, hash });
    }
    if (!last && node.next.size > 0) begins.push({ node, exact });
  }
  alone.sort((a, b) => Number(b.exact) - Number(a.exact));
  const further = keys.filter(({ key }) => LEXICON.further.has(key));
  return { further: further.map((key) => ({ ...key, key: intern(key.key) })), alone, begins };
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
  for (const { key, exact: same, last } of (words[at] as Meaning).further) {
    const next = node.next.get(key);
    if (next === undefined) continue;
    for (const { group, value, fixed, hash } of next.meanings) {
      if (fixed && !(exact && same)) continue;
      if (!found.some((s) => s.to === at + 1 && s.group === group && s.value === value))
        found.push({ group, value, from, to: at + 1, exact: exact && same, ended: last, hash });
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

const NOTHING: Meaning = { further: [], alone: [], begins: [] };
const readPlain = remember((norm) => toWord([{ key: `=${norm}`, exact: true, last: false }]));
const readWord = remember((norm) => toWord(findKeys(norm, foldSound(norm), /[\u0900-\u097f]/.test(norm))));

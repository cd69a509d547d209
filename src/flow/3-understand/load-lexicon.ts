import { readdirSync, readFileSync } from 'node:fs';
import { intern } from '#lib/intern.ts';
import { foldSound, normaliseWord } from './fold-word.ts';
import { hashText } from './hash.ts';

/** A meaning that a word or phrase can have: the file it stands in and the block of that file. */
export interface Meaning {
  group: string;
  value: string;
  /** True where the spelling counts only as it stands, not behind a typing error. */
  fixed: boolean;
  /** A number of its group and value, for the second reader. */
  hash: number;
}

/** A step of the phrase tree: which words may follow, and what the phrase means if it ends here. */
export interface PhraseNode {
  next: Map<string, PhraseNode>;
  meanings: Meaning[];
}

export interface Lexicon {
  root: PhraseNode;
  /** Every word of the lexicon as a key: `=` and the normalised word, or `~` and its sound. */
  keys: Set<string>;
  /** Those of them that stand behind the first word of a phrase. */
  further: Set<string>;
  /** Romanised words exactly as the lexicon spells them. */
  romanised: Set<string>;
  /** Devanagari words exactly as the lexicon spells them. */
  devanagari: Set<string>;
  /** Words one letter left out of which gives the map's key; for typing errors. */
  shortened: Map<string, string[]>;
  /** Real words that look like a typing error of a lexicon word and are not. */
  known: Set<string>;
  /** Words of `plain.txt` by their block, a list for each line; they have no meaning and are compared letter by letter. */
  plain: Map<string, string[][]>;
}

/** `=` after a script: the words are not looked for behind typing errors (aaudai is not a slip of aaudaina). */
type Script = 'en' | 'rom' | 'ne' | 'exact' | 'en=' | 'rom=' | 'ne=';
const SCRIPTS = new Set<string>(['en', 'rom', 'ne', 'exact', 'en=', 'rom=', 'ne=']);
/** Numbers and joining words are too short to be found behind a typing error; what looks like one is another word. */
const SMALL = new Set(['number', 'connect']);
/** Shorter words are too easily another word to be corrected. */
export const SHORTEST_CORRECTED = 5;

/** Reads every `.txt` file of the folder; the format is told in docs/understanding.md. Throws on a line it cannot read. */
export function loadLexicon(folder: URL): Lexicon {
  const lexicon: Lexicon = {
    root: { next: new Map(), meanings: [] },
    keys: new Set(),
    further: new Set(),
    romanised: new Set(),
    devanagari: new Set(),
    shortened: new Map(),
    known: new Set(),
    plain: new Map(),
  };
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()) {
    readFile(lexicon, file.slice(0, -'.txt'.length), readFileSync(new URL(file, folder), 'utf8'));
  }
  return lexicon;
}

function readFile(lexicon: Lexicon, group: string, content: string): void {
  let value = '';
  let hash = 0;
  for (const [index, untrimmed] of content.split('\n').entries()) {
    const line = untrimmed.trim();
    if (line === '' || line.startsWith('#')) continue;
    const heading = /^\[([\w:-]+)\]$/.exec(line);
    if (heading !== null) {
      value = intern(heading[1] as string);
      hash = hashText(`${group}:${value}`);
      continue;
    }
    const colon = line.indexOf(':');
    const script = line.slice(0, Math.max(0, colon));
    const rest = line.slice(colon + 1);
    const allowed = group === 'plain' ? script === 'exact' : SCRIPTS.has(script);
    if (!allowed || (value === '' && group !== 'known')) {
      const scripts = group === 'plain' ? 'exact:' : 'en:, rom:, ne:, exact:';
      throw new Error(`lexicon/${group}.txt, line ${index + 1}: expected [meaning] or ${scripts}`);
    }
    if (group === 'plain') {
      addPlain(lexicon, value, rest.split(',').flatMap(lexiconWords));
      continue;
    }
    for (const spelling of rest.split(','))
      addSpelling(
        lexicon,
        { group: intern(group), value, fixed: isFixed(script) || SMALL.has(group), hash },
        script as Script,
        spelling.trim(),
      );
  }
}

function addPlain({ plain }: Lexicon, name: string, words: string[]): void {
  const lines = plain.get(name);
  if (lines === undefined) plain.set(name, [words]);
  else lines.push(words);
}

function isFixed(script: string): boolean {
  return script === 'exact' || script.endsWith('=');
}

function addSpelling(lexicon: Lexicon, meaning: Meaning, script: Script, spelling: string): void {
  const words = lexiconWords(spelling);
  if (words.length === 0) return;
  if (meaning.group === 'known') {
    for (const word of words) lexicon.known.add(script === 'ne' ? `~${foldSound(word)}` : word);
    return;
  }
  let node = lexicon.root;
  for (const word of words) {
    const key = intern(/^(?:rom|ne)/.test(script) ? `~${foldSound(word)}` : `=${word}`);
    addKey(lexicon, key, script);
    if (node !== lexicon.root) lexicon.further.add(key);
    if (script.startsWith('rom')) lexicon.romanised.add(word);
    if (script.startsWith('ne')) lexicon.devanagari.add(word);
    let next = node.next.get(key);
    if (next === undefined) {
      next = { next: new Map(), meanings: [] };
      node.next.set(key, next);
    }
    node = next;
  }
  if (!node.meanings.some((m) => m.group === meaning.group && m.value === meaning.value))
    node.meanings.push(meaning);
}

/** The words of a spelling, cut as the tokeniser cuts a text. */
export function lexiconWords(spelling: string): string[] {
  return (
    spelling.match(
      /\p{Nd}+|(?!\p{Nd})[\p{L}\p{M}\u200c\u200d]+(?:['’](?:s|t|re|ve|ll|m|d)(?!\p{L}))?|[&+%]/gu,
    ) ?? []
  ).map(normaliseWord);
}

function addKey(lexicon: Lexicon, key: string, script: Script): void {
  lexicon.keys.add(key);
  const word = key.slice(1);
  if (isFixed(script) || word.length < SHORTEST_CORRECTED - 1) return;
  for (const form of [word, ...withoutOneLetter(word)]) {
    const list = lexicon.shortened.get(form);
    if (list === undefined) lexicon.shortened.set(form, [key]);
    else if (!list.includes(key)) list.push(key);
  }
}

/** Every form of the word with one letter left out, but for the first, which people seldom get wrong. */
export function withoutOneLetter(word: string): string[] {
  const forms: string[] = [];
  for (let i = 1; i < word.length; i += 1) forms.push(word.slice(0, i) + word.slice(i + 1));
  return forms;
}

import { type Lexicon, loadLexicon } from './load-lexicon.ts';

/** The words that Chautari knows, read once from the files of `lexicon/`. */
export const LEXICON: Lexicon = loadLexicon(new URL('./lexicon/', import.meta.url));

/** Whether a Latin word stands in the lexicon or among the known words as it is typed. */
export function isLexiconWord(norm: string): boolean {
  return LEXICON.keys.has(`=${norm}`) || LEXICON.known.has(norm) || LEXICON.romanised.has(norm);
}

/** Whether a word of that sound stands in the lexicon. */
export function isLexiconSound(sound: string): boolean {
  return LEXICON.keys.has(`~${sound}`);
}

/** The words of a block of `plain.txt`. Throws where there is no such block. */
export function plainWords(name: string): ReadonlySet<string> {
  return new Set(plainRows(name).flat());
}

/** The lines of a block of `plain.txt`, each with its words in order. Throws where there is no such block. */
export function plainRows(name: string): readonly (readonly string[])[] {
  const rows = LEXICON.plain.get(name);
  if (rows === undefined) throw new Error(`lexicon/plain.txt has no [${name}]`);
  return rows;
}

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

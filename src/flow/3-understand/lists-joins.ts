import { endsPiece } from './find-breaks.ts';
import type { Page } from './page.ts';
import { wordSet } from './word-set.ts';

/** "bigyan: tara, …", "तर र अनि": words that mostly join, alone between a colon and the next mark, are what was taught. */
export function isAlone(page: Page, ids: readonly number[]): boolean {
  const words = ids.filter((id) => page.tokens[id]?.kind === 'word');
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined || words.some((id) => page.dateAt(id) !== undefined))
    return false;
  const listed = words.length === 1 || (words.length === 3 && isJoined(page, first));
  return listed && isBehindColon(page, first) && endsPiece(page, last);
}

/** Whether a token stands behind a mark that closes a label. */
export function isBehindColon(page: Page, at: number): boolean {
  return LABEL_MARKS.has(page.tokens[at - 1]?.norm ?? '');
}

const LABEL_MARKS = wordSet(': = -');

/** "then and than", "ma ra timi": a word that mostly joins, and "and" behind it. */
export function isJoined(page: Page, at: number): boolean {
  return JOINS.has(page.tokens[at + 1]?.norm ?? '') && page.tokens[at + 2]?.kind === 'word';
}

const JOINS = wordSet('and & ra र vs or');

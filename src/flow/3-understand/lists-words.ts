import { endsPiece } from './find-breaks.ts';
import { isInLetterRow } from './letter-row.ts';
import type { Page } from './page.ts';

/** "is am are", "a, an, the", "in/on/at": small words that are the lesson themselves stand beside their like. */
export function isWordList(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  if (isShortItem(page, at) || isInLetterRow(page, at)) return true;
  const kind = WORD_KINDS.get(norm);
  if (kind === undefined || [at - 1, at, at + 1].some((near) => page.classAt(near) !== undefined))
    return false;
  const beside = (step: number) => {
    let here = at + step;
    while (/^(?:[,/&]|and)$/.test(page.tokens[here]?.norm ?? '')) here += step;
    const other = page.tokens[here]?.norm ?? '';
    return WORD_KINDS.get(other) === kind && other !== norm;
  };
  return beside(1) || beside(-1);
}

/** "at, an, in": the last of three short words with commas between them. */
function isShortItem(page: Page, at: number): boolean {
  const item = (n: number) => {
    const token = page.tokens[n];
    return token?.kind === 'word' && !token.deva && token.norm.length <= LONGEST_ITEM;
  };
  const comma = (n: number) => page.tokens[n]?.norm === ',';
  return item(at) && comma(at - 1) && item(at - 2) && comma(at - 3) && item(at - 4) && endsPiece(page, at);
}

const LONGEST_ITEM = 3;

const WORD_KINDS = new Map(
  [
    'is am are was were has have had do does did been',
    'a an the',
    'this that these those',
    'in on at under over by from to with of',
    'i we you he she it they',
  ].flatMap((words, kind) => words.split(' ').map((word) => [word, kind] as const)),
);

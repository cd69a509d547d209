import { plainRows } from './lexicon.ts';
import type { Page } from './page.ts';

/** What comes behind each letter. */
const NEXT = new Map<string, string[]>();
for (const letters of plainRows('row')) {
  for (const [n, letter] of letters.entries()) {
    const next = letters[n + 1];
    if (next !== undefined) NEXT.set(letter, [...(NEXT.get(letter) ?? []), next]);
    else if (!NEXT.has(letter)) NEXT.set(letter, []);
  }
}

/** "ट ठ ड", "ta tha da dha", "sa re ga ma": whether a token, though it may join as well, is a letter among its like. */
export function isInLetterRow(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (token === undefined || !NEXT.has(token.norm) || page.classAt(at) !== undefined) return false;
  const behind = leadsOn(page, at);
  const before = leadsOn(page, at - 1);
  // Two letters in Devanagari are letters; romanised ones are words as well ("7 ga ma", "ra la").
  if (token.deva) return behind || before;
  return (behind && (before || leadsOn(page, at + 1))) || (before && leadsOn(page, at - 2));
}

function leadsOn(page: Page, at: number): boolean {
  const next = page.tokens[at + 1]?.norm;
  if (next === undefined || page.classAt(at) !== undefined) return false;
  return NEXT.get(page.tokens[at]?.norm ?? '')?.includes(next) === true;
}

import type { Page } from './page.ts';
import { wordSet } from './word-set.ts';

const UNTIL = wordSet('samma sama सम्म');
const FROM = wordSet('dekhi देखि bata बाट from');

/** "ka dekhi nga samma", "१ देखि ५० सम्म": whether a word closes a range that begins before it, and so belongs to it. */
export function closesRange(page: Page, tail: number, first: number): boolean {
  if (!UNTIL.has(page.tokens[tail]?.norm ?? '')) return false;
  for (let at = tail - 1; at >= Math.max(first, tail - LONGEST_RANGE); at -= 1) {
    const norm = page.tokens[at]?.norm ?? '';
    if (FROM.has(norm) || norm.endsWith('dekhi') || norm.endsWith('देखि')) return true;
  }
  return false;
}

/** How far before "samma" the beginning of its range stands, in tokens. */
const LONGEST_RANGE = 7;

import { plainWords } from './lexicon.ts';
import type { Page } from './page.ts';
import { wordSet } from './word-set.ts';

const DOINGS = plainWords('doing');

/**
 * "नक्सा भर्ने अभ्यास गराइयो", "कविताको व्याख्या गरियो": what was done with the lesson, which stays when its verb goes. In
 * "gati ko barema chalfal bhayo" it was only done about it.
 */
export function isDoing(page: Page, at: number): boolean {
  if (!DOINGS.has(page.tokens[at]?.norm ?? '')) return false;
  const before = page.tokens[at - 1]?.norm ?? '';
  return !ABOUT.has(before === 'ma' || before === 'मा' ? (page.tokens[at - 2]?.norm ?? '') : before);
}

const ABOUT = wordSet('bare barema baare baarema बारे बारेमा');

import { isDoing } from './doing-nouns.ts';
import { isSeparator } from './find-breaks.ts';
import { isPast } from './find-taught.ts';
import type { Page } from './page.ts';
import { wordSet } from './word-set.ts';

const WORKS = wordSet('story poem rhyme song katha kabita kavita geet कथा कविता गीत');
const LESSONS = wordSet('पाठ विषयवस्तु बिषयवस्तु bisayabastu bishayabastu');
const HELD = wordSet('had did');
const ARTICLES = wordSet('the a an');

/** "Story: The Clever Cat": the kind of work, as a label of its name. */
export function isWorkLabel(page: Page, at: number): boolean {
  return WORKS.has(norm(page, at)) && norm(page, at + 1) === ':' && page.tokens[at + 2]?.kind === 'word';
}

/** Where the name of a lesson starts behind "had a …", "read the …", "Story: …", "पाठ …"; -1 where nothing leads to it. */
export function nameStart(page: Page, at: number): number {
  const word = norm(page, at);
  if (word === 'a' || word === 'an') return HELD.has(norm(page, at - 1)) ? at + 1 : -1;
  // "class 6B read the story …"
  if (word === 'read')
    return page.classAt(at - 1) !== undefined && ARTICLES.has(norm(page, at + 1)) ? at + 1 : -1;
  if (isWorkLabel(page, at)) return at + 2;
  return LESSONS.has(word) && isNamed(page, at + 1) ? at + 1 : -1;
}

/** "पाठ हाम्रो गाउँ", but not "पाठ तीन", "पाठ योजना", "पाठ सकियो": a name of two words and more. */
function isNamed(page: Page, at: number): boolean {
  const next = page.tokens[at];
  if (next?.kind !== 'word' || next.norm.length < SHORTEST_NAME || isPast(next) || isDoing(page, at))
    return false;
  if (page.tokens[at + 1] === undefined || isSeparator(page, at + 1)) return false;
  return page.senses[at]?.every((s) => s.group !== 'number' && s.group !== 'teach') === true;
}

/** Shorter words behind "पाठ" are its endings. */
const SHORTEST_NAME = 3;

function norm(page: Page, at: number): string {
  return page.tokens[at]?.norm ?? '';
}

import { isDoing } from './doing-nouns.ts';
import { plainWords } from './lexicon.ts';
import { type Page, senseAt } from './page.ts';

const SANG = plainWords('sang');
const SONGS = plainWords('song');
const DID = plainWords('did');
const PRACTISED = plainWords('practised');

/**
 * Whether a past verb that as often tells what happened closes a lesson here: "rhyme … gayo" and "ginti garyo" do,
 * "bijuli gayo" and "halla garyo" do not.
 */
export function closesLesson(page: Page, tail: number, first: number): boolean {
  const norm = page.tokens[tail]?.norm ?? '';
  if (SANG.has(norm)) return isSinging(page, tail, first);
  return DID.has(norm) && tail > first && (isDoing(page, tail - 1) || isPractised(page, tail - 1));
}

function isPractised(page: Page, at: number): boolean {
  return PRACTISED.has(page.tokens[at]?.norm ?? '');
}

function isSinging(page: Page, tail: number, first: number): boolean {
  for (let at = first; at < tail; at += 1) if (SONGS.has(page.tokens[at]?.norm ?? '')) return true;
  // "music ma twinkle twinkle gayo"
  for (let at = Math.max(0, first - 3); at < first; at += 1)
    if (senseAt(page, at, 'subject', 'music') !== undefined) return true;
  return false;
}

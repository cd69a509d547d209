import { isDoing } from './doing-nouns.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

const SANG = wordSet('gayo gaayo gayem gaayem gaaye gayen gaayen gaaun gayaun gayou');
const SONGS = wordSet(
  'rhyme rhymes song songs geet git gaan gana gaana kabita kavita poem bhajan lokgeet lok anthem taal tal sargam',
);
const DID = wordSet('garyo garyou garyaun gare garey gareko');
const PRACTISED = wordSet(
  'ginti counting colour color colouring coloring samma jod jodne ghatau gunan bhag ganna ganne table tables addition subtraction multiplication division drawing reading writing spelling dictation nach naach dance yoga khel exercise',
);

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

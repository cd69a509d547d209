import { ofWord } from './of-word.ts';
import type { Page } from './page.ts';
import { wordSet } from './word-set.ts';

const PUPILS =
  /^(?:nani|nanu|babu|nani?babu|ba(?:chh?|cch|chch)a|ketaketi|balbalika|[bv]id(?:h|y|hy)arthi|students?|kids|children|नानी|नानु|बाबु|नानीबाबु|बच्चा|केटाकेटी|बालबालिका|विद्यार्थी|बिद्यार्थी)(haru|हरू|हरु)?(lai|le|sanga|लाई|ले|सँग)?$/u;
/** Whether a word is one for pupils, and whether it has its case ending; null for any other. */
const pupilsOf = ofWord((word) => {
  const found = PUPILS.exec(word);
  return found === null ? null : { cased: found[2] !== undefined };
});

const MANY = wordSet('haru हरू हरु');
const WITH = wordSet('lai le sanga sita लाई ले सँग');
const OF_ALL = wordSet(
  'hamra hamro mera mero sabai sab pyara pyaro sana saana हाम्रा हाम्रो मेरा सबै प्यारा साना',
);

const FATHER = wordSet('babu babulai बाबु बाबुलाई');

/**
 * "nani haru lai …", "हाम्रा नानीबाबुहरूलाई …": who was taught, up to what; -1 where no such words begin at the token. The
 * case ending says that something was done with them, so that a lesson about children is none ("baccha ko adhikar").
 */
export function learnersEnd(page: Page, from: number): number {
  let at = from;
  while (at < from + 2 && OF_ALL.has(normAt(page, at))) at += 1;
  const first = at;
  if (pupilsOf(page.tokens[first]) === null) return -1;
  // "babu lai chithi": a letter to a father; the small ones are "nani babu" or many.
  const small = FATHER.has(normAt(page, at)) && !MANY.has(normAt(page, at + 1));
  if (small) return -1;
  let cased = false;
  for (; at < first + 2; at += 1) {
    const pupils = pupilsOf(page.tokens[at]);
    if (pupils === null) break;
    cased ||= pupils.cased;
  }
  if (/^(?:haru|हरू|हरु)(?:lai|le|लाई|ले)$/u.test(normAt(page, at))) return at + 1;
  if (MANY.has(normAt(page, at))) at += 1;
  if (WITH.has(normAt(page, at))) return at + 1;
  return cased ? at : -1;
}

function normAt(page: Page, at: number): string {
  return page.tokens[at]?.norm ?? '';
}

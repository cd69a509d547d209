import type { Page } from './page.ts';

/** Letters and notes in the order in which they are learnt; "ta tha da dha" stands in it twice, as it is said. */
const ROWS = [
  'ka kha ga gha nga cha chha ja jha nya ta tha da dha na pa pha ba bha ma ya ra la wa sha sa ha',
  'aa i ee u oo ri e ai o au am aha',
  'sa re ga ma pa dha ni sa',
  'क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह क्ष त्र ज्ञ',
  'अ आ इ ई उ ऊ ऋ ए ऐ ओ औ अं अः',
  'सा रे ग म प ध नि सा',
];

/** What comes behind each letter. */
const NEXT = new Map<string, string[]>();
for (const row of ROWS) {
  const letters = row.split(' ');
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

import type { Role } from '../reading.ts';
import { createFeatures, type Features, join, ROWS, rowOf } from './mix.ts';
import type { PageWord, PageWords } from './page-words.ts';

/** The most that is looked at of a text. */
const MOST_OF_TEXT = 2048;
const features = createFeatures(MOST_OF_TEXT);

const OUTSIDE = 0x3c6ef372;
/** The turn in which a row was written last. */
const seen = new Float64Array(ROWS);
let turn = 0;

/** What speaks for or against what a whole text is, until the next is asked about: its words, pairs and meanings, how it begins and ends. */
export function textFeatures({ words, last }: PageWords, role: Role): Features {
  features.count = 0;
  turn += 1;
  add(31, role.length);
  add(32, Math.min(9, Math.ceil(words.length / 3)));
  add(33, last);
  for (let n = 0; n < words.length; n += 1) {
    const word = words[n] as PageWord;
    const next = words[n + 1];
    add(34, word.sound);
    add(35, join(words[n - 1]?.sound ?? OUTSIDE, word.gap), word.sound);
    add(36, word.mention, word.gap);
    add(37, word.ending);
    for (const sense of word.senses) {
      add(38, sense);
      if (n < 2) add(39, sense, n);
      if (next === undefined) add(40, sense);
    }
    if (n < 2) add(41, word.sound, n);
    if (next === undefined) add(42, word.sound);
  }
  return features;
}

/** Adds each row once: what a word says twice is not said louder. */
function add(kind: number, one: number, other = 0): void {
  const row = rowOf(kind, one, other);
  if (seen[row] === turn || features.count >= MOST_OF_TEXT) return;
  seen[row] = turn;
  features.rows[features.count++] = row;
}

import type { Role } from '../reading.ts';
import { createFeatures, type Features, join, ROWS, rowOf } from './mix.ts';
import type { PageWord, PageWords } from './page-words.ts';

/** The most that is looked at of a text. */
const MOST_OF_TEXT = 2048;
const features = createFeatures(MOST_OF_TEXT);

const OUTSIDE = 0x3c6ef372;
/** A bit for each row, set where it is among the features: so small that it stays near. */
const seen = new Int32Array(ROWS / 32);

/** What speaks for or against what a whole text is, until the next is asked about: its words, pairs and meanings, how it begins and ends. */
export function textFeatures({ words, last }: PageWords, role: Role): Features {
  features.count = 0;
  seen.fill(0);
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
  const bits = seen[row >> 5] as number;
  const bit = 1 << (row & 31);
  if ((bits & bit) !== 0 || features.count >= MOST_OF_TEXT) return;
  seen[row >> 5] = bits | bit;
  features.rows[features.count++] = row;
}

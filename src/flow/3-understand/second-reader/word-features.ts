import { addFeature, createFeatures, type Features, join } from './mix.ts';
import { GAP, type PageWord, type PageWords } from './page-words.ts';

/** More than a word has. */
const MOST_FEATURES = 64;
const features = createFeatures(MOST_FEATURES);

const EDGE = 7;
const OUTSIDE = 0x3c6ef372;
const NONE: readonly number[] = [];

/**
 * What speaks for or against a word's place, until the next is asked about: the word, its neighbours and what parts them, what the
 * lexicon says of them, the head and the end of its clause, and where the reading puts the words on both sides.
 */
export function wordFeatures(
  { words, last }: PageWords,
  places: Uint8Array,
  n: number,
  intent: number,
): Features {
  features.count = 0;
  const word = words[n] as PageWord;
  const [before, after] = [words[n - 1], words[n + 1]];
  const left = n === 0 ? EDGE : (places[n - 1] as number);
  const right = after === undefined ? EDGE : (places[n + 1] as number);
  const gapLeft = word.gap;
  const gapRight = after?.gap ?? last + 11;
  const from = left * 32 + gapLeft;
  const to = right * 32 + gapRight;
  const soundBefore = before?.sound ?? OUTSIDE;
  const soundAfter = after?.sound ?? ~OUTSIDE;
  const pairBefore = join(join(soundBefore, gapLeft), word.sound);
  const pairAfter = join(join(word.sound, gapRight), soundAfter);

  addFeature(features, 1, intent);
  addFeature(features, 2, intent, from);
  addFeature(features, 3, intent, to);
  addFeature(features, 4, join(from, to), intent);
  addFeature(features, 5, word.mention, left * 8 + right);
  addFeature(features, 6, word.sound);
  addFeature(features, 7, word.sound, left);
  addFeature(features, 8, word.sound, right);
  addFeature(features, 9, soundBefore, from);
  addFeature(features, 10, soundAfter, to);
  addFeature(features, 11, words[n - 2]?.sound ?? OUTSIDE, left);
  addFeature(features, 12, words[n + 2]?.sound ?? OUTSIDE, right);
  addFeature(features, 13, pairBefore);
  addFeature(features, 14, pairAfter);
  addFeature(features, 15, pairBefore, left);
  addFeature(features, 16, pairAfter, right);
  if (word.senses.length === 0) addFeature(features, 17, join(from, to));
  addFeature(features, 18, word.ending, left);
  addFeature(features, 19, word.shortEnding, right);
  addFeature(features, 20, before?.ending ?? OUTSIDE, from);
  addFeature(features, 21, after?.ending ?? OUTSIDE, to);

  const head = headOf(words, n);
  const first = words[head] as PageWord;
  addFeature(features, 22, first.sound, head === n ? left + 8 : left);
  addFeature(features, 23, first.gap, left);
  for (const sense of first.senses) addFeature(features, 24, sense, left);
  const lead = words[head - 1];
  addFeature(features, 25, lead?.sound ?? OUTSIDE, left * 32 + first.gap);
  for (const sense of lead?.senses ?? NONE) addFeature(features, 26, sense, left * 32 + first.gap);
  const end = endOf(words, n);
  const tail = words[end] as PageWord;
  addFeature(features, 27, tail.sound, right);
  for (const sense of tail.senses) addFeature(features, 28, sense, end === n ? right + 8 : right);
  addFeature(features, 29, words[end + 1]?.gap ?? last + 11, right);
  addFeature(features, 30, (words[0] as PageWord).sound, left);
  return features;
}

/** Where the clause of a word begins: behind a comma, dash, colon, full stop or line. */
function headOf(words: readonly PageWord[], n: number): number {
  let head = n;
  while (head > 0 && (words[head] as PageWord).gap < GAP.comma) head -= 1;
  return head;
}

function endOf(words: readonly PageWord[], n: number): number {
  let end = n;
  while (end + 1 < words.length && (words[end + 1] as PageWord).gap < GAP.comma) end += 1;
  return end;
}

import { join, rowOf } from './mix.ts';
import { GAP, type PageWord, type PageWords } from './page-words.ts';

/** More rows than a word has features. */
export const MOST_FEATURES = 64;

const EDGE = 7;
const OUTSIDE = 0x3c6ef372;
const NONE: readonly number[] = [];

/**
 * Writes into `rows` what speaks for or against a word's place: the word, its neighbours and what parts them, what the
 * lexicon says of them, the head and the end of its clause, and where the reading puts the words on both sides. Returns how many.
 */
export function wordFeatures(
  { words, last }: PageWords,
  places: Uint8Array,
  n: number,
  intent: number,
  rows: Int32Array,
): number {
  let count = 0;
  const add = (kind: number, one: number, other = 0) => {
    if (count < MOST_FEATURES) rows[count++] = rowOf(kind, one, other);
  };
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

  add(1, intent);
  add(2, intent, from);
  add(3, intent, to);
  add(4, join(from, to), intent);
  add(5, word.mention, left * 8 + right);
  add(6, word.sound);
  add(7, word.sound, left);
  add(8, word.sound, right);
  add(9, soundBefore, from);
  add(10, soundAfter, to);
  add(11, words[n - 2]?.sound ?? OUTSIDE, left);
  add(12, words[n + 2]?.sound ?? OUTSIDE, right);
  add(13, pairBefore);
  add(14, pairAfter);
  add(15, pairBefore, left);
  add(16, pairAfter, right);
  if (word.senses.length === 0) add(17, join(from, to));
  add(18, word.ending, left);
  add(19, word.shortEnding, right);
  add(20, before?.ending ?? OUTSIDE, from);
  add(21, after?.ending ?? OUTSIDE, to);

  const head = headOf(words, n);
  const first = words[head] as PageWord;
  add(22, first.sound, head === n ? left + 8 : left);
  add(23, first.gap, left);
  for (const sense of first.senses) add(24, sense, left);
  const lead = words[head - 1];
  add(25, lead?.sound ?? OUTSIDE, left * 32 + first.gap);
  for (const sense of lead?.senses ?? NONE) add(26, sense, left * 32 + first.gap);
  const end = endOf(words, n);
  const tail = words[end] as PageWord;
  add(27, tail.sound, right);
  for (const sense of tail.senses) add(28, sense, end === n ? right + 8 : right);
  add(29, words[end + 1]?.gap ?? last + 11, right);
  add(30, (words[0] as PageWord).sound, left);
  return count;
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

import type { Draft } from '../reading.ts';
import { tokenise } from '../tokenise.ts';
import type { PageWord } from './page-words.ts';

/** Where a reading puts a word. */
export const PLACE = { nowhere: 0, topic: 1, homework: 2, note: 3, text: 4, due: 5 } as const;
export type Place = (typeof PLACE)[keyof typeof PLACE];
export const PLACES = 6;

/** Where a reading puts each word of its text; of what it does not send, nowhere. */
export function labelWords(text: string, words: readonly PageWord[], reading: Draft): Uint8Array {
  const labelling = { text, words, places: new Uint8Array(words.length) };
  if (reading.intent === 'announcement' || reading.intent === 'direct')
    label(labelling, reading.text, PLACE.text, 0);
  if (reading.intent !== 'daily_update') return labelling.places;
  let from = 0;
  for (const { topic, homework, note, due } of reading.updates) {
    const ends = [
      label(labelling, topic, PLACE.topic, from),
      label(labelling, homework, PLACE.homework, from),
      label(labelling, note, PLACE.note, from),
    ];
    if (due !== undefined) labelDue(labelling, due);
    from = Math.max(from, ...ends);
  }
  return labelling.places;
}

interface Labelling {
  text: string;
  words: readonly PageWord[];
  places: Uint8Array;
}

function labelDue({ words, places }: Labelling, due: string): void {
  for (const [n, word] of words.entries())
    if (places[n] === PLACE.nowhere && word.day === due) places[n] = PLACE.due;
}

/** Labels the words of a slot, looking behind the word number `from` first; returns the number behind its last word. */
function label(labelling: Labelling, slot: string | undefined, place: Place, from: number): number {
  if (slot === undefined || slot === '') return from;
  const whole = labelRun(labelling, slot, place, from);
  if (whole !== -1) return whole;
  const norms = tokenise(slot).flatMap((t) => (t.kind === 'word' || t.kind === 'number' ? [t.norm] : []));
  const inOrder = findInOrder(labelling, norms, from) ?? findInOrder(labelling, norms, 0) ?? [];
  for (const n of inOrder) labelling.places[n] = place;
  return Math.max(from, (inOrder.at(-1) ?? -1) + 1);
}

/** A slot that stands in the text as it is; -1 where it does not, or in the middle of a word, or on words that are taken. */
function labelRun(labelling: Labelling, slot: string, place: Place, from: number): number {
  const { text, words } = labelling;
  const behind = text.indexOf(slot, words[from]?.token.start ?? text.length);
  const next = behind === -1 ? -1 : labelSpan(labelling, behind, behind + slot.length, place);
  if (next !== -1) return next;
  const begin = text.indexOf(slot);
  return begin === -1 || begin === behind ? -1 : labelSpan(labelling, begin, begin + slot.length, place);
}

/** Labels the words between two places of the text; returns the number behind the last, or -1 where that cannot be. */
function labelSpan({ words, places }: Labelling, begin: number, end: number, place: Place): number {
  let first = 0;
  while (first < words.length && (words[first] as PageWord).token.start < begin) first += 1;
  let next = first;
  while (next < words.length && (words[next] as PageWord).token.end <= end) {
    if (places[next] !== PLACE.nowhere) return -1;
    next += 1;
  }
  if (next === first || (words[next]?.token.start ?? end) < end) return -1;
  places.fill(place, first, next);
  return next;
}

/** The numbers of free words that spell a slot, with others between them; undefined where they do not. */
function findInOrder(
  { words, places }: Labelling,
  norms: readonly string[],
  from: number,
): number[] | undefined {
  const found: number[] = [];
  for (let n = from; n < words.length && found.length < norms.length; n += 1)
    if (places[n] === PLACE.nowhere && words[n]?.token.norm === norms[found.length]) found.push(n);
  return found.length === norms.length ? found : undefined;
}

import type { Page } from '../page.ts';
import type { Draft, Role } from '../reading.ts';
import { labelWords, PLACES } from './label-words.ts';
import type { Features } from './mix.ts';
import { GAP, listWords, type PageWords } from './page-words.ts';
import { textFeatures } from './text-features.ts';
import { ANSWERS, type Table, type Weights } from './weights.ts';
import { wordFeatures } from './word-features.ts';

/** What of a reading surprises: natural logarithms of how unlikely it is, so 3 is one in twenty. */
export interface Surprise {
  /** Where its words stand, all together. */
  places: number;
  /** What it takes the text for. */
  intent: number;
  /** That it calls a notice urgent, or does not. */
  urgency: number;
}

/** What speaks for each answer, set by `weigh`. */
const sums = new Float64Array(ANSWERS);

/** How unlikely a reading is by what was learnt of other texts. Linear in the words. */
export function surpriseOf(weights: Weights, page: Page, reading: Draft, role: Role): Surprise {
  const words = listWords(page);
  if (words.words.length === 0) return { places: 0, intent: 0, urgency: 0 };
  const places = placesOf(weights.places, page.text, words, reading);
  weigh(weights.texts, textFeatures(words, role));
  const urgent = sums[URGENT] as number;
  return {
    places,
    intent: unlikely(weights.texts, intentOf(reading), INTENTS),
    urgency:
      reading.intent === 'announcement'
        ? Math.log1p(Math.exp((reading.urgent ? -urgent : urgent) / weights.texts.scale))
        : 0,
  };
}

function placesOf(table: Table, text: string, words: PageWords, reading: Draft): number {
  const intent = intentOf(reading);
  if (!hasPlaces(intent)) return 0;
  const places = labelWords(text, words.words, reading);
  let total = 0;
  for (let n = 0; n < places.length; n += 1) {
    if (isInside(words, places, n)) continue;
    weigh(table, wordFeatures(words, places, n, intent));
    total += unlikely(table, places[n] as number, PLACES);
  }
  return total;
}

/** Whether a word stands among words of its own place with nothing but spaces between: where a slot begins and ends is told by others. */
function isInside({ words }: PageWords, places: Uint8Array, n: number): boolean {
  const place = places[n];
  return (
    n > 0 &&
    places[n - 1] === place &&
    places[n + 1] === place &&
    words[n]?.gap === GAP.space &&
    words[n + 1]?.gap === GAP.space
  );
}

/** Adds up what the features say. Written out, because nothing of this reader is done as often. */
function weigh(table: Table, { rows, count }: Features): void {
  let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
  for (let n = 0; n < count; n += 1) {
    const at = (rows[n] as number) * 2;
    const first = table.rows[at] as number;
    const second = table.rows[at + 1] as number;
    a += (first << 24) >> 24;
    b += (first << 16) >> 24;
    c += (first << 8) >> 24;
    d += first >> 24;
    e += (second << 24) >> 24;
    f += (second << 16) >> 24;
  }
  sums[0] = a;
  sums[1] = b;
  sums[2] = c;
  sums[3] = d;
  sums[4] = e;
  sums[5] = f;
}

/** The negative logarithm of an answer's chance among the first `answers`. */
function unlikely({ scale }: Table, answer: number, answers: number): number {
  let total = 0;
  for (let k = 0; k < answers; k += 1)
    total += Math.exp(((sums[k] as number) - (sums[answer] as number)) / scale);
  return Math.log(total);
}

const [UPDATE, ATTENDANCE, NOTICE, DIRECT, OTHER] = [0, 1, 2, 3, 4];
/** How many kinds of text are told apart. */
export const INTENTS = 5;
/** The column of urgency. */
export const URGENT = 5;

/** What a reading takes its text for, of the five that are told apart. */
export function intentOf({ intent }: Draft): number {
  if (intent === 'daily_update') return UPDATE;
  if (intent === 'attendance') return ATTENDANCE;
  if (intent === 'announcement') return NOTICE;
  return intent === 'direct' ? DIRECT : OTHER;
}

/** Whether the words of such a text are put into places; those of a roll call and of what goes to nobody are not. */
export function hasPlaces(intent: number): boolean {
  return intent === UPDATE || intent === NOTICE || intent === DIRECT;
}

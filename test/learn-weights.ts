import { openPage, type Page } from '#understand/page.ts';
import type { Reading, UnderstandInput } from '#understand/reading.ts';
import { labelWords, PLACES } from '#understand/second-reader/label-words.ts';
import { type Features, ROWS } from '#understand/second-reader/mix.ts';
import { listWords } from '#understand/second-reader/page-words.ts';
import { hasPlaces, INTENTS, intentOf, URGENT } from '#understand/second-reader/surprise.ts';
import { textFeatures } from '#understand/second-reader/text-features.ts';
import { ANSWERS, encodeWeights } from '#understand/second-reader/weights.ts';
import { wordFeatures } from '#understand/second-reader/word-features.ts';
import { unfoldTable } from '#understand/unfold-table.ts';
import type { Case } from './score-understanding.ts';

/** A feature's rows with the answer that was right. */
interface Example {
  rows: Int32Array;
  answer: number;
}

/** Learns from texts and the readings that people gave them. The same texts in the same order give the same weights, as `decodeWeights` reads them. */
export function train(cases: readonly Case[]): Buffer {
  const words: Example[] = [];
  const texts: Example[] = [];
  const notices: Example[] = [];
  for (const { in: input, ...expected } of cases) {
    const out = expected.out as Reading;
    if (input.role === 'guardian' || input.awaiting !== undefined) continue;
    const page = pageOf(input);
    if (page.tokens.length > LONGEST) continue;
    const { ofWords, ofText } = examplesOf(page, input, out);
    words.push(...ofWords);
    if (ofText === undefined) continue;
    texts.push({ rows: ofText, answer: intentOf(out) });
    if (out.intent === 'announcement') notices.push({ rows: ofText, answer: out.urgent ? 1 : 0 });
  }
  const ofTexts = table();
  fit(ofTexts, texts, { answers: range(INTENTS), pace: 0.05, rounds: 5 });
  // Notices are few: learnt gently, so that one word does not decide.
  fit(ofTexts, notices, { answers: [NEVER, URGENT], pace: 0.02, rounds: 4 });
  const places = table();
  fit(places, words, { answers: range(PLACES), pace: 0.1, rounds: 6 });
  return encodeWeights(places, ofTexts);
}

function table(): Float32Array {
  return new Float32Array(ROWS * ANSWERS);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

/** Longer texts are forwarded letters; they would only weigh on the rest. */
const LONGEST = 160;

export function pageOf(input: UnderstandInput): Page {
  const text = unfoldTable(input.text);
  return openPage(text, { ...input, text });
}

function examplesOf(page: Page, input: UnderstandInput, out: Reading) {
  const words = listWords(page);
  const ofWords: Example[] = [];
  if (words.words.length === 0) return { ofWords, ofText: undefined };
  const intent = intentOf(out);
  if (hasPlaces(intent)) {
    const places = labelWords(page.text, words.words, out);
    for (let n = 0; n < places.length; n += 1) {
      const rows = rowsOf(wordFeatures(words, places, n, intent));
      ofWords.push({ rows, answer: places[n] as number });
    }
  }
  return { ofWords, ofText: rowsOf(textFeatures(words, input.role)) };
}

function rowsOf({ rows, count }: Features): Int32Array {
  return rows.slice(0, count);
}

/** The answer that no weight speaks for: the other of two, where one is told from it. */
const NEVER = -1;

/** What is learnt in one table: its columns, the first pace of a weight and how often the examples are gone through. */
interface Lesson {
  answers: readonly number[];
  pace: number;
  rounds: number;
}

/** Multinomial logistic regression by stochastic steps, each weight at its own pace (AdaGrad), drawn towards nought a little. */
function fit(weights: Float32Array, examples: readonly Example[], { answers, pace, rounds }: Lesson): void {
  const squares = new Float32Array(weights.length).fill(1e-6);
  const order = [...examples];
  const random = numbers(7);
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random);
    for (const { rows, answer } of order) {
      const chance = chances(weights, rows, answers);
      for (const [k, column] of answers.entries()) {
        const error = (chance[k] as number) - (k === answer ? 1 : 0);
        if (column === NEVER || Math.abs(error) < 1e-4) continue;
        for (const row of rows) {
          const at = row * ANSWERS + column;
          const slope = error + DRAW * (weights[at] as number);
          squares[at] = (squares[at] as number) + slope * slope;
          weights[at] = (weights[at] as number) - (pace * slope) / Math.sqrt(squares[at] as number);
        }
      }
    }
  }
}

const DRAW = 1e-4;

function chances(weights: Float32Array, rows: Int32Array, answers: readonly number[]): number[] {
  const sums = answers.map((column) => {
    let sum = 0;
    if (column !== NEVER) for (const row of rows) sum += weights[row * ANSWERS + column] as number;
    return sum;
  });
  const most = Math.max(...sums);
  const odds = sums.map((sum) => Math.exp(sum - most));
  const total = odds.reduce((sum, odd) => sum + odd, 0);
  return odds.map((odd) => odd / total);
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let n = list.length - 1; n > 0; n -= 1) {
    const other = Math.floor(random() * (n + 1));
    [list[n], list[other]] = [list[other] as T, list[n] as T];
  }
}

/** Numbers from 0 to 1, the same for the same seed (a linear congruential generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

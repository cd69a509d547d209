import { readFileSync } from 'node:fs';
import { ROWS } from './mix.ts';

/** How many answers a table weighs. */
export const ANSWERS = 6;

/**
 * How strongly each feature speaks for each answer: `ANSWERS` whole numbers of a byte a row, `scale` of which make one.
 * A row is two numbers of four bytes, so that it is read at once and out of one place.
 */
export interface Table {
  scale: number;
  rows: Int32Array;
}

/** What the second reader has learnt. */
export interface Weights {
  /** Where a word stands. */
  places: Table;
  /** What a text is (an update, a roll call, a notice, a message, or none of these), and last, whether a notice is urgent. */
  texts: Table;
}

const TABLE = ROWS * ANSWERS;
/** Before the weights: two scales, as 32-bit floats, little-endian. */
const HEADER = 8;

/** Reads weights as `encodeWeights` wrote them. */
export function decodeWeights(bytes: Buffer): Weights {
  if (bytes.length !== HEADER + 2 * TABLE)
    throw new Error(
      `The weights of the second reader have ${bytes.length} bytes, not ${HEADER + 2 * TABLE}. Run npm run train:second-reader.`,
    );
  const [places, texts] = [0, 1].map(
    (n): Table => ({
      scale: bytes.readFloatLE(n * 4),
      rows: packRows(bytes.subarray(HEADER + n * TABLE, HEADER + (n + 1) * TABLE)),
    }),
  ) as [Table, Table];
  return { places, texts };
}

/** Answers 0 to 3 in the first number of a row, the lowest byte first, 4 and 5 in the second. */
function packRows(bytes: Buffer): Int32Array {
  const rows = new Int32Array(ROWS * 2);
  for (const [n, byte] of bytes.entries()) {
    const answer = n % ANSWERS;
    const at = ((n - answer) / ANSWERS) * 2 + (answer >> 2);
    rows[at] = (rows[at] as number) | (byte << (8 * (answer & 3)));
  }
  return rows;
}

/** Rounds weights to whole numbers of one byte, each table by its largest. */
export function encodeWeights(places: Float32Array, texts: Float32Array): Buffer {
  const header = Buffer.alloc(HEADER);
  const bodies = [places, texts].map((weights, n) => {
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6);
    header.writeFloatLE(127 / largest, n * 4);
    return Buffer.from(Int8Array.from(weights, (weight) => Math.round((weight * 127) / largest)).buffer);
  });
  return Buffer.concat([header, ...bodies]);
}

/** The weights that stand beside this file. */
export function loadWeights(): Weights {
  return decodeWeights(readFileSync(new URL('./weights.bin', import.meta.url)));
}

/** How many rows a table of weights has; a power of two. What two features share a row costs a little and is not looked for. */
export const ROWS = 1 << 14;

/** The row of a feature: what kind it is, and what two things it joins. */
export function rowOf(kind: number, one: number, other = 0): number {
  let hash = Math.imul(one ^ Math.imul(kind, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash ^ other, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash & (ROWS - 1);
}

/** Two numbers as one. */
export function join(one: number, other: number): number {
  const hash = Math.imul(one ^ (other << 5) ^ (other >>> 2), 0x27d4eb2f);
  return hash ^ (hash >>> 14);
}

/** The rows of what speaks for or against an answer: written anew for each word or text, so that nothing is allocated. */
export interface Features {
  rows: Int32Array;
  count: number;
}

/** Room for so many features; what is more is left out. */
export function createFeatures(most: number): Features {
  return { rows: new Int32Array(most), count: 0 };
}

export function addFeature(features: Features, kind: number, one: number, other = 0): void {
  if (features.count < features.rows.length) features.rows[features.count++] = rowOf(kind, one, other);
}

/** How many rows a table of weights has; a power of two. What two features share a row costs a little and is not looked for. */
export const ROWS = 1 << 14;

/** A 32-bit number of a string, the same in every process (FNV-1a). */
export function hashText(text: string): number {
  return hashEnding(text, text.length);
}

/** The same of the last `length` letters. */
export function hashEnding(text: string, length: number): number {
  let hash = 0x811c9dc5;
  for (let n = Math.max(0, text.length - length); n < text.length; n += 1)
    hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return hash ^ (hash >>> 15);
}

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

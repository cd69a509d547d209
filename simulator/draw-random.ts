import type { Span } from './settings.ts';

/** A source of numbers in [0, 1) that repeats for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws a duration from a span, in whole milliseconds. */
export function drawFrom(random: () => number, [shortest, longest]: Span): number {
  return shortest === longest ? shortest : Math.round(shortest + random() * (longest - shortest));
}

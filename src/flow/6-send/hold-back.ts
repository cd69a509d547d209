/**
 * Keeps a number from running its whole queue into a Meta that answers with errors or not at all: each such send is of
 * unknown outcome and waits long. After a few in a row one goes at a time, with growing pauses, until one is taken.
 * Pure: the caller brings the time, in milliseconds.
 */
export type HoldBack = {
  /** A send came to an unknown outcome. */
  unsure(now: number): void;
  /** Meta took one. */
  sure(): void;
  /** How many may go now: no limit, one to try, or none. */
  allowance(now: number): number;
  /** Milliseconds until the next one may try; 0 when it may. */
  waitMs(now: number): number;
};

const IN_A_ROW = 5;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export function createHoldBack(): HoldBack {
  let inARow = 0;
  let pauses = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return {
    unsure(now) {
      inARow += 1;
      // Those that were on the wire with the first of them say nothing new.
      if (inARow < IN_A_ROW || now < pausedUntil) return;
      pausedUntil = now + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** pauses);
      pauses += 1;
    },
    sure() {
      inARow = 0;
      pauses = 0;
      pausedUntil = Number.NEGATIVE_INFINITY;
    },
    allowance(now) {
      if (now < pausedUntil) return 0;
      return inARow < IN_A_ROW ? Number.POSITIVE_INFINITY : 1;
    },
    waitMs: (now) => Math.max(0, pausedUntil - now),
  };
}

/**
 * Hands out what a pace allows in small bites while more waits than may go, so that what comes later and is urgent waits
 * for the next bite and not for the next second. A number that has been at rest may begin with a burst, so that a
 * class of forty does not wait in line. The window itself is kept by `pace.ts`.
 * Pure: the caller brings the time, in milliseconds.
 */
export type Bites = {
  /** How many may go now, of `max` in a window. */
  allowance(now: number, max: number): number;
  /** Milliseconds until the allowance is above zero; 0 when it is. */
  waitMs(now: number, max: number): number;
  /** `moreWait`: as many went as were asked for, so there are probably more. */
  took(now: number, max: number, count: number, moreWait: boolean): void;
  /** Nothing is left of what was saved. */
  usedUp(now: number): void;
};

// A window is eaten in so many bites: about an eighth of a second each, ten messages of eighty.
const BITES = 8;
// At once after a rest: fifty of eighty, a class with what is said besides. The rest of the window follows in bites,
// and only then does an urgent message meet a window that is full, for three eighths of it at most.
const BURST = 5;
// Saved while more waits: a claim that comes late makes up for it, and leaves no gap behind it a window later.
const SAVED = 1.5;
// So many windows without a message are a rest.
const REST = 2;

export function createBites(windowMs: number): Bites {
  const biteMs = windowMs / BITES;
  let tick = Number.NEGATIVE_INFINITY;
  let saved = 0;
  let isCrowded = false;
  let lastTaken = Number.NEGATIVE_INFINITY;

  // Bites come at the same moments for every number, so that one claim serves all those of a slot.
  const tickAt = (now: number): number => Math.floor(now / biteMs);

  const advance = (now: number, max: number): void => {
    if (now - lastTaken > REST * windowMs) isCrowded = false;
    const most = Math.max(1, (max * (isCrowded ? SAVED : BURST)) / BITES);
    const ticks = tickAt(now) - tick;
    if (ticks <= 0) return;
    tick = tickAt(now);
    saved = Math.max(saved, Math.min(most, saved + (ticks * max) / BITES));
  };

  return {
    allowance(now, max) {
      advance(now, max);
      return Math.floor(saved);
    },
    waitMs(now, max) {
      advance(now, max);
      if (saved >= 1) return 0;
      return (tick + Math.ceil(((1 - saved) * BITES) / max)) * biteMs - now;
    },
    took(now, max, count, moreWait) {
      advance(now, max);
      saved = Math.max(0, saved - count);
      isCrowded = moreWait;
      lastTaken = now;
    },
    usedUp(now) {
      tick = Math.max(tick, tickAt(now));
      saved = 0;
      isCrowded = true;
      lastTaken = now;
    },
  };
}

import { type IdSpan, lowestId } from '#lib/ids.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const LONGEST_MONTH_DAYS = 31;
// Meta tries for 30 days to bring a message, and it was written a few days before it left at most.
const RECENT_DAYS = 40;

/** Ids of the messages of which Meta may still tell something, and of nearly all that people quote. */
export function recentSpan(now: number): IdSpan {
  // A day more: clocks of several machines differ.
  return { from: lowestId(now - RECENT_DAYS * DAY_MS), to: lowestId(now + DAY_MS) };
}

/** Ids of all before those, as far back as so many months are kept. */
export function olderSpan(now: number, months: number): IdSpan {
  const oldest = now - (months + 1) * LONGEST_MONTH_DAYS * DAY_MS;
  return { from: lowestId(Math.max(0, oldest)), to: recentSpan(now).from };
}

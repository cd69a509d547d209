import type { Swept } from '#inbox/sweep-events.ts';

/** Statuses are swept no more often than this while they keep coming (ADR 0015). */
export const STATUS_PACE_MS = 250;

// Under load it pays to gather longer: more of what is said of a delivery comes together and is one write.
const BUSY_PACE_MS = 500;
const BUSY_STATUSES = 250;

/** How long after its beginning a sweep of statuses is followed by the next, in milliseconds. */
export function paceAfter({ statuses, isFull }: Pick<Swept, 'statuses' | 'isFull'>): number {
  if (isFull) return 0;
  return statuses >= BUSY_STATUSES ? BUSY_PACE_MS : STATUS_PACE_MS;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Pace } from '#send/pace.ts';

// Short enough to notice an urgent message in another lane of the slot, long enough not to spin.
const SHORTEST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 100;

/** Until one of these lanes may send again, in milliseconds; some other lane of the slot may have something sooner. */
export function waitFor(paces: Pace[], now: number): number {
  const soonest = Math.min(...paces.map((pace) => pace.waitMs(now)));
  return Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, soonest));
}

/** What is written for another lane of the slot does not wait for slow answers to this one: it is looked for meanwhile. */
export async function answersOrMoment(sending: Set<Promise<void>>): Promise<void> {
  if (sending.size === 0) return;
  const looking = new AbortController();
  const moment = sleep(LONGEST_WAIT_MS, undefined, { signal: looking.signal }).catch(() => {});
  await Promise.race([Promise.all(sending), moment]);
  looking.abort();
}

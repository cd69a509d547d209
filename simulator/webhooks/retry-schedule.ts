const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * Waits before each new try of a webhook that was not answered with 200: at once, then less and less often.
 * Meta names seven days and "immediately, then with decreasing frequency" (cloud-api.md section 1); the steps
 * between are the simulator's.
 */
const waits = [
  0,
  5 * second,
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
];

const laterWaits = 6 * hour;
const longest = 7 * 24 * hour;

/** Milliseconds until the try after the `attempt`-th (counted from 0), or null once seven days are over. */
export function retryAfter(attempt: number): number | null {
  const spent = startsAt(attempt);
  const wait = waits[attempt] ?? laterWaits;
  return spent + wait > longest ? null : wait;
}

/** When a try takes place, in milliseconds after the first. */
function startsAt(attempt: number): number {
  let at = 0;
  for (let i = 0; i < attempt; i += 1) at += waits[i] ?? laterWaits;
  return at;
}

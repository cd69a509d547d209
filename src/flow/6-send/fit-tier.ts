import { roomFor, type TierBook } from '#audience/tier-room.ts';

/** A delivery outside its person's window. Instants are milliseconds since 1970. */
export type TierRequest = { address: string; isReached: boolean; isUrgent: boolean };

export type TierAnswer = 'fits' | 'waits';

/**
 * Who may go now, in the order of the requests. Who was reached within the day costs nothing. Pure; `keep-tier.ts`
 * does it over the rows, one worker at a time.
 */
export function fitTier(requests: readonly TierRequest[], book: TierBook): TierAnswer[] {
  const admitted = new Set<string>();
  let { used } = book;
  return requests.map(({ address, isReached, isUrgent }) => {
    if (isReached || admitted.has(address)) return 'fits';
    if (used >= roomFor(book, isUrgent)) return 'waits';
    admitted.add(address);
    used += 1;
    return 'fits';
  });
}

/**
 * From when on those who wait may be tried again: each gets the moment at which room comes free for them, in order.
 * @param addresses those who wait, in order; the same person twice waits for the same room
 * @param freed instants at which room comes free, ascending, from the first that is not promised yet
 * @returns address → instant; whoever is not in it finds no room in sight
 */
export function spreadWaiting(addresses: readonly string[], freed: readonly number[]): Map<string, number> {
  const turns = new Map<string, number>();
  let next = 0;
  for (const address of addresses) {
    const at = turns.has(address) ? undefined : freed[next++];
    if (at !== undefined) turns.set(address, at);
  }
  return turns;
}

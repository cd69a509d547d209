/**
 * The messaging limit of a portfolio: so many different people outside their window in any 24 hours (cloud-api.md
 * section 3). Pure; `keep-tier.ts` does it over the rows, one worker at a time.
 */

/** How full the moving day is. `limit` and `used` are people. */
export type TierBook = { limit: number; urgentReserve: number; used: number };

/** A delivery outside its person's window. Instants are milliseconds since 1970. */
export type TierRequest = { address: string; isReached: boolean; isUrgent: boolean };

export type TierAnswer = 'fits' | 'waits';

/** Who may go now, in the order of the requests. Who was reached within the day costs nothing. */
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

/** How many people may be reached in a day by a message: all of the limit if it is urgent, else less the reserve. */
export function roomFor({ limit, urgentReserve }: TierBook, isUrgent: boolean): number {
  return isUrgent ? limit : limit - urgentReserve;
}

/** The reserve for urgent messages in people; a limit of a few people keeps one for the rest, too. */
export function reserveOf(limit: number, percent: number): number {
  return Math.min(Math.ceil((limit * percent) / 100), Math.max(0, limit - 1));
}

/** How long a person counts: a day from the last message, and a little for the way to Meta and its clock. */
export const REACH_MS = 24 * 60 * 60 * 1_000 + 60_000;

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

/**
 * The messaging limit of a portfolio: so many different people outside their window in any 24 hours (cloud-api.md
 * section 3). `limit` and `used` are people of a moving day.
 */
export type TierBook = { limit: number; urgentReserve: number; used: number };

/** How many people may be reached in a day by a message: all of the limit if it is urgent, else less the reserve. */
export function roomFor(
  { limit, urgentReserve }: Pick<TierBook, 'limit' | 'urgentReserve'>,
  isUrgent: boolean,
): number {
  return isUrgent ? limit : limit - urgentReserve;
}

/** The reserve for urgent messages in people; it never takes all of a limit. */
export function reserveOf(limit: number, percent: number): number {
  return Math.min(Math.ceil((limit * percent) / 100), Math.max(0, limit - 1));
}

/** How long a person counts: a day from the last message, and a little for the way to Meta and its clock. */
export const REACH_MS = 24 * 60 * 60 * 1_000 + 60_000;

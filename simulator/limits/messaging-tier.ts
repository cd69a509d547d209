import type { Instant } from '../clock.ts';
import type { World } from '../world.ts';

/** Per portfolio: whom it wrote to outside windows in the last 24 h, oldest first. */
export type TierBook = Map<string, Map<string, Instant>>;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Counts a person written to outside a window against the portfolio's messaging limit over a moving day
 * (cloud-api.md section 3). False when they would be one too many; then they are not counted.
 */
export function countUniquePerson(world: World, portfolioId: string, phone: string): boolean {
  const limit = world.settings.limits.messagingTier;
  if (limit === 0) return true;
  const book = bookOf(world, portfolioId);
  const now = world.clock.now();
  if (!book.has(phone) && book.size >= limit) return false;
  book.delete(phone);
  book.set(phone, now);
  return true;
}

/** How many people the portfolio wrote to outside windows in the last 24 h. */
export function uniquePeople(world: World, portfolioId: string): number {
  return bookOf(world, portfolioId).size;
}

const tiers: Readonly<Record<number, string>> = {
  0: 'TIER_UNLIMITED',
  250: 'TIER_250',
  2000: 'TIER_2K',
  10000: 'TIER_10K',
  100000: 'TIER_100K',
};

/** The messaging limit's name; a limit that Meta does not have is named by its number. */
export function tierName(limit: number): string {
  return tiers[limit] ?? `TIER_${limit}`;
}

function bookOf(world: World, portfolioId: string): Map<string, Instant> {
  const book = world.tiers.get(portfolioId) ?? new Map<string, Instant>();
  world.tiers.set(portfolioId, book);
  const since = world.clock.now() - dayMs;
  for (const [phone, at] of book) {
    if (at > since) break;
    book.delete(phone);
  }
  return book;
}

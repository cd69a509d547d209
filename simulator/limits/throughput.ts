import type { BusinessNumber } from '../numbers/number.ts';
import type { World } from '../world.ts';

/**
 * Takes one message from a number's throughput: `throughputPerSecond` a second, in and out (cloud-api.md
 * section 3). A bucket of one second's worth, so an even pace with jitter passes. False: 130429.
 */
export function takeThroughput(world: World, number: BusinessNumber): boolean {
  const limit = number.throughputPerSecond;
  if (limit === 0) return true;
  const now = world.clock.now();
  number.tokens = Math.min(limit, number.tokens + ((now - number.tokensAt) / 1000) * limit);
  number.tokensAt = now;
  if (number.tokens < 1) return false;
  number.tokens -= 1;
  return true;
}

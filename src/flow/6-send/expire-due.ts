import { retryDeadlock } from '#lib/database-errors.ts';
import { findExpired, sweepExpired } from '#send/due-queries.ts';
import type { Runtime } from '#src/runtime.ts';

// Messages at a time; each may have thousands of deliveries.
const BATCH = 20;

/**
 * What still waits of messages that are out of date is given up at one stroke, without being claimed: behind a
 * stopped lane it would otherwise stand in the way when the lane goes on. Their writers get a report that says so.
 * Returns how many deliveries expired.
 */
export async function expireDue(runtime: Runtime): Promise<number> {
  let sum = 0;
  for (;;) {
    const now = new Date(runtime.clock.now());
    const expired = await findExpired(runtime.db, now, BATCH);
    if (expired.length === 0) return sum;
    const { messages, deliveries } = await retryDeadlock(() => sweepExpired(runtime.db, now, expired));
    sum += deliveries;
    if (deliveries > 0) runtime.log.warn({ stage: 'send', messages, deliveries }, 'not sent in time');
    if (messages < BATCH) return sum;
  }
}

import type { Instant } from '../clock.ts';
import type { Thread } from '../people/person.ts';

const everyMs = 6_000;
const burstMs = 6_000;
const mostInBurst = 45;

/**
 * Takes one message from a pair's rate: one every 6 s to the same person, or up to 45 within 6 s, borrowed
 * from the time to come: after a burst of 20 the next may go 2 minutes later (cloud-api.md section 3).
 * False: 131056.
 */
export function takePairRate(thread: Thread, now: Instant): boolean {
  if (now >= thread.pairPaidUntil) {
    thread.burstFrom = now;
    thread.burstSize = 1;
    thread.pairPaidUntil = now + everyMs;
    return true;
  }
  if (now - thread.burstFrom >= burstMs || thread.burstSize >= mostInBurst) return false;
  thread.burstSize += 1;
  thread.pairPaidUntil += everyMs;
  return true;
}

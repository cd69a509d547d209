import type { Instant } from '../clock.ts';
import type { Thread } from '../people/person.ts';

const windowMs = 24 * 60 * 60 * 1000;

/** Whether the 24 hours after the person's last message or call still run (cloud-api.md section 3). */
export function windowIsOpen(thread: Thread, now: Instant): boolean {
  return now - thread.lastInboundAt < windowMs;
}

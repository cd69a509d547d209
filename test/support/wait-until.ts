import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again every few milliseconds until the answer is neither undefined, null nor false, and returns it.
 * The only way for a test to wait: on a condition, with a deadline (20 s unless told: busy machines pass, too), never for a time.
 * @param what said when the deadline passes: "the report reaches the teacher"
 */
export async function waitUntil<T>(
  what: string,
  ask: () => T | Promise<T>,
  { deadlineMs = 20_000, everyMs = 10 } = {},
): Promise<Exclude<T, undefined | null | false>> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false)
      return answer as Exclude<T, undefined | null | false>;
    if (performance.now() > end) throw new Error(`Waited ${deadlineMs} ms in vain: ${what}`);
    await delay(everyMs);
  }
}

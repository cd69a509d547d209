import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** How a process tells whether it has time left. */
export type Breath = {
  /** It had hardly a moment to itself lately: what can wait should, so that webhooks are answered meanwhile. */
  isShort(): boolean;
};

// Long enough that one long task is no sign, short enough to notice a wave of texts as it comes.
const LOOK_EVERY_MS = 50;
const SHORT_FROM = 0.9;

type Utilization = (before?: EventLoopUtilization) => EventLoopUtilization;

/** Watches the event loop of this process, at most every 50 ms and only when asked. */
export function createBreath(
  utilization: Utilization = (before) => performance.eventLoopUtilization(before),
  now: () => number = () => performance.now(),
): Breath {
  let seen = utilization();
  let seenAt = now();
  let isShort = false;
  return {
    isShort() {
      if (now() - seenAt < LOOK_EVERY_MS) return isShort;
      isShort = utilization(seen).utilization > SHORT_FROM;
      seen = utilization();
      seenAt = now();
      return isShort;
    },
  };
}

import { createBites } from '#send/bites.ts';
import { createHoldBack } from '#send/hold-back.ts';

/**
 * The pace of one number: never more than `max` sends in any `ms`, for each of its windows. After a rest a burst goes
 * at once; while more waits than may go, the first window is handed out in bites (`bites.ts`).
 * Pure: the caller brings the time, in milliseconds.
 */
export type Pace = {
  /** How many may go now. */
  allowance(now: number): number;
  /** Milliseconds until the allowance is above zero; 0 when it is. */
  waitMs(now: number): number;
  /** So many go now; `moreWait` when as many were found as were asked for. */
  took(now: number, count: number, moreWait: boolean): void;
  /** What somebody else sent on this number until then is not known: as much as was allowed. */
  usedUp(at: number): void;
  /** Meta took something of what was taken at `taken`, as late as `at`: from then on it counts. */
  arrived(taken: number, at: number): void;
  /** Meta said "too fast" (130429): nothing for a second, then half the pace, growing back by a tenth each ten seconds. */
  slowDown(now: number): void;
  /** The outcome of a send is unknown: after a few in a row one goes at a time, with growing pauses. */
  unanswered(now: number): void;
  /** The number's pace has changed: the same windows with other limits. */
  keepTo(windows: readonly PaceWindow[]): void;
};

type Taken = { since: number; at: number; count: number };

type Window = { ms: number; max: number; taken: Taken[]; sum: number };

export type PaceWindow = { ms: number; max: number };

// Requests made within a second can arrive within a little less; the window is wider by so much.
const ARRIVAL_SLACK = 1.05;
// What was taken within a small part of a window counts from its last moment, so that an hour's log stays short.
const GRAINS = 200;
const PAUSE_MS = 1_000;
const RECOVERY_STEP_MS = 10_000;

/** @param windows the shortest first */
export function createPace(windows: PaceWindow[]): Pace {
  const logs = windows.map(({ ms, max }): Window => ({ ms: ms * ARRIVAL_SLACK, max, taken: [], sum: 0 }));
  const bites = createBites(logs[0]!.ms);
  const holdBack = createHoldBack();
  let share = 1;
  let slowedAt = Number.NEGATIVE_INFINITY;

  const shareNow = (now: number): number =>
    Math.min(1, share + Math.floor((now - slowedAt) / RECOVERY_STEP_MS) / 10);

  const maxOf = (log: Window, now: number): number => Math.max(1, Math.floor(log.max * shareNow(now)));

  const free = (log: Window, now: number): number => {
    while (log.taken[0] && log.taken[0].at <= now - log.ms) log.sum -= log.taken.shift()!.count;
    return maxOf(log, now) - log.sum;
  };

  const write = (log: Window, at: number, count: number): void => {
    const last = log.taken.at(-1);
    if (last && at - last.since < log.ms / GRAINS) {
      last.at = Math.max(last.at, at);
      last.count += count;
    } else {
      log.taken.push({ since: at, at, count });
    }
    log.sum += count;
  };

  return {
    allowance(now) {
      if (now < slowedAt + PAUSE_MS) return 0;
      const bite = bites.allowance(now, maxOf(logs[0]!, now));
      return Math.max(0, Math.min(holdBack.allowance(now), bite, ...logs.map((log) => free(log, now))));
    },
    waitMs(now) {
      if (now < slowedAt + PAUSE_MS) return slowedAt + PAUSE_MS - now;
      const full = logs.filter((log) => free(log, now) <= 0);
      return Math.max(
        holdBack.waitMs(now),
        bites.waitMs(now, maxOf(logs[0]!, now)),
        ...full.map((log) => log.taken[0]!.at + log.ms - now),
      );
    },
    took(now, count, moreWait) {
      if (count === 0) return;
      bites.took(now, maxOf(logs[0]!, now), count, moreWait);
      for (const log of logs) write(log, now, count);
    },
    usedUp(at) {
      const most = Math.min(...logs.map((log) => free(log, at)));
      if (most > 0) for (const log of logs) write(log, at, most);
      bites.usedUp(at);
    },
    arrived(taken, at) {
      holdBack.sure();
      for (const log of logs) {
        const entry = log.taken.findLast(({ since }) => since <= taken);
        if (entry && entry.at < at) entry.at = at;
      }
    },
    unanswered: holdBack.unsure,
    slowDown(now) {
      if (now < slowedAt + PAUSE_MS) return;
      share = Math.max(0.1, shareNow(now) / 2);
      slowedAt = now;
      bites.usedUp(now);
    },
    keepTo(windows) {
      for (const [nth, { max }] of windows.entries()) logs[nth]!.max = max;
    },
  };
}

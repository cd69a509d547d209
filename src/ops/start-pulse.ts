import { EVERY_ID } from '#lib/ids.ts';
import { isCleanUpDue } from '#ops/clean-up.ts';
import { findWaiting } from '#ops/queries.ts';
import { slotsWithWork } from '#send/lane-queries.ts';
import { aroundToday } from '#send/month-spans.ts';
import { createQueueSpan, type QueueSpan } from '#send/queue-span.ts';
import { wake } from '#src/jobs.ts';
import type { Runtime } from '#src/runtime.ts';
import { YOUNG_PARKED_MS } from '#status/parked-statuses.ts';
import { isNumberDue } from '#status/standing-queries.ts';

export type Pulse = { close(): Promise<void> };

const BEAT_MS = 250;
const SLOW_EVERY_BEATS = 8;
const PARKED_EVERY_BEATS = (60 * 60 * 1_000) / BEAT_MS;
const PARTITIONS_EVERY_BEATS = (24 * 60 * 60 * 1_000) / BEAT_MS;
const NUMBERS_EVERY_BEATS = 10_000 / BEAT_MS;
const NUMBERS_AT_BEAT = 1_000 / BEAT_MS;
const CLEAN_UP_EVERY_BEATS = 60_000 / BEAT_MS;
// What came within the last second has its own wake-up under way.
const LOST_AFTER_MS = 1_000;

/**
 * Looks into the rows every quarter second and wakes whoever has work: for what becomes due with time, and for
 * wake-ups that were lost with a queue, a process or all of Redis. Every worker has one; equal wake-ups coalesce.
 */
export function startPulse(runtime: Runtime): Pulse {
  const span = createQueueSpan(runtime);
  let beats = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();

  const schedule = (): void => {
    timer = setTimeout(() => {
      beating = beat(runtime, span, beats++)
        .catch((error) => runtime.log.warn({ err: error }, 'a beat failed; the next one looks again'))
        .finally(() => !closed && schedule());
    }, BEAT_MS);
  };
  schedule();

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await beating;
    },
  };
}

async function beat(runtime: Runtime, span: QueueSpan, nth: number): Promise<void> {
  const now = runtime.clock.now();
  const isSlowBeat = nth % SLOW_EVERY_BEATS === 0;
  const waiting = await findWaiting(runtime.db, {
    now: new Date(now),
    cameBefore: new Date(now - LOST_AFTER_MS),
    parkedSince: new Date(now - YOUNG_PARKED_MS),
    // What is open was nearly always written this month; the year before it is looked through less often.
    among: isSlowBeat ? EVERY_ID : aroundToday(now),
  });
  const slots = isSlowBeat ? await findSlots(runtime, span) : [];
  // Not at once: a start has enough to do.
  const isTimeToClean =
    nth % CLEAN_UP_EVERY_BEATS === CLEAN_UP_EVERY_BEATS / 2 && (await isCleanUpDue(runtime));
  const isNumberToRead =
    nth % NUMBERS_EVERY_BEATS === NUMBERS_AT_BEAT && (await isNumberDue(runtime.db, new Date(now)));
  const woken: Promise<void>[] = [];
  if (waiting.texts) woken.push(wake(runtime, 'process-inbox', {}));
  if (waiting.statuses) woken.push(wake(runtime, 'process-statuses', {}));
  if (waiting.due || (waiting.parked && isSlowBeat)) woken.push(wake(runtime, 'wake-due', {}));
  if (waiting.reports) woken.push(wake(runtime, 'report-due', {}));
  if (waiting.media) woken.push(wake(runtime, 'fetch-media', {}));
  if (waiting.approvals) woken.push(wake(runtime, 'expire-approvals', {}));
  if (waiting.stops) woken.push(wake(runtime, 'tell-stops', {}));
  if (nth % PARTITIONS_EVERY_BEATS === 0) woken.push(wake(runtime, 'keep-partitions', {}));
  if (nth % PARKED_EVERY_BEATS === 0) woken.push(wake(runtime, 'drop-parked', {}));
  if (isNumberToRead) woken.push(wake(runtime, 'read-standings', {}));
  if (isTimeToClean) woken.push(wake(runtime, 'clean-up', {}));
  for (const slot of slots) woken.push(wake(runtime, 'drain-slot', { slot }));
  // Where a part of the queue engine is away, the others are woken all the same.
  const failed = (await Promise.allSettled(woken)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

async function findSlots({ db }: Runtime, span: QueueSpan): Promise<number[]> {
  await span.look();
  return slotsWithWork(db, span.current());
}

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { paceAfter, STATUS_PACE_MS } from '#inbox/pace-statuses.ts';
import { type RecordNews, sweepEvents } from '#inbox/sweep-events.ts';
import { createBreath } from '#lib/breath.ts';
import { cleanUp, isCleanUpDue } from '#ops/clean-up.ts';
import { keepPartitions } from '#ops/keep-partitions.ts';
import { tellStops } from '#ops/tell-stops.ts';
import { expireDueApprovals } from '#outbox/expire-approvals.ts';
import { findTexts, handleInbound } from '#outbox/handle-inbound.ts';
import { reportDue } from '#outbox/report-due.ts';
import { createDrainer, type Drainer } from '#send/drain-slot.ts';
import { expireDue } from '#send/expire-due.ts';
import { fetchMedia } from '#send/fetch-media.ts';
import { createSendBatch } from '#send/send-batch.ts';
import { SLOTS } from '#send/slots.ts';
import { wakeDue } from '#send/wake-due.ts';
import type { Runtime } from '#src/runtime.ts';
import { dropParkedStatuses, joinParkedStatuses } from '#status/parked-statuses.ts';
import { readStandings } from '#status/read-standings.ts';
import { recordNews } from '#status/record-news.ts';

/**
 * Every job there is. A job only says "there is work"; the work itself stands in rows, so a lost job loses nothing.
 * Payloads are parsed when a job is added and again when it runs.
 */
const shapes = {
  'process-inbox': z.strictObject({}),
  'process-statuses': z.strictObject({}),
  'drain-slot': z.strictObject({
    slot: z
      .int()
      .min(0)
      .max(SLOTS - 1),
  }),
  'fetch-media': z.strictObject({}),
  'wake-due': z.strictObject({}),
  'report-due': z.strictObject({}),
  'expire-approvals': z.strictObject({}),
  'tell-stops': z.strictObject({}),
  'keep-partitions': z.strictObject({}),
  'clean-up': z.strictObject({}),
  'drop-parked': z.strictObject({}),
  'read-standings': z.strictObject({}),
} as const;

export type JobName = keyof typeof shapes;
type Payload<Name extends JobName> = z.output<(typeof shapes)[Name]>;

const queueOf: Record<JobName, string> = {
  'process-inbox': 'message-processing',
  'process-statuses': 'message-processing',
  'drain-slot': 'whatsapp-sending',
  'fetch-media': 'whatsapp-sending',
  'wake-due': 'whatsapp-sending',
  'report-due': 'notification-batch',
  'expire-approvals': 'notification-batch',
  'tell-stops': 'notification-batch',
  'keep-partitions': 'data-cleanup',
  'clean-up': 'data-cleanup',
  'drop-parked': 'data-cleanup',
  'read-standings': 'data-cleanup',
};

/** Wakes whoever does this job. Equal wake-ups that wait become one. */
export async function wake<Name extends JobName>(
  { queues }: Runtime,
  name: Name,
  payload: Payload<Name>,
): Promise<void> {
  await queues.wake(...wakeUpOf(name, payload));
}

/** The same, for work that has just been written: this process does it at once, if it does such work at all. */
export async function wakeHere<Name extends 'process-inbox' | 'drain-slot'>(
  { queues }: Runtime,
  name: Name,
  payload: Payload<Name>,
): Promise<void> {
  await queues.wakeHere(...wakeUpOf(name, payload));
}

function wakeUpOf<Name extends JobName>(
  name: Name,
  payload: Payload<Name>,
): Parameters<Runtime['queues']['wake']> {
  const data = shapes[name].parse(payload) as Record<string, unknown>;
  const coalesceAs = [name, ...Object.values(data)].join(':');
  return [queueOf[name], name, data, coalesceAs, 'slot' in payload ? payload.slot : 0];
}

// A sweep of texts takes about so long.
const BUSY_SWEEP_MS = 20;

type Runners = { [Name in JobName]: (payload: Payload<Name>) => Promise<void> };

export type Workers = { close(): Promise<void> };

/** Starts the workers of this process. `close()` takes no more jobs, finishes what is on the wire, and writes it down. */
export function startWorkers(runtime: Runtime): Workers {
  const drainer = createDrainer(runtime, createSendBatch(runtime));
  const run = createRunners(runtime, drainer);
  const dispatch = async (job: string, data: unknown): Promise<void> => {
    const name = job as JobName;
    if (!Object.hasOwn(shapes, name)) throw new Error(`there is no job "${job}"`);
    await (run[name] as (payload: unknown) => Promise<void>)(shapes[name].parse(data));
  };
  const { config, queues } = runtime;
  queues.work('message-processing', config.MESSAGE_WORKER_CONCURRENCY, dispatch);
  queues.work('whatsapp-sending', SLOTS + 2, dispatch, SLOTS);
  queues.work('notification-batch', config.NOTIFICATION_WORKER_CONCURRENCY, dispatch);
  queues.work('data-cleanup', 1, dispatch);
  return {
    async close() {
      await drainer.stop();
      await queues.stopWorkers();
    },
  };
}

function createRunners(runtime: Runtime, drainer: Drainer): Runners {
  const wakeSlots = async (slots: Iterable<number>): Promise<void> => {
    const woken = await Promise.allSettled(
      [...slots].map((slot) => wakeHere(runtime, 'drain-slot', { slot })),
    );
    const failed = woken.find((one) => one.status === 'rejected');
    // The rows are written, and the pulse will find them: no reason to hold up what else waits here.
    if (failed) runtime.log.warn({ err: failed.reason }, 'a lane could not be woken');
  };
  const record: RecordNews = (tx, statuses, accounts) => recordNews(runtime, tx, statuses, accounts);
  const breath = createBreath();
  let statusesAfter = 0;
  return {
    async 'process-inbox'() {
      const swept = await sweepEvents(runtime, 'texts', record, (tx) => findTexts(runtime, tx));
      // Lanes are woken at once, but by a process that is out of breath together: then they send in larger batches.
      const later = new Set<number>();
      const wakeLanes = (slot: number) => (breath.isShort() ? void later.add(slot) : void wakeSlots([slot]));
      const handled = await handleInbound(runtime, wakeLanes, swept.answer);
      await wakeSlots(later);
      // What came meanwhile has its own wake-up, which finds the sweep of another process under way at worst.
      if (swept.isBusy) await sleep(BUSY_SWEEP_MS);
      if (swept.isBusy || swept.isFull || handled.isFull) await wake(runtime, 'process-inbox', {});
    },
    // Paced, so that under load sent, delivered and read of a delivery meet in one sweep and are one write.
    async 'process-statuses'() {
      await sleep(Math.max(0, statusesAfter - performance.now()));
      const began = performance.now();
      statusesAfter = began + STATUS_PACE_MS;
      const swept = await sweepEvents(runtime, 'statuses', record);
      statusesAfter = began + paceAfter(swept);
      if (swept.events > 0) await wake(runtime, 'process-statuses', {});
    },
    async 'drain-slot'({ slot }) {
      if (await drainer.drain(slot)) await wake(runtime, 'drain-slot', { slot });
    },
    async 'fetch-media'() {
      const { released, slots } = await fetchMedia(runtime);
      await wakeSlots(slots);
      if (released > 0) await wake(runtime, 'wake-due', {});
    },
    async 'wake-due'() {
      await expireDue(runtime);
      await wakeSlots(await wakeDue(runtime));
      await joinParkedStatuses(runtime);
    },
    async 'report-due'() {
      const { slots } = await reportDue(runtime);
      await wakeSlots(slots);
    },
    async 'expire-approvals'() {
      const { slots } = await expireDueApprovals(runtime);
      await wakeSlots(slots);
    },
    async 'tell-stops'() {
      await wakeSlots(await tellStops(runtime));
    },
    async 'keep-partitions'() {
      await keepPartitions(runtime);
    },
    async 'clean-up'() {
      // Another process may have done it since this one was woken.
      if (await isCleanUpDue(runtime)) await cleanUp(runtime);
    },
    async 'drop-parked'() {
      await dropParkedStatuses(runtime);
    },
    async 'read-standings'() {
      if ((await readStandings(runtime)) > 0) await wake(runtime, 'wake-due', {});
    },
  };
}

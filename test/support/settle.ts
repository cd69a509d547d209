import { type RecordNews, sweepEvents } from '#inbox/sweep-events.ts';
import { tellStops } from '#ops/tell-stops.ts';
import { expireDueApprovals } from '#outbox/expire-approvals.ts';
import { handleInbound } from '#outbox/handle-inbound.ts';
import { reportDue } from '#outbox/report-due.ts';
import { createDrainer, type Drainer } from '#send/drain-slot.ts';
import { expireDue } from '#send/expire-due.ts';
import { fetchMedia } from '#send/fetch-media.ts';
import { slotsWithWork } from '#send/lane-queries.ts';
import { createSendBatch } from '#send/send-batch.ts';
import { wakeDue } from '#send/wake-due.ts';
import type { Runtime } from '#src/runtime.ts';
import { joinParkedStatuses } from '#status/parked-statuses.ts';
import { recordNews } from '#status/record-news.ts';

// One a runtime, as one a process: a second owner would wait a second of a clock that stands still, since the
// number's pace is shared with the first.
const drainers = new WeakMap<Runtime, Drainer>();

/**
 * Runs every stage until none has anything to do at the runtime's present moment: the same functions that the jobs run,
 * one after another, without a queue and without waiting.
 */
export async function settle(runtime: Runtime): Promise<void> {
  const drainer = drainers.get(runtime) ?? createDrainer(runtime, createSendBatch(runtime));
  drainers.set(runtime, drainer);
  while (await step(runtime, drainer)) {
    // again, until a whole round does nothing
  }
}

async function step(runtime: Runtime, drainer: Drainer): Promise<boolean> {
  const record: RecordNews = (tx, statuses, accounts) => recordNews(runtime, tx, statuses, accounts);
  const swept = await sweepEvents(runtime, 'texts', record);
  const told = await sweepEvents(runtime, 'statuses', record);
  const handled = await handleInbound(runtime);
  const reports = await reportDue(runtime);
  const approvals = await expireDueApprovals(runtime);
  await tellStops(runtime);
  const expired = await expireDue(runtime);
  const media = await fetchMedia(runtime);
  const woken = await wakeDue(runtime);
  const joined = await joinParkedStatuses(runtime);
  const slots = await slotsWithWork(runtime.db);
  for (const slot of slots) await drainer.drain(slot);
  const done =
    reports.looked + approvals.looked + media.looked + expired + woken.size + joined + slots.length;
  return swept.events + told.events + handled.texts + done > 0;
}

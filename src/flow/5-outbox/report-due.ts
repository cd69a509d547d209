import { WINDOW_MS } from '#audience/plan-audience.ts';
import { inSchool, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { PRIORITY } from '#outbox/add-message.ts';
import {
  type DueReport,
  findDueReports,
  lockReport,
  scheduleReport,
  type Tally,
  tallyMessage,
} from '#outbox/outcome-queries.ts';
import { insertMessages } from '#outbox/queries.ts';
import { sayOutcome } from '#outbox/say-outcome.ts';
import { loadSchool, loadStaffAddress } from '#school/queries.ts';
import type { Runtime } from '#src/runtime.ts';
import { textMessages } from '#templates/render-free-form.ts';

const BATCH = 50;
// Looked at 20 s after sending and then less and less often; told at the latest after ten minutes.
const TELL_AT_LATEST_MS = 10 * 60_000;
const GROWTH = 0.6;
const REPORT_LIFE_MS = 60 * 60_000;

/**
 * Tells the writers of messages how they did, once: when every parent is reached or has failed, or when ten minutes
 * have passed. Returns how many were looked at and the slots of the lanes that got something to send.
 */
export async function reportDue(runtime: Runtime): Promise<{ looked: number; slots: Set<number> }> {
  const now = runtime.clock.now();
  const slots = new Set<number>();
  const due = await findDueReports(runtime.db, new Date(now), BATCH);
  for (const report of due) {
    const slot = await inSchool(runtime.db, report.school_id, (tx) => tellOrWait(tx, report, now));
    if (slot !== undefined) slots.add(slot);
  }
  return { looked: due.length, slots };
}

async function tellOrWait(tx: Tx, report: DueReport, now: number): Promise<number | undefined> {
  if (!(await lockReport(tx, report, new Date(now)))) return undefined;
  const tally = await tallyMessage(tx, report.school_id, report.id);
  const age = now - report.created_at.getTime();
  if (tally.waiting > 0 && age < TELL_AT_LATEST_MS) {
    await scheduleReport(
      tx,
      report.school_id,
      report.id,
      new Date(now + Math.min(age * GROWTH, TELL_AT_LATEST_MS - age)),
    );
    return undefined;
  }
  await scheduleReport(tx, report.school_id, report.id, null);
  return tally.total === 0 ? undefined : tell(tx, report, tally, now);
}

async function tell(tx: Tx, report: DueReport, tally: Tally, now: number): Promise<number | undefined> {
  const { school_id: schoolId } = report;
  const author = await loadStaffAddress(tx, schoolId, report.author_id);
  if (!author?.last_inbound_at) return undefined;
  const school = await loadSchool(tx, schoolId);
  const words = await sayOutcome(tx, schoolId, report, tally, author.language, school.halted);
  const payloads = textMessages(words);
  const to = {
    id: author.id,
    kind: 'staff',
    address: author.phone,
    language: author.language,
    about: null,
    windowUntil: new Date(author.last_inbound_at.getTime() + WINDOW_MS),
    parts: payloads.length,
  } as const;
  const message = {
    id: newId(now),
    kind: 'report',
    topic: 'service',
    priority: PRIORITY.reply,
    classId: null,
    authorId: null,
    inboundId: null,
    aboutId: report.id,
    requestId: report.request_id,
    content: { form: 'ready', payloads },
    audience: null,
    recipients: [to],
    excluded: {},
    sendAfter: new Date(now),
    expiresAt: new Date(now + REPORT_LIFE_MS),
    reportAt: null,
  } as const;
  await insertMessages(tx, schoolId, school.sender_id, [{ ...message, recipients: [to] }], new Date(now));
  return school.lane_slot;
}

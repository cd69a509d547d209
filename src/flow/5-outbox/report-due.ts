import { inSchool, type Tx } from '#lib/db.ts';
import { openSession } from '#outbox/answer-texts.ts';
import { followUpAbsences, followUpAt } from '#outbox/follow-up-absences.ts';
import {
  type DueReport,
  findDueReports,
  lockReport,
  scheduleReport,
  type Tally,
  tallyMessage,
} from '#outbox/report-queries.ts';
import { sayOutcome } from '#outbox/say-outcome.ts';
import { sayToStaff } from '#outbox/tell-staff.ts';
import { loadStaffAddress } from '#school/queries.ts';
import type { Runtime } from '#src/runtime.ts';

const BATCH = 50;
// Looked at 20 s after sending and then less and less often; told at the latest after ten minutes.
const TELL_AT_LATEST_MS = 10 * 60_000;
const GROWTH = 0.6;

/**
 * Tells the writers of messages how they did, once: when every parent is reached or has failed, or when ten minutes
 * have passed; of attendance once more in the afternoon. Returns how many were looked at and the slots of the lanes
 * that got something to send.
 */
export async function reportDue(runtime: Runtime): Promise<{ looked: number; slots: Set<number> }> {
  const now = runtime.clock.now();
  const slots = new Set<number>();
  const due = await findDueReports(runtime.db, new Date(now), BATCH);
  for (const report of due) {
    const slot = await inSchool(runtime.db, report.school_id, (tx) => tellOrWait(runtime, tx, report, now));
    if (slot !== undefined) slots.add(slot);
  }
  return { looked: due.length, slots };
}

async function tellOrWait(
  runtime: Runtime,
  tx: Tx,
  report: DueReport,
  now: number,
): Promise<number | undefined> {
  if (!(await lockReport(tx, report, new Date(now)))) return undefined;
  if (report.reported_at) {
    await scheduleReport(tx, report.school_id, report.id, null);
    return followUpAbsences(runtime, tx, report, report.reported_at, now);
  }
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
  // What families answer later, or do not, is told once more, at a set time.
  const later = report.kind === 'attendance' && tally.total > 0 ? followUpAt(now) : null;
  await scheduleReport(tx, report.school_id, report.id, later, new Date(now));
  return tally.total === 0 ? undefined : tell(runtime, tx, report, tally, now);
}

async function tell(
  runtime: Runtime,
  tx: Tx,
  report: DueReport,
  tally: Tally,
  now: number,
): Promise<number | undefined> {
  const { school_id: schoolId, id, request_id } = report;
  const author = await loadStaffAddress(tx, schoolId, report.author_id);
  if (!author) return undefined;
  const session = await openSession(runtime.config, tx, schoolId, [], now);
  const words = await sayOutcome(tx, schoolId, report, tally, author.language, session.school.halted);
  sayToStaff(session, author, request_id, words, id);
  await session.flush();
  return session.school.lane_slot;
}

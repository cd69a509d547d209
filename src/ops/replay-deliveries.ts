import { type Db, inSchool } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import {
  type FailedFilter,
  type LeftOut,
  lockFailed,
  planAgain,
  schoolsWithFailed,
} from '#ops/replay-queries.ts';
import { insertAudit } from '#school/queries.ts';

/** What came of it: how many are planned again (or would be), and how many are left out, by why. */
export type Replayed = { planned: number; leftOut: Partial<Record<LeftOut, number>> };

export type ReplayOrder = FailedFilter & { dryRun: boolean; actor: string; now: number };

// A school's deliveries in one transaction; more are taken by the next run of the command.
const MOST_PER_SCHOOL = 20_000;

/**
 * Plans deliveries that failed for good once more, school by school, each school in one transaction with its line in
 * the audit log. Never what is out of date, was taken back, arrived or was replayed before, nor to people who have
 * opted out or are gone; `unsettled` only when the order names that reason, since it may have arrived. It goes through
 * the school's number of today, to the address of today. Running it twice at once plans nothing twice.
 */
export async function replayDeliveries(db: Db, order: ReplayOrder): Promise<Replayed> {
  const sum: Replayed = { planned: 0, leftOut: {} };
  for (const schoolId of await schoolsWithFailed(db, order)) {
    const { planned, leftOut } = await replayInSchool(db, schoolId, order);
    sum.planned += planned;
    for (const [why, count] of Object.entries(leftOut) as [LeftOut, number][])
      sum.leftOut[why] = (sum.leftOut[why] ?? 0) + count;
  }
  return sum;
}

function replayInSchool(db: Db, schoolId: string, order: ReplayOrder): Promise<Replayed> {
  const { dryRun, actor, now, reason, messageId } = order;
  const at = new Date(now);
  return inSchool(db, schoolId, async (tx) => {
    const failed = await lockFailed(tx, schoolId, order, at, MOST_PER_SCHOOL);
    const again = failed.filter((delivery) => delivery.left_out === null);
    const leftOut: Replayed['leftOut'] = {};
    for (const { left_out: why } of failed) if (why) leftOut[why] = (leftOut[why] ?? 0) + 1;
    if (dryRun || again.length === 0) return { planned: again.length, leftOut };
    await planAgain(tx, schoolId, again, at);
    await insertAudit(tx, schoolId, {
      id: newId(now),
      at,
      actor,
      action: 'delivery.replayed',
      subject: messageId ? `message:${messageId}` : `school:${schoolId}`,
      detail: { planned: again.length, leftOut, ...(reason ? { reason } : {}) },
    });
    return { planned: again.length, leftOut };
  });
}

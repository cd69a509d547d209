import type { Db } from '#lib/db.ts';
import { inTransaction } from '#lib/transaction.ts';
import { takeBackEvents, takeBackTexts } from '#ops/set-aside-queries.ts';

export type ReplayedAside = { events: number; texts: number; tooOld: number };

// What a teacher wrote longer ago would go out as if it were of today.
const OLDEST_MS = 12 * 60 * 60 * 1_000;

/**
 * Gives what was set aside another try: whole events and parts of them are read again from the bytes that came
 * (texts and statuses of the same event that were taken stay as they are), texts that broke their handling are
 * handled again. Each once; what fails again is set aside anew. What is older than half a day is left.
 */
export async function replaySetAside(
  db: Db,
  { kind, now, dryRun }: { kind?: string; now: number; dryRun: boolean },
): Promise<ReplayedAside> {
  return inTransaction(db, async (tx) => {
    const order = { kind: kind ?? null, after: new Date(now - OLDEST_MS), at: new Date(now), dryRun };
    const events = await takeBackEvents(tx, order);
    const texts = await takeBackTexts(tx, order);
    return { events: events.again, texts: texts.again, tooOld: events.tooOld + texts.tooOld };
  });
}

import type { SenderStatus } from '#inbox/sweep-events.ts';
import type { Runtime } from '#src/runtime.ts';
import { recordStatuses } from '#status/record-statuses.ts';

/** Brings statuses to stage 7 as the inbox does, in one transaction, for tests of the stages before it. */
export async function bringStatuses(runtime: Runtime, statuses: SenderStatus[]): Promise<void> {
  await runtime.db.transaction().execute((tx) => recordStatuses(runtime, tx, statuses));
}

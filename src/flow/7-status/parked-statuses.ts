import type { SenderStatus } from '#inbox/sweep-events.ts';
import { inTransaction } from '#lib/transaction.ts';
import { recentSpan } from '#outbox/kept-spans.ts';
import { packDeliveryKey } from '#send/delivery-key.ts';
import type { Runtime } from '#src/runtime.ts';
import { deleteParked, takeKnownParked } from '#status/queries.ts';
import { recordStatuses } from '#status/record-statuses.ts';

/** A status overtakes the answer to its send by seconds, so those parked within this are looked at often. */
export const YOUNG_PARKED_MS = 60_000;

// Counted from when it was parked. What it belongs to is written as soon as the answer to its send is, which an outage may put
// off by hours; after three days it belongs to nothing of ours.
const KEPT_MS = 3 * 24 * 60 * 60 * 1_000;
const BATCH = 500;

/** Gives statuses that were parked within the last minute to the messages that have become known since. Returns how many. */
export async function joinParkedStatuses(runtime: Runtime): Promise<number> {
  return joinSince(runtime, runtime.clock.now() - YOUNG_PARKED_MS);
}

/**
 * Looks at all parked statuses once more, and drops those that nobody has claimed for three days: another program on the
 * same number sent what they are about. The log says how many.
 */
export async function dropParkedStatuses(runtime: Runtime): Promise<{ joined: number; dropped: number }> {
  let joined = 0;
  for (let some = BATCH; some === BATCH; joined += some) some = await joinSince(runtime, 0);
  const dropped = await deleteParked(runtime.db, new Date(runtime.clock.now() - KEPT_MS));
  if (joined + dropped > 0)
    runtime.log.info({ stage: 'status', joined, dropped }, 'parked statuses looked through');
  return { joined, dropped };
}

async function joinSince(runtime: Runtime, since: number): Promise<number> {
  return inTransaction(runtime.db, async (tx) => {
    const parked = await takeKnownParked(tx, new Date(since), BATCH, recentSpan(runtime.clock.now()));
    const statuses = parked.map(
      ({ key, ...p }): SenderStatus => ({
        senderId: p.sender_id,
        phoneNumberId: '',
        wamid: p.wamid,
        status: p.status,
        at: p.at.getTime(),
        opaque: packDeliveryKey(key),
        error: p.error_code === null ? undefined : { code: p.error_code, detail: p.error_detail ?? '' },
      }),
    );
    if (statuses.length > 0) await recordStatuses(runtime, tx, statuses);
    return statuses.length;
  });
}

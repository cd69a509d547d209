import type { SenderStatus } from '#inbox/sweep-events.ts';
import type { Tx } from '#lib/db.ts';
import { chances, decideOutcome } from '#send/decide-outcome.ts';
import { packDeliveryKey } from '#send/delivery-key.ts';
import { markUnreachable, recordOutcomes, stopLane } from '#send/queries.ts';
import type { Runtime } from '#src/runtime.ts';
import { collapseStatuses, type Failure } from '#status/collapse-statuses.ts';
import {
  findByWamid,
  loadFailureFacts,
  parkStatuses,
  recordProgress,
  takeKnownParked,
} from '#status/queries.ts';

/**
 * Writes what Meta says became of our messages, inside the inbox's transaction: an event counts as processed
 * exactly when its statuses are written. Statuses may come early, late, twice and in any order.
 */
export async function recordStatuses(runtime: Runtime, tx: Tx, statuses: SenderStatus[]): Promise<void> {
  const named = await nameForeign(runtime, tx, statuses);
  const { progress, failures } = collapseStatuses(named);
  const order = (k: { key: { schoolId: string; messageId: string; recipientId: string } }) =>
    k.key.schoolId + k.key.messageId + k.key.recipientId;
  progress.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  if (progress.length > 0) await recordProgress(tx, progress);
  if (failures.length > 0)
    await recordFailures(runtime, tx, failures, new Map(named.map((s) => [s.wamid, s.senderId])));
}

/** Gives parked statuses to the messages that have become known since. Returns how many. */
export async function joinParkedStatuses(runtime: Runtime): Promise<number> {
  return runtime.db.transaction().execute(async (tx) => {
    const parked = await takeKnownParked(tx, 500);
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

/** A status without our key is found by Meta's id; one that is not known yet is parked. */
async function nameForeign(runtime: Runtime, tx: Tx, statuses: SenderStatus[]): Promise<SenderStatus[]> {
  const { foreign } = collapseStatuses(statuses);
  if (foreign.length === 0) return statuses;
  const keys = new Map(
    (
      await findByWamid(
        tx,
        foreign.map((s) => s.wamid),
      )
    ).map((k) => [k.wamid, k]),
  );
  const unknown = foreign.filter((s) => !keys.has(s.wamid));
  if (unknown.length > 0) await parkStatuses(tx, unknown, new Date(runtime.clock.now()));
  const isForeign = new Set(foreign);
  return statuses
    .filter((s) => !isForeign.has(s) || keys.has(s.wamid))
    .map((s) => (isForeign.has(s) ? { ...s, opaque: packDeliveryKey(keys.get(s.wamid)!) } : s));
}

async function recordFailures(
  runtime: Runtime,
  tx: Tx,
  failures: Failure[],
  senders: Map<string, string>,
): Promise<void> {
  const facts = await loadFailureFacts(
    tx,
    failures.map((f) => f.key),
  );
  const at = new Date(runtime.clock.now());
  const decisions = failures.flatMap((failure) => {
    const about = facts.get(failure.key.messageId + failure.key.recipientId);
    if (!about) return [];
    const refused = {
      kind: 'refused',
      code: failure.code,
      detail: failure.detail,
      isTransient: false,
    } as const;
    return [{ failure, decision: decideOutcome(refused, failure.key, about, chances(runtime)) }];
  });
  await recordOutcomes(
    tx,
    decisions.map((d) => d.decision.row),
    at,
  );
  const unreachable = decisions.filter((d) => d.decision.personUnreachable).map((d) => d.failure.key);
  if (unreachable.length > 0) await markUnreachable(tx, unreachable, at);
  for (const { failure, decision } of decisions) {
    const senderId = senders.get(failure.wamid);
    if (!decision.stopLane || !senderId) continue;
    if (await stopLane(tx, senderId, decision.stopLane))
      runtime.log.error({ stage: 'status', senderId, ...decision.stopLane }, 'lane stopped');
  }
}

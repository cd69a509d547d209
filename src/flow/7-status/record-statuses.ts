import type { SenderStatus } from '#inbox/sweep-events.ts';
import type { Tx } from '#lib/db.ts';
import { inTurns } from '#lib/in-turns.ts';
import { recentSpan } from '#outbox/kept-spans.ts';
import { chances, decideOutcome } from '#send/decide-outcome.ts';
import { packDeliveryKey } from '#send/delivery-key.ts';
import { stopLane } from '#send/lane-queries.ts';
import { markUnreachable, recordOutcomes } from '#send/queries.ts';
import type { Runtime } from '#src/runtime.ts';
import {
  type Collapsed,
  collapseStatuses,
  type Failure,
  nothingCollapsed,
  type Progress,
} from '#status/collapse-statuses.ts';
import { findByWamid, loadFailureFacts, parkStatuses, recordProgress } from '#status/queries.ts';

// So many take two or three milliseconds. A sweep may hold thousands, and webhooks that just come in wait meanwhile (ADR 46).
const STATUSES_A_TURN = 200;

/**
 * Writes what Meta says became of our messages, inside the inbox's transaction: an event counts as processed
 * exactly when its statuses are written. Statuses may come early, late, twice and in any order.
 */
export async function recordStatuses(runtime: Runtime, tx: Tx, statuses: SenderStatus[]): Promise<void> {
  const collapsed = await collapseInTurns(statuses);
  const isNamed = collapsed.foreign.length === 0;
  const named = isNamed ? statuses : await nameForeign(runtime, tx, statuses, collapsed.foreign);
  const { progress, failures } = isNamed ? collapsed : await collapseInTurns(named);
  // One order for all, so that two that write the same deliveries wait for each other and never in a ring.
  progress.sort((a, b) => (a.id < b.id ? -1 : 1));
  await recordInTurns(tx, progress);
  if (failures.length > 0)
    await recordFailures(runtime, tx, failures, new Map(named.map((s) => [s.wamid, s.senderId])));
}

async function collapseInTurns(statuses: SenderStatus[]): Promise<Collapsed> {
  const collapsed = nothingCollapsed();
  for await (const some of inTurns(statuses, STATUSES_A_TURN)) collapseStatuses(some, collapsed);
  return collapsed;
}

/** A statement for each part, one behind the other on the same connection; the next is worded while one is worked on. */
async function recordInTurns(tx: Tx, progress: Progress[]): Promise<void> {
  const written: Promise<void>[] = [];
  for await (const some of inTurns(progress, STATUSES_A_TURN)) {
    const writing = recordProgress(tx, some);
    writing.catch(() => {}); // heard of below, when all have left
    written.push(writing);
  }
  await Promise.all(written);
}

/** A status without our key is found by Meta's id; one that is not known yet is parked. */
async function nameForeign(
  runtime: Runtime,
  tx: Tx,
  statuses: SenderStatus[],
  foreign: SenderStatus[],
): Promise<SenderStatus[]> {
  const keys = new Map(
    (
      await findByWamid(
        tx,
        foreign.map((s) => s.wamid),
        recentSpan(runtime.clock.now()),
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

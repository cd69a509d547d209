import { outlastTrouble } from '#lib/database-errors.ts';
import { createGroupCommit } from '#lib/group-commit.ts';
import { chances, type Decision, decideOutcome } from '#send/decide-outcome.ts';
import type { DeliveryKey } from '#send/delivery-key.ts';
import { createMessageCache } from '#send/message-cache.ts';
import {
  type AcceptedRow,
  type ClaimedDelivery,
  type MessageToSend,
  markUnreachable,
  recordAccepted,
  recordOutcomes,
  stopLane,
} from '#send/queries.ts';
import { renderDelivery } from '#send/render-delivery.ts';
import type { Runtime } from '#src/runtime.ts';

/**
 * What a lane must know at once, before it claims again: that Meta called it too fast, and when at the latest a
 * request reached Meta (milliseconds since 1970), which is when Meta counts it.
 */
export type LaneNews =
  | { kind: 'slow_down'; senderId: string }
  | { kind: 'arrived'; senderId: string; at: number };

/** Sends what was claimed, all at once over kept-alive connections, and writes down what came of each. */
export type SendBatch = (
  batch: ClaimedDelivery[],
  numbers: Map<string, string>,
  onNews: (news: LaneNews) => void,
) => Promise<void>;

const MAX_GROUP = 500;
// A restart of the database is waited for, since what has been sent cannot be asked for again. Shorter than it
// takes until another process takes the lane over and an urgent send of unknown outcome is repeated.
const PATIENCE_MS = 10_000;

export function createSendBatch(runtime: Runtime): SendBatch {
  const messages = createMessageCache(runtime);
  // Outcomes that come while others are being written share the next statement.
  const accepted = createGroupCommit<AcceptedRow>({
    write: (rows) => {
      const at = new Date(runtime.clock.now());
      return outlastTrouble(() => recordAccepted(runtime.db, rows, at), PATIENCE_MS);
    },
    maxGroup: MAX_GROUP,
    maxWaiting: Number.POSITIVE_INFINITY,
  });
  const others = createGroupCommit<Decision>({
    write: (decisions) => writeDecisions(runtime, decisions),
    maxGroup: MAX_GROUP,
    maxWaiting: Number.POSITIVE_INFINITY,
  });

  const arrivedBy = createArrivalGuess();

  const sendOne = async (
    delivery: ClaimedDelivery,
    message: MessageToSend,
    phoneNumberId: string,
    onNews: (news: LaneNews) => void,
  ): Promise<void> => {
    const key = keyOf(delivery);
    const now = runtime.clock.now();
    const rendered = renderDelivery(message, delivery, now);
    if (rendered.kind !== 'body') {
      return others.add({
        row: {
          key,
          status: rendered.kind === 'expired' ? 'expired' : 'failed',
          wakeAt: null,
          errorCode: null,
          errorDetail: rendered.kind,
          closeWindow: false,
        },
      });
    }
    const result = await runtime.whatsapp.send(phoneNumberId, rendered.body);
    if (result.kind === 'accepted') {
      onNews({ kind: 'arrived', senderId: delivery.sender_id, at: arrivedBy(now, runtime.clock.now()) });
      return accepted.add({ key, wamid: result.wamid });
    }
    const wasFreeForm = delivery.window_until !== null && delivery.window_until.getTime() > now;
    const decision = decideOutcome(
      result,
      key,
      { priority: message.priority, wasFreeForm },
      chances(runtime),
    );
    if (decision.slowLane) onNews({ kind: 'slow_down', senderId: delivery.sender_id });
    if (decision.stopLane) {
      runtime.log.error(
        {
          stage: 'send',
          senderId: delivery.sender_id,
          reason: decision.stopLane.reason,
          code: decision.row.errorCode,
        },
        'lane stopped',
      );
      const { reason, until } = decision.stopLane;
      await outlastTrouble(() => stopLane(runtime.db, delivery.sender_id, reason, until), PATIENCE_MS);
    }
    runtime.log.info(
      {
        stage: 'send',
        requestId: message.request_id,
        messageId: message.id,
        outcome: result.kind,
        code: decision.row.errorCode,
        becomes: decision.row.status,
      },
      'not accepted',
    );
    return others.add(decision);
  };

  return async (batch, numbers, onNews) => {
    const found = await outlastTrouble(() => messages.load(batch), PATIENCE_MS);
    const sends = batch.map((delivery) =>
      sendOne(delivery, found.get(delivery.message_id)!, numbers.get(delivery.sender_id)!, onNews),
    );
    const failures = (await Promise.allSettled(sends)).filter((sent) => sent.status === 'rejected');
    if (failures.length > 0) throw failures[0]!.reason;
    runtime.log.debug(
      {
        stage: 'send',
        count: batch.length,
        requestIds: [...new Set([...found.values()].map((m) => m.request_id))],
      },
      'batch sent',
    );
  };
}

// As many requests open the connections; what they take longer for is no measure of the way to Meta.
const FIRST_REQUESTS = 256;

/**
 * When a request reached Meta at the latest: its answer came, less the shortest time that there and back has ever
 * taken. So a request that was held up on this side counts late, and the distance to Meta costs no pace.
 */
function createArrivalGuess(): (left: number, answered: number) => number {
  let answers = 0;
  let shortest = Number.POSITIVE_INFINITY;
  return (left, answered) => {
    answers += 1;
    if (answers <= FIRST_REQUESTS) return answered;
    shortest = Math.min(shortest, answered - left);
    return answered - shortest;
  };
}

async function writeDecisions(runtime: Runtime, decisions: Decision[]): Promise<void> {
  const at = new Date(runtime.clock.now());
  const rows = decisions.map((d) => d.row);
  await outlastTrouble(() => recordOutcomes(runtime.db, rows, at), PATIENCE_MS);
  const unreachable = decisions.filter((d) => d.personUnreachable).map(({ row }) => row.key);
  if (unreachable.length > 0)
    await outlastTrouble(() => markUnreachable(runtime.db, unreachable, at), PATIENCE_MS);
}

function keyOf(d: ClaimedDelivery): DeliveryKey {
  return {
    schoolId: d.school_id,
    messageId: d.message_id,
    recipientId: d.recipient_id,
    part: d.part,
    attempt: d.attempt,
  };
}

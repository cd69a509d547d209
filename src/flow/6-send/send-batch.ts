import { setImmediate } from 'node:timers/promises';
import { outlastTrouble } from '#lib/database-errors.ts';
import { chances, decideOutcome } from '#send/decide-outcome.ts';
import type { DeliveryKey } from '#send/delivery-key.ts';
import { gatherOutcomes, type Outcomes, PATIENCE_MS } from '#send/gather-outcomes.ts';
import { stopLane } from '#send/lane-queries.ts';
import { createMessageCache } from '#send/message-cache.ts';
import type { ClaimedDelivery, MessageToSend } from '#send/queries.ts';
import { renderDelivery } from '#send/render-delivery.ts';
import type { Runtime } from '#src/runtime.ts';
import { isOfToken } from '#whatsapp/classify-code.ts';
import type { GraphCalls } from '#whatsapp/client.ts';

/**
 * What a lane must know at once, before it claims again: that Meta called it too fast or gave no answer, and when at the latest a
 * request reached Meta (milliseconds since 1970), which is when Meta counts it.
 */
export type LaneNews =
  | { kind: 'slow_down'; senderId: string }
  | { kind: 'unanswered'; senderId: string }
  | { kind: 'arrived'; senderId: string; at: number };

/**
 * The number that a lane sends from, with which token, and until when: on the clock of `performance.now()`, which goes on while a process is
 * stopped. After that the lease is no longer ours, and what has not left is left to whoever takes the lane over.
 */
export type Wire = {
  phoneNumberId: string;
  whatsapp: GraphCalls;
  /** Which of the number's own tokens `whatsapp` uses; null: the platform's. */
  tokenNo: number | null;
  mayLeaveUntil: number;
};

/** Sends what was claimed over kept-alive connections, nobody waiting for an answer to another, and writes down what came of each. */
export type SendBatch = (
  batch: ClaimedDelivery[],
  wires: Map<string, Wire>,
  onNews: (news: LaneNews) => void,
) => Promise<void>;

// A request leaves at the next turn of the loop, when its connection has been found alive. So a batch is begun in parts, each
// twice as large as the one before: the first is on its way while the next is worded, and few turns are waited for.
const FIRST_PART = 5;

export function createSendBatch(runtime: Runtime): SendBatch {
  const messages = createMessageCache();
  const arrivedBy = createArrivalGuess();

  const sendOne = async (
    delivery: ClaimedDelivery,
    message: MessageToSend,
    wire: Wire,
    outcomes: Outcomes,
    onNews: (news: LaneNews) => void,
  ): Promise<void> => {
    const key = keyOf(delivery);
    const now = runtime.clock.now();
    const rendered = renderDelivery(message, delivery, key, now);
    if (rendered.kind !== 'body') {
      return outcomes.other({
        row: {
          key,
          status: rendered.kind === 'expired' ? 'expired' : 'failed',
          wakeAt: null,
          errorCode: null,
          errorDetail: rendered.kind,
          unknownSince: null,
          closeWindow: false,
          spared: false,
        },
      });
    }
    const result = await wire.whatsapp.send(wire.phoneNumberId, rendered.json, wire.mayLeaveUntil);
    if (result.kind === 'accepted') {
      onNews({ kind: 'arrived', senderId: delivery.sender_id, at: arrivedBy(now, runtime.clock.now()) });
      return outcomes.accepted({ key, wamid: result.wamid });
    }
    const wasFreeForm = delivery.window_until !== null && delivery.window_until > now;
    const decision = decideOutcome(
      result,
      key,
      { priority: message.priority, wasFreeForm, spared: delivery.spared },
      { ...chances(runtime), leftAt: now },
    );
    if (decision.row.status === 'unknown') onNews({ kind: 'unanswered', senderId: delivery.sender_id });
    if (decision.slowLane) onNews({ kind: 'slow_down', senderId: delivery.sender_id });
    const { stopLane: stop } = decision;
    if (stop) {
      const { tokenNo } = wire;
      const isNews = await outlastTrouble(
        () => stopLane(runtime.db, delivery.sender_id, isOfToken(stop) ? { ...stop, tokenNo } : stop),
        PATIENCE_MS,
      );
      if (isNews) runtime.log.error({ stage: 'send', senderId: delivery.sender_id, ...stop }, 'lane stopped');
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
    return outcomes.other(decision);
  };

  return async (batch, wires, onNews) => {
    const outcomes = gatherOutcomes(runtime);
    let failed: { error: unknown } | undefined;
    const sends: Promise<void>[] = [];
    for (let part = FIRST_PART; sends.length < batch.length; part *= 2) {
      if (sends.length > 0) await setImmediate();
      for (const delivery of batch.slice(sends.length, sends.length + part)) {
        const wire = wires.get(delivery.sender_id)!;
        sends.push(
          sendOne(delivery, messages.firstOf(delivery.message), wire, outcomes, onNews).catch((error) => {
            failed ??= { error };
          }),
        );
      }
    }
    await Promise.all(sends);
    await outcomes.finish();
    if (failed) throw failed.error;
    if (runtime.log.isLevelEnabled('debug')) {
      const requestIds = [...new Set(batch.map(({ message }) => message.request_id))];
      runtime.log.debug({ stage: 'send', count: batch.length, requestIds }, 'batch sent');
    }
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

function keyOf(d: ClaimedDelivery): DeliveryKey {
  return {
    schoolId: d.school_id,
    messageId: d.message_id,
    recipientId: d.recipient_id,
    part: d.part,
    attempt: d.attempt,
  };
}

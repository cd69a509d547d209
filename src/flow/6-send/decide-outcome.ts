import type { SettlementWaits } from '#send/decide-settlement.ts';
import type { DeliveryKey } from '#send/delivery-key.ts';
import type { OutcomeRow } from '#send/queries.ts';
import type { Runtime } from '#src/runtime.ts';
import { backoffMs, classifyCode, type FailureReason } from '#whatsapp/classify-code.ts';
import type { SendResult } from '#whatsapp/client.ts';

/** What follows from a send that was not accepted: for the delivery, the person, the lane. */
export type Decision = {
  row: OutcomeRow;
  personUnreachable?: boolean;
  stopLane?: { reason: FailureReason; until: Date | null; code: number };
  slowLane?: boolean;
};

/** What is known of the delivery: how urgent, in which form it went, and how many of its tries do not count. */
export type FailureFacts = { priority: number; wasFreeForm: boolean; spared: number };

// After so many tries that count a delivery has failed for good, with its reason.
const MAX_ATTEMPTS = 8;
const STOPPED_LANE_RETRY_MS = 60_000;

/** The one place where a result becomes a decision: from the answer to a send, and from a `failed` status alike. */
export function decideOutcome(
  result: Exclude<SendResult, { kind: 'accepted' }>,
  key: DeliveryKey,
  facts: FailureFacts,
  { now, random, settleMs, leftAt = now }: Chances,
): Decision {
  const later = (ms: number) => new Date(now + ms);
  const row = (over: Partial<OutcomeRow>): OutcomeRow => ({
    key,
    status: 'failed',
    wakeAt: null,
    errorCode: result.kind === 'refused' ? result.code : null,
    errorDetail: null,
    unknownSince: null,
    closeWindow: false,
    spared: false,
    ...over,
  });
  const tries = key.attempt - facts.spared;
  const retryAfter = (outcome: { delayMs: number; growth: number }): OutcomeRow =>
    tries >= MAX_ATTEMPTS
      ? row({ errorDetail: 'gave_up' })
      : row({ status: 'planned', wakeAt: later(backoffMs(outcome, tries, random)) });
  const unsettled = (detail: string): OutcomeRow =>
    row({
      status: 'unknown',
      wakeAt: later(settleMs.notTaken),
      unknownSince: new Date(leftAt),
      errorDetail: detail,
    });

  // Nothing left this machine: it is tried until the message is no longer worth sending.
  if (result.kind === 'not_sent')
    return {
      row: row({ status: 'planned', wakeAt: later(unreachableMs(key.attempt, random)), spared: true }),
    };
  if (result.kind === 'unknown') return { row: unsettled(result.reason) };

  // The window closed between planning and sending: the template says the same.
  if (result.code === WINDOW_CLOSED && facts.wasFreeForm)
    return { row: row({ status: 'planned', wakeAt: later(0), closeWindow: true }) };

  const outcome = classifyCode(result.code, result.isTransient);
  switch (outcome.kind) {
    case 'ambiguous':
      return { row: unsettled(result.detail) };
    case 'retry':
      return { row: retryAfter(outcome), slowLane: outcome.slowLane };
    case 'reject':
      return { row: row({ errorDetail: outcome.reason }) };
    case 'person':
      return {
        row: row({ errorDetail: outcome.reason }),
        personUnreachable: outcome.reason === 'not_on_whatsapp',
      };
    case 'stop_lane': {
      // Meta took nothing, so it waits for the lane without counting against the delivery.
      const until = outcome.resumeAfterMs === undefined ? null : later(outcome.resumeAfterMs);
      return {
        row: row({
          status: 'planned',
          wakeAt: later(STOPPED_LANE_RETRY_MS),
          errorDetail: outcome.reason,
          spared: true,
        }),
        stopLane: { reason: outcome.reason, until, code: result.code },
      };
    }
  }
}

const WINDOW_CLOSED = 131047;

const LONGEST_UNREACHABLE_MS = 60_000;

function unreachableMs(attempt: number, random: number): number {
  return Math.min(LONGEST_UNREACHABLE_MS, backoffMs({ delayMs: 1_000, growth: 2 }, attempt, random));
}

/**
 * What a decision takes from outside: the time, a throw of the dice, how long an unknown outcome may stay so, and when
 * the request left, where that was before now.
 */
export type Chances = { now: number; random: number; settleMs: SettlementWaits; leftAt?: number };

export function chances({ clock, config }: Runtime): Chances {
  const settleMs = {
    notTaken: config.NOT_TAKEN_AFTER_SECONDS * 1_000,
    notTakenAfterGap: config.NOT_TAKEN_AFTER_GAP_SECONDS * 1_000,
    urgent: config.UNSETTLED_URGENT_WAIT_SECONDS * 1_000,
    other: config.UNSETTLED_WAIT_SECONDS * 1_000,
  };
  return { now: clock.now(), random: clock.random(), settleMs };
}

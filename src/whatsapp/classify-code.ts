/**
 * What a send came to, as far as the lane must know (design principle: one table of codes).
 * - `retry`       the same send again after `delayMs`, growing with each attempt
 * - `reject`      this delivery cannot be made; the others can
 * - `person`      this person cannot be reached or does not want it; nothing more to them
 * - `stop_lane`   nothing more goes through this number until a human or time mends it
 * - `ambiguous`   Meta may or may not have taken it: wait for a status that names it
 */
export type CodeOutcome =
  | { kind: 'retry'; delayMs: number; growth: number; slowLane?: boolean }
  | { kind: 'reject'; reason: FailureReason }
  | { kind: 'person'; reason: FailureReason }
  | { kind: 'stop_lane'; reason: FailureReason; resumeAfterMs?: number }
  | { kind: 'ambiguous' };

/** Why a delivery failed, as a school is told; the sentences are in the catalogue. */
export type FailureReason =
  | 'not_on_whatsapp'
  | 'blocked'
  | 'opted_out'
  | 'window_closed'
  | 'template_problem'
  | 'content_refused'
  | 'media_refused'
  | 'token'
  | 'permission'
  | 'payment'
  | 'policy'
  | 'quality'
  | 'number_setup'
  | 'country'
  | 'held_back'
  | 'gave_up'
  | 'unsettled'
  | 'other';

// No such number, or not for this token.
const NO_SUCH_NUMBER = 33;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const retry = (delayMs: number, growth = 2): CodeOutcome => ({ kind: 'retry', delayMs, growth });
const reject = (reason: FailureReason): CodeOutcome => ({ kind: 'reject', reason });
const person = (reason: FailureReason): CodeOutcome => ({ kind: 'person', reason });
const stop = (reason: FailureReason, resumeAfterMs?: number): CodeOutcome => ({
  kind: 'stop_lane',
  reason,
  resumeAfterMs,
});
const ambiguous: CodeOutcome = { kind: 'ambiguous' };

/** Meta's codes, cloud-api.md section 4. What is not listed is rejected as `other`, unless Meta calls it transient. */
const table = new Map<number, CodeOutcome>([
  [0, stop('token')],
  [190, stop('token')],
  [3, stop('permission')],
  [10, stop('permission')],
  ...range(200, 299, stop('permission')),
  [131005, stop('permission')],
  [1, ambiguous],
  [2, ambiguous],
  [131000, ambiguous],
  [131016, ambiguous],
  [4, retry(MINUTE)],
  [80007, retry(MINUTE)],
  [NO_SUCH_NUMBER, stop('number_setup')],
  [100, reject('content_refused')],
  [131008, reject('content_refused')],
  [131009, reject('content_refused')],
  [368, stop('policy')],
  [131031, stop('policy')],
  [130403, person('blocked')],
  [130429, { kind: 'retry', delayMs: SECOND, growth: 2, slowLane: true }],
  [130472, reject('held_back')],
  [130497, reject('country')],
  [131021, reject('content_refused')],
  [131026, person('not_on_whatsapp')],
  [131030, reject('number_setup')],
  [131037, stop('number_setup')],
  [131042, stop('payment')],
  [131045, stop('number_setup')],
  [131047, reject('window_closed')],
  [131048, stop('quality', 6 * HOUR)],
  [131049, reject('held_back')],
  [131050, person('opted_out')],
  [131051, reject('content_refused')],
  [131052, retry(5 * SECOND)],
  [131053, reject('media_refused')],
  [131056, retry(4 * SECOND, 4)],
  [131057, retry(MINUTE)],
  [131055, reject('other')],
  [131062, reject('other')],
  [131063, reject('other')],
  [131064, stop('quality', HOUR)],
  ...[132000, 132001, 132005, 132008, 132012, 132015, 132016, 132018, 132068, 132069].map(
    entry(reject('template_problem')),
  ),
  [132007, reject('policy')],
  [133004, retry(10 * SECOND)],
  ...[133000, 133005, 133006, 133008, 133009, 133010, 133015, 133016].map(entry(stop('number_setup'))),
  [134011, stop('payment')],
  ...[134100, 134101, 134102].map(entry(reject('other'))),
  [135000, reject('content_refused')],
  [137000, reject('other')],
]);

/** The outcome of a Meta error code, whether it came as the answer to a send or in a `failed` status. */
export function classifyCode(code: number, isTransient = false): CodeOutcome {
  return table.get(code) ?? (isTransient ? retry(5 * SECOND) : reject('other'));
}

/** Whether another token may lift such a stop: this one has ended, may not do it, or does not see the number. */
export function isOfToken({ reason, code }: { reason: FailureReason; code: number | null }): boolean {
  return reason === 'token' || reason === 'permission' || code === NO_SUCH_NUMBER;
}

/**
 * When to try again: `delayMs · growth^(attempt-1)`, an hour at most, with up to a fifth of it more so that
 * what failed together does not return together.
 * @param attempt how many tries were made, from 1
 * @param random from 0 up to 1
 */
export function backoffMs(
  outcome: { delayMs: number; growth: number },
  attempt: number,
  random: number,
): number {
  return Math.round(Math.min(outcome.delayMs * outcome.growth ** (attempt - 1), HOUR) * (1 + random / 5));
}

function range(from: number, to: number, outcome: CodeOutcome): [number, CodeOutcome][] {
  return Array.from({ length: to - from + 1 }, (_, i) => [from + i, outcome]);
}

function entry(outcome: CodeOutcome): (code: number) => [number, CodeOutcome] {
  return (code) => [code, outcome];
}

import { randomFillSync } from 'node:crypto';

const pool = Buffer.allocUnsafeSlow(16 * 512);
let taken = pool.length;
let lastMs = 0;
let sequence = 0;

/**
 * A time-ordered id (UUID version 7, RFC 9562 with method 1: the 12 bits after the time count up).
 * Ids that one process makes one after another sort in that order; over 4,096 in a millisecond borrow the next one.
 * @param at milliseconds since 1970 (UTC)
 */
export function newId(at: number): string {
  if (taken === pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const bytes = pool.subarray(taken, taken + 16);
  taken += 16;
  step(at);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The instant inside a time-ordered id, in milliseconds since 1970. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** No time-ordered id of this instant or later is lower: `uuid_v7_floor` of the database. */
export function lowestId(at: number): string {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** Ids from `from`, before `to`. */
export type IdSpan = { from: string; to: string };

/** Every id there can be. */
export const EVERY_ID: IdSpan = {
  from: '00000000-0000-0000-0000-000000000000',
  to: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

const STRETCH_MS = 2 ** 26;

/** The stretches of time, of nearly 19 hours each, in which the ids of a span lie: `stretch_of_id` of the database. */
export function stretchesOf({ from, to }: IdSpan): number[] {
  const first = Math.floor(timeOfId(from) / STRETCH_MS);
  const last = Math.floor(timeOfId(to) / STRETCH_MS);
  return Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
}

// A clock that steps back a little keeps the order; one that was set back by more starts anew.
const SMALL_STEP_BACK_MS = 1_000;

function step(at: number): void {
  if (at > lastMs || at < lastMs - SMALL_STEP_BACK_MS) {
    lastMs = at;
    sequence = 0;
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
}

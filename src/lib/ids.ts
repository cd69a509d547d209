import { randomFillSync } from 'node:crypto';

const pool = Buffer.allocUnsafeSlow(16 * 512);
let taken = pool.length;

/**
 * A time-ordered id (UUID version 7, RFC 9562): 48 bits of milliseconds, then random.
 * Ids of one process made in the same millisecond are not ordered among themselves; order that matters is a column.
 * @param at milliseconds since 1970 (UTC)
 */
export function newId(at: number): string {
  if (taken === pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const bytes = pool.subarray(taken, taken + 16);
  taken += 16;
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The instant inside a time-ordered id, in milliseconds since 1970. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

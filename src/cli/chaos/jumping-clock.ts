import { readFileSync, watchFile } from 'node:fs';

/**
 * Loaded before a process of a chaos run: the time of day is as far off as the file in CHAOS_CLOCK says (milliseconds),
 * and jumps when that changes. The monotonic clock goes on, as it does when somebody sets the clock of a machine.
 */
const file = process.env.CHAOS_CLOCK!;
const RealDate = Date;
let offBy = Number(readFileSync(file, 'utf8'));
watchFile(file, { interval: 100, persistent: false }, () => {
  offBy = Number(readFileSync(file, 'utf8')) || 0;
});

globalThis.Date = class extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(RealDate.now() + offBy);
    else super(...(given as [number]));
  }
  static override now(): number {
    return RealDate.now() + offBy;
  }
} as DateConstructor;

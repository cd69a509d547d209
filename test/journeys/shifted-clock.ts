import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Closing } from '#test/support/close-backwards.ts';
import { ROOT } from '#test/support/run-folder.ts';
import { SCHOOL_DAY } from '#test/support/small-school.ts';

/**
 * The clock of a school day for simulator and processes, whatever the day is here. It goes on; put forward, it is what the
 * next process finds (those that run follow slowly).
 */
export function startShiftedClock(t: Closing): {
  now(): number;
  putForward(seconds: number): void;
  env: Record<string, string>;
} {
  const folder = mkdtempSync(join(tmpdir(), 'chautari-clock-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'clock');
  let offBy = SCHOOL_DAY - Date.now();
  writeFileSync(file, String(offBy));
  const preload = pathToFileURL(join(ROOT, 'src/cli/chaos/jumping-clock.ts')).href;
  return {
    now: () => Date.now() + offBy,
    putForward(seconds) {
      offBy += seconds * 1_000;
      writeFileSync(file, String(offBy));
    },
    env: { CHAOS_CLOCK: file, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${preload}`.trim() },
  };
}

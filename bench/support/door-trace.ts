import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DoorTrace } from '#bench/support/trace-door.ts';

/** Lets a process of Chautari, started with `execArgv`, leave its trace when it ends; `read` is for then. */
export function createDoorTrace(): { execArgv: string[]; read(): DoorTrace; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'chautari-trace-'));
  const file = join(folder, 'trace.json');
  // Nothing but the process that answers webhooks has a trace to leave; a worker beside it leaves it alone.
  process.env.TRACE_FILE = file;
  return {
    execArgv: ['--import', join(import.meta.dirname, 'trace-door.ts')],
    read: () => JSON.parse(readFileSync(file, 'utf8')) as DoorTrace,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

import { execFileSync } from 'node:child_process';
import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { sendSignal } from '#lib/embedded-process.ts';
import { isWholeFile } from './report-run.ts';
import { ROOT } from './run-folder.ts';

/** No file of tests needs longer, on a slow machine either. */
const FILE_LIMIT_MS = 3 * 60_000;

/**
 * Passes the events of a run on, and kills the process of a file that does not end: Node's own time limit is
 * for the tests inside, and leaves a process that something keeps open waiting for ever. The file then fails.
 */
export async function* endStuckFiles(
  events: AsyncIterable<TestEvent>,
  write: (text: string) => void,
): AsyncGenerator<TestEvent> {
  const begun = new Map<string, number>();
  const watch = setInterval(() => {
    for (const [file, at] of begun) {
      if (performance.now() - at < FILE_LIMIT_MS) continue;
      begun.delete(file);
      write(`${relative(ROOT, file)} did not end within ${FILE_LIMIT_MS / 1_000} s and is ended now\n`);
      for (const pid of childrenRunning(file)) sendSignal(pid, 'SIGKILL');
    }
  }, 1_000);
  try {
    for await (const event of events) {
      if (event.type === 'test:dequeue' && isWholeFile(event.data))
        begun.set(event.data.file!, performance.now());
      if (event.type === 'test:complete' && isWholeFile(event.data)) begun.delete(event.data.file!);
      yield event;
    }
  } finally {
    clearInterval(watch);
  }
}

/** Our own child processes whose last argument is the file. */
function childrenRunning(file: string): number[] {
  const table = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const rows = table.split('\n').map((row) => /^\s*(\d+)\s+(\d+)\s+(.*?)\s*$/.exec(row));
  return rows.flatMap((row) =>
    Number(row?.[2]) === process.pid && row![3]!.endsWith(file) ? [Number(row![1])] : [],
  );
}

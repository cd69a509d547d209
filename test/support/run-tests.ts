import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { endStuckFiles } from './end-stuck-files.ts';
import { listTestFiles } from './list-test-files.ts';
import { inOwnRun } from './own-run.ts';
import { type RunNotes, reportFiles, takeNotes } from './report-run.ts';
import { ROOT } from './run-folder.ts';

const paths = process.argv.slice(2);
const { files, missing } = listTestFiles(paths, process.cwd());
if (missing.length > 0 || files.length === 0) {
  const where = missing.length > 0 ? missing.join(', ') : ROOT;
  process.stderr.write(`No test was run: there is no file named *.test.ts at ${where}.\n`);
  process.exit(1);
}
process.chdir(ROOT);

await inOwnRun(async (stopped) => {
  const begun = performance.now();
  // One more than there are cores: half of what journeys do is to wait for processes, clocks and disks.
  const concurrency = Math.min(8, availableParallelism() + 1);
  write(`Running ${files.length} test files, ${concurrency} at a time.\n`);
  const notes: RunNotes = { ran: 0, failed: false, skips: new Map(), empty: [] };
  const events = endStuckFiles(run({ files, concurrency, signal: stopped, cwd: ROOT }), write);
  // A few files are watched test by test; all of them, file by file.
  const report = paths.length > 0 ? takeNotes(events, notes) : reportFiles(takeNotes(events, notes), write);
  const printer = new spec();
  printer.pipe(process.stdout, { end: false });
  for await (const event of report) printer.write(event);
  await new Promise<void>((resolve) => printer.once('end', resolve).end());
  conclude(notes, stopped.aborted, performance.now() - begun);
});

function conclude(notes: RunNotes, wasStopped: boolean, tookMs: number): void {
  for (const [reason, files] of notes.skips) write(`Skipped in ${listed(files)}: ${reason}\n`);
  if (notes.empty.length > 0) write(`No test was run in ${listed(notes.empty)}\n`);
  const passed = !wasStopped && !notes.failed && notes.empty.length === 0 && notes.ran > 0;
  write(
    `\n${passed ? `All ${notes.ran} tests passed` : closingWord(notes, wasStopped)} in ${(tookMs / 1_000).toFixed(1)} s.\n`,
  );
  if (!passed) process.exitCode ??= 1;
}

function closingWord(notes: RunNotes, wasStopped: boolean): string {
  if (wasStopped) return 'Stopped';
  return notes.ran === 0 ? 'No test was run' : 'Not every test passed';
}

function listed(files: Iterable<string>): string {
  return [...files].map((file) => relative(ROOT, file)).join(', ');
}

function write(text: string): void {
  process.stdout.write(text);
}

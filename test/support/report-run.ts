import { relative, resolve } from 'node:path';
import type { EventData } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { ROOT } from './run-folder.ts';

type Events = AsyncIterable<TestEvent>;
type TestEnd = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

export type RunNotes = {
  /** Tests that were not skipped. */
  ran: number;
  failed: boolean;
  /** Reason → files. */
  skips: Map<string, Set<string>>;
  /** Files that hold no test, which Node counts as a test that passed. */
  empty: string[];
};

/** Passes the events of a run on and counts what Node's own summary does not tell. */
export async function* takeNotes(events: Events, notes: RunNotes): AsyncGenerator<TestEvent> {
  for await (const event of events) {
    if (event.type === 'test:fail') notes.failed = true;
    if (event.type === 'test:pass' || event.type === 'test:fail') noteTest(event, notes);
    yield event;
  }
}

/**
 * Writes one line for each file that ends, and what a failing one printed. Passes on only what Node's `spec`
 * reporter needs to show the failures and its closing lines.
 */
export async function* reportFiles(events: Events, write: (text: string) => void): AsyncGenerator<TestEvent> {
  const tallies = new Map<string, Tally>();
  for await (const event of events) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      tallyOf(tallies, event.data).printed += event.data.message;
    } else if (event.type === 'test:complete') {
      // Comes at once, while other events wait for the files that were started earlier.
      const tally = tallyOf(tallies, event.data);
      if (isWholeFile(event.data)) writeFile(event.data, tally, write);
      else countTest(event.data, tally);
    } else if (isForTheEnd(event)) yield event;
  }
}

type Tally = { tests: number; skipped: number; failed: boolean; printed: string };

function tallyOf(tallies: Map<string, Tally>, data: { file?: string }): Tally {
  const file = entryFileOf(data);
  const tally = tallies.get(file) ?? { tests: 0, skipped: 0, failed: false, printed: '' };
  tallies.set(file, tally);
  return tally;
}

function countTest({ details, skip, todo }: EventData.TestComplete, tally: Tally): void {
  if (!details.passed && !todo) tally.failed = true;
  if (details.type === 'suite') return;
  tally.tests += 1;
  if (skip !== undefined && skip !== false) tally.skipped += 1;
}

function writeFile(
  { file, details }: EventData.TestComplete,
  tally: Tally,
  write: (text: string) => void,
): void {
  const passed = details.passed && !tally.failed;
  const counts =
    tally.skipped > 0 ? `${tally.tests} tests, ${tally.skipped} skipped` : `${tally.tests} tests`;
  const took = `${(details.duration_ms / 1_000).toFixed(1)} s`;
  write(`${passed ? '✔' : '✖'} ${relative(ROOT, file!)}  ${counts}, ${took}\n`);
  if (!passed) write(tally.printed);
}

/** A test may be defined in another file than the one that was run. */
function entryFileOf(data: { file?: string }): string {
  return 'entryFile' in data && typeof data.entryFile === 'string' ? data.entryFile : (data.file ?? '');
}

function noteTest({ type, data }: TestEnd, notes: RunNotes): void {
  const { skip } = data;
  const file = entryFileOf(data);
  if (data.details.type === 'suite' || data.todo) return;
  if (isWholeFile(data)) {
    if (type === 'test:pass') notes.empty.push(file);
  } else if (skip !== undefined && skip !== false) {
    const reason = skip === true ? 'no reason is given' : skip;
    notes.skips.set(reason, (notes.skips.get(reason) ?? new Set()).add(file));
  } else notes.ran += 1;
}

/** The process of a file is itself an event of the run; its name is the file's. */
export function isWholeFile({
  name,
  nesting,
  file,
}: {
  name: string;
  nesting: number;
  file?: string;
}): boolean {
  return nesting === 0 && file !== undefined && resolve(ROOT, name) === file;
}

function isForTheEnd(event: TestEvent): boolean {
  if (event.type === 'test:diagnostic') return event.data.nesting === 0 && !event.data.file;
  return event.type === 'test:fail' || event.type === 'test:summary';
}

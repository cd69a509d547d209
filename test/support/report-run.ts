import { relative, resolve } from 'node:path';
import type { EventData } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { ROOT } from './run-folder.ts';

type Events = AsyncIterable<TestEvent>;

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
    if (event.type === 'test:pass' || event.type === 'test:fail') noteTest(event.data, notes);
    yield event;
  }
}

/**
 * Writes one line for each file that ends, and what a failing one printed. Passes on only what Node's `spec`
 * reporter needs to show the failures and its closing lines.
 */
export async function* reportFiles(events: Events, write: (text: string) => void): AsyncGenerator<TestEvent> {
  const summaries = new Map<string, EventData.TestSummary>();
  const printed = new Map<string, string>();
  for await (const event of events) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      const { file, message } = event.data;
      printed.set(file, (printed.get(file) ?? '') + message);
    } else if (event.type === 'test:summary' && event.data.file) summaries.set(event.data.file, event.data);
    else if (event.type === 'test:complete' && isWholeFile(event.data)) {
      const { file } = event.data;
      const summary = summaries.get(file!);
      const passed = summary?.success === true && event.data.details.passed;
      write(lineFor(file!, passed, summary, event.data.details.duration_ms));
      if (!passed) write(printed.get(file!) ?? '');
    } else if (isForTheEnd(event)) yield event;
  }
}

function noteTest(data: EventData.TestPass | EventData.TestFail, notes: RunNotes): void {
  const { file = '', skip } = data;
  if (data.details.type === 'suite' || data.todo) return;
  if (isWholeFile(data)) notes.empty.push(file);
  else if (skip !== undefined && skip !== false) {
    const reason = skip === true ? 'no reason is given' : skip;
    notes.skips.set(reason, (notes.skips.get(reason) ?? new Set()).add(file));
  } else notes.ran += 1;
}

/** The process of a file is itself an event of the run; its name is the file's. */
function isWholeFile({ name, nesting, file }: { name: string; nesting: number; file?: string }): boolean {
  return nesting === 0 && file !== undefined && resolve(ROOT, name) === file;
}

function isForTheEnd(event: TestEvent): boolean {
  if (event.type === 'test:diagnostic') return event.data.nesting === 0 && !event.data.file;
  return event.type === 'test:fail' || event.type === 'test:summary';
}

function lineFor(
  file: string,
  passed: boolean,
  summary: EventData.TestSummary | undefined,
  tookMs: number,
): string {
  const { tests = 0, skipped = 0 } = summary?.counts ?? {};
  const counts = skipped > 0 ? `${tests} tests, ${skipped} skipped` : `${tests} tests`;
  return `${passed ? '✔' : '✖'} ${relative(ROOT, file)}  ${counts}, ${(tookMs / 1_000).toFixed(1)} s\n`;
}

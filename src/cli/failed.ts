import { parseArgs } from 'node:util';
import { countFailed } from '#ops/replay-queries.ts';
import { FILTER_FLAGS, filterOf } from '#src/cli/failed-filter.ts';
import { printTable } from '#src/cli/print-table.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { withReports } from '#src/cli/with-database.ts';

const USAGE = `Usage: bin/chautari failed [--school ID] [--message ID] [--reason R] [--since 2026-11-20] [--database-url URL]

Counts the deliveries that failed for good, by school and reason; ids only, no names or numbers.
REPLAYED are those that failed again after a replay.

  --reason R     not_on_whatsapp, token, template_problem, gave_up, unsettled, … as listed
  --since DATE   a date, or an instant such as 2026-11-20T08:00Z; without it the last seven days

bin/chautari replay plans them again. docs/runbook.md says what each reason asks for.`;

/** `bin/chautari failed`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'failed');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const filter = filterOf(flags, Date.now());
  const counts = await withReports(flags['database-url'], (tx) => countFailed(tx, filter));
  if (counts.length === 0) {
    console.log(`Nothing failed since ${filter.since.toISOString()}.`);
    return 0;
  }
  printTable(
    ['SCHOOL', 'REASON', 'DELIVERIES', 'MESSAGES', 'REPLAYED', 'LAST'],
    counts.map((c) => [c.school_id, c.reason, c.deliveries, c.messages, c.replayed, c.last.toISOString()]),
  );
  return 0;
}

const FLAGS = { help: { type: 'boolean' }, ...FILTER_FLAGS, 'database-url': { type: 'string' } } as const;

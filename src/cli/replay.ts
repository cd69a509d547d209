import { parseArgs } from 'node:util';
import { expectedError } from '#lib/expected-error.ts';
import { replayDeliveries } from '#ops/replay-deliveries.ts';
import type { LeftOut } from '#ops/replay-queries.ts';
import { FILTER_FLAGS, filterOf } from '#src/cli/failed-filter.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { withDatabase } from '#src/cli/with-database.ts';

const USAGE = `Usage: bin/chautari replay [--message ID] [--reason R] [--school ID] [--since DATE] [--dry-run] [--database-url URL]

Plans deliveries that failed for good once more; at least one of --message, --reason and --school says which.
They go through the school's number of today, to the person's address of today. Every school gets a line in its audit log.

Left out, and counted: what is out of date, was taken back, or was replayed before; people who have opted out, are gone,
or have no address. Those of unknown outcome may have arrived: they are replayed only with --reason unsettled.

  --since DATE  failed since then; without it the last seven days (for one message: ever)
  --dry-run     says what would be done and writes nothing`;

/** `bin/chautari replay`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'replay');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  if (flags.message === undefined && flags.reason === undefined && flags.school === undefined)
    throw expectedError(
      'Say what to replay: --message ID, --reason R or --school ID. bin/chautari failed lists it.',
    );
  const now = Date.now();
  const dryRun = flags['dry-run'] ?? false;
  const order = { ...filterOf(flags, now), dryRun, actor: 'operator:cli', now };
  const { planned, leftOut } = await withDatabase(flags['database-url'], (db) => replayDeliveries(db, order));
  console.log(`${dryRun ? 'Would be planned again' : 'Planned again'}: ${planned}.`);
  for (const [why, count] of Object.entries(leftOut) as [LeftOut, number][])
    console.log(`Left out, ${WHY[why]}: ${count}.`);
  return 0;
}

const WHY: Record<LeftOut, string> = {
  replayed_before: 'replayed once already',
  may_have_arrived: 'may have arrived (--reason unsettled includes them)',
  withdrawn: 'taken back',
  out_of_date: 'out of date',
  opted_out: 'do not want it',
  gone: 'no longer at the school',
  no_address: 'no address',
};

const FLAGS = {
  help: { type: 'boolean' },
  ...FILTER_FLAGS,
  'dry-run': { type: 'boolean' },
  'database-url': { type: 'string' },
} as const;

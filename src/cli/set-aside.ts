import { parseArgs } from 'node:util';
import { expectedError } from '#lib/expected-error.ts';
import { replaySetAside } from '#ops/replay-set-aside.ts';
import { countSetAside } from '#ops/set-aside-queries.ts';
import { printTable } from '#src/cli/print-table.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { withDatabase } from '#src/cli/with-database.ts';

const KINDS = ['event', 'malformed', 'unknown_field', 'unknown_type', 'unknown_number', 'handling_failed'];

const USAGE = `Usage: bin/chautari set-aside list [--database-url URL]
       bin/chautari set-aside replay [--kind K] [--dry-run] [--database-url URL]

What came by webhook and could not be taken, by kind and reason; and another try for it, once its cause is mended.
Texts and statuses that were taken stay as they are. What came longer than 12 hours ago is left: a teacher's text of
yesterday must not go out as one of today.

  --kind K   one of ${KINDS.join(', ')}`;

/** `bin/chautari set-aside`. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = readFlags(
    () => parseArgs({ args: argv, allowPositionals: true, options: FLAGS }),
    'set-aside',
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [deed, more] = positionals;
  if ((deed !== 'list' && deed !== 'replay') || more !== undefined)
    throw expectedError('Say set-aside list, or set-aside replay. bin/chautari set-aside --help says more.');
  return deed === 'list' ? list(values['database-url']) : replay(values);
}

async function list(url: string | undefined): Promise<number> {
  const counts = await withDatabase(url, countSetAside);
  if (counts.length === 0) console.log('Nothing is set aside.');
  else
    printTable(
      ['KIND', 'COUNT', 'FIRST', 'LAST', 'REASON'],
      counts.map((c) => [c.kind, c.count, c.first.toISOString(), c.last.toISOString(), c.reason]),
    );
  return 0;
}

async function replay(flags: {
  kind?: string;
  'dry-run'?: boolean;
  'database-url'?: string;
}): Promise<number> {
  const { kind } = flags;
  if (kind !== undefined && !KINDS.includes(kind))
    throw expectedError(`--kind is one of ${KINDS.join(', ')}, not "${kind}".`);
  const dryRun = flags['dry-run'] ?? false;
  const { events, texts, tooOld } = await withDatabase(flags['database-url'], (db) =>
    replaySetAside(db, { kind, now: Date.now(), dryRun }),
  );
  console.log(`${dryRun ? 'Would be tried again' : 'Tried again'}: ${events} events, ${texts} texts.`);
  if (tooOld > 0) console.log(`Left, since they are too old: ${tooOld}.`);
  return 0;
}

const FLAGS = {
  help: { type: 'boolean' },
  kind: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'database-url': { type: 'string' },
} as const;

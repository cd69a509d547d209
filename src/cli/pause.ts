import { parseArgs } from 'node:util';
import { type Db, inSchool } from '#lib/db.ts';
import { expectedError } from '#lib/expected-error.ts';
import { pausePlatform } from '#ops/lane-queries.ts';
import { pauseSchool } from '#outbox/pause-school.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { schoolOf } from '#src/cli/school-flag.ts';
import { withDatabase } from '#src/cli/with-database.ts';

const USAGE = `Usage: bin/chautari pause --school ID [--reason "…"] [--database-url URL]
       bin/chautari pause --all [--reason "…"] [--database-url URL]

Stops everything, for a closure day or when something is badly wrong. Nothing is lost; bin/chautari resume lets it go.
What is out of date by then is not sent.

  --school ID   nothing more to that school's guardians; its staff and those who ask still get their answers
  --all         nothing at all on any number of the platform, answers included
  --reason "…"  noted down, and shown by bin/chautari lanes; no names or telephone numbers, please`;

/** `bin/chautari pause`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'pause');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  if (Boolean(flags.all) === (flags.school !== undefined))
    throw expectedError('Say what to pause: --school ID, or --all for the whole platform.');
  const schoolId = flags.all ? undefined : schoolOf(flags.school);
  const now = Date.now();
  return withDatabase(flags['database-url'], async (db) => {
    if (schoolId === undefined) {
      await pausePlatform(db, new Date(now), flags.reason ?? null);
      console.log('The whole platform is paused until you say: bin/chautari resume --all');
      return 0;
    }
    await mustExist(db, schoolId);
    const held = await inSchool(db, schoolId, (tx) =>
      pauseSchool(tx, schoolId, { actor: 'operator:cli', now, note: flags.reason }),
    );
    console.log(`The school is paused; ${held} deliveries wait. bin/chautari resume --school ${schoolId}`);
    return 0;
  });
}

export async function mustExist(db: Db, schoolId: string): Promise<void> {
  const school = await db
    .selectFrom('school')
    .select('school_id')
    .where('school_id', '=', schoolId)
    .executeTakeFirst();
  if (!school) throw expectedError(`There is no school with the id ${schoolId}.`);
}

const FLAGS = {
  help: { type: 'boolean' },
  school: { type: 'string' },
  all: { type: 'boolean' },
  reason: { type: 'string' },
  'database-url': { type: 'string' },
} as const;

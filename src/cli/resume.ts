import { parseArgs } from 'node:util';
import { inSchool } from '#lib/db.ts';
import { expectedError } from '#lib/expected-error.ts';
import { resumePlatform } from '#ops/lane-queries.ts';
import { resumeSchool } from '#outbox/pause-school.ts';
import { mustExist } from '#src/cli/pause.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { schoolOf } from '#src/cli/school-flag.ts';
import { withDatabase } from '#src/cli/with-database.ts';

const USAGE = `Usage: bin/chautari resume --school ID [--database-url URL]
       bin/chautari resume --all [--database-url URL]

Lets a paused school, or the paused platform, send again. A number that stopped itself is resumed by
bin/chautari lane resume NUMBER, and a school that was paused alone stays so when the platform goes on.`;

/** `bin/chautari resume`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'resume');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  if (Boolean(flags.all) === (flags.school !== undefined))
    throw expectedError('Say what to resume: --school ID, or --all for the whole platform.');
  const schoolId = flags.all ? undefined : schoolOf(flags.school);
  return withDatabase(flags['database-url'], async (db) => {
    if (schoolId === undefined) {
      const since = await resumePlatform(db);
      console.log(
        since
          ? `The platform goes on; it was paused since ${since.toISOString()}.`
          : 'The platform was not paused.',
      );
      return 0;
    }
    await mustExist(db, schoolId);
    const waited = await inSchool(db, schoolId, (tx) =>
      resumeSchool(tx, schoolId, { actor: 'operator:cli', now: Date.now() }),
    );
    console.log(`The school sends again; ${waited} deliveries were waiting.`);
    return 0;
  });
}

const FLAGS = {
  help: { type: 'boolean' },
  school: { type: 'string' },
  all: { type: 'boolean' },
  'database-url': { type: 'string' },
} as const;

import { parseArgs } from 'node:util';
import { inSchool } from '#lib/db.ts';
import { expectedError } from '#lib/expected-error.ts';
import { changeSettings } from '#school/change-settings.ts';
import type { SchoolSettings } from '#school/setting-queries.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { schoolOf } from '#src/cli/school-flag.ts';
import { withDatabase } from '#src/cli/with-database.ts';

const LONGEST_WINDOW_SECONDS = 300;

const USAGE = `Usage: bin/chautari school --school ID [--undo-window SECONDS] [--approve none|wider|all]
                            [--unsettled aside|again] [--database-url URL]

Shows what a school has decided for itself, or changes it. It holds from the next text on.

  --undo-window SECONDS  how long a teacher may still stop a text before it goes, 0 to ${LONGEST_WINDOW_SECONDS}
  --approve WHICH        which notices of teachers the office sees first: none, wider (those beyond the writer's own
                         classes), or all
  --unsettled WHAT       what becomes of a message of which nobody can know whether it arrived: aside (it is told as
                         failed) or again (a parent may get it twice)`;

/** `bin/chautari school`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'school');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const schoolId = schoolOf(flags.school);
  const changes: Partial<SchoolSettings> = {};
  if (flags['undo-window'] !== undefined) changes.undo_window_seconds = secondsOf(flags['undo-window']);
  if (flags.approve !== undefined)
    changes.notices_to_approve = oneOf('--approve', flags.approve, ['none', 'wider', 'all']);
  if (flags.unsettled !== undefined)
    changes.unsettled = oneOf('--unsettled', flags.unsettled, ['aside', 'again']);
  const by = { actor: 'operator:cli', now: Date.now() };
  return withDatabase(flags['database-url'], async (db) => {
    const settings = await inSchool(db, schoolId, (tx) => changeSettings(tx, schoolId, changes, by));
    if (!settings) throw expectedError(`There is no school with the id ${schoolId}.`);
    console.log(settings.name);
    console.log(`  --undo-window ${settings.undo_window_seconds}`);
    console.log(`  --approve ${settings.notices_to_approve}`);
    console.log(`  --unsettled ${settings.unsettled}`);
    return 0;
  });
}

function secondsOf(typed: string): number {
  const seconds = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
  if (!(seconds <= LONGEST_WINDOW_SECONDS))
    throw expectedError(
      `--undo-window "${typed}" is not a number of seconds from 0 to ${LONGEST_WINDOW_SECONDS}.`,
    );
  return seconds;
}

function oneOf<const Choice extends string>(flag: string, typed: string, choices: readonly Choice[]): Choice {
  const chosen = choices.find((choice) => choice === typed);
  if (!chosen) throw expectedError(`${flag} "${typed}" is none of these: ${choices.join(', ')}.`);
  return chosen;
}

const FLAGS = {
  help: { type: 'boolean' },
  school: { type: 'string' },
  'undo-window': { type: 'string' },
  approve: { type: 'string' },
  unsettled: { type: 'string' },
  'database-url': { type: 'string' },
} as const;

import { parseArgs } from 'node:util';
import { expectedError } from '#lib/expected-error.ts';
import { parsePhone } from '#nepal/phone.ts';
import { erasePerson } from '#ops/erase-person.ts';
import { mustExist } from '#src/cli/pause.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { idOf, schoolOf } from '#src/cli/school-flag.ts';
import { withDatabase } from '#src/cli/with-database.ts';

const USAGE = `Usage: bin/chautari erase --school ID --person PHONE|ID [--dry-run] [--database-url URL]

Forgets a guardian, a pupil or a member of staff: names, numbers, what they wrote and what was written to them alone.
Counts and reports stay right, and the consent ledger keeps that they had agreed and withdrawn. It cannot be undone.

  --person PHONE|ID  a telephone number, or the id of the person
  --dry-run          says what would be overwritten, and writes nothing

Give it once more by the number after a week, for statuses that came late. Backups are not touched: docs/runbook.md.`;

/** `bin/chautari erase`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'erase');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const schoolId = schoolOf(flags.school);
  if (!flags.person)
    throw expectedError('--person is missing: give the telephone number or the id of the person.');
  const person = personOf(flags.person);
  const dryRun = flags['dry-run'] ?? false;
  const order = { schoolId, person, actor: 'operator:cli', now: Date.now(), dryRun };
  const { people, rows, posts } = await withDatabase(flags['database-url'], async (db) => {
    await mustExist(db, schoolId);
    return erasePerson(db, order);
  });
  console.log(
    people.length > 0
      ? `${dryRun ? 'Would be erased' : 'Erased'}: ${people.join(', ')}`
      : 'No person of this school has it (any more).',
  );
  for (const [what, count] of Object.entries({ ...rows, 'raw webhooks': posts }))
    console.log(`  ${what}: ${count}`);
  if (dryRun) console.log('This was a dry run; nothing was written.');
  return 0;
}

function personOf(text: string): string {
  if (/^[0-9a-f]{8}-/i.test(text)) return idOf(text, 'a person');
  const phone = parsePhone(text);
  if (!phone.ok)
    throw expectedError('--person is a telephone number such as +9779812345678, or the id of a person.');
  return phone.e164;
}

const FLAGS = {
  help: { type: 'boolean' },
  school: { type: 'string' },
  person: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'database-url': { type: 'string' },
} as const;

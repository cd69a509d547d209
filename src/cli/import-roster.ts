import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { expectedError } from '#lib/expected-error.ts';
import { LARGEST_FILE } from '#school/roster/decode-file.ts';
import { type ImportOutcome, importRoster } from '#school/roster/import-roster.ts';
import { isComplete, sayCounts, sayFindings } from '#school/roster/say-import.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { schoolOf } from '#src/cli/school-flag.ts';
import { withDatabase } from '#src/cli/with-database.ts';

const USAGE = `Usage: bin/chautari import-roster --school ID --file pupils.csv [--class 5A] [--dry-run] [--language en|ne] [--database-url URL]

Reads pupils and their guardians from a CSV file into a school: the Student_Namewise_Report of IEMIS, or any list with
a column for the name and one for the class. Doing it again with the same file changes nothing.

  --school ID         the id of the school
  --file FILE         CSV in UTF-8; commas, semicolons or tabs between the cells
  --class 5A          the class of every pupil in the file, where it has no column for the class
  --dry-run           says what would be done and writes nothing
  --language en|ne    what is said is in English or Nepali; without it English
  --database-url URL  without it DATABASE_URL is used

Ends with 0 when everything went in, and with 1 when anything was left out; docs/importing-pupils.md says more.`;

/** `bin/chautari import-roster`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'import-roster');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const schoolId = schoolOf(flags.school);
  const language = languageOf(flags.language);
  const file = flags.file;
  if (!file)
    throw expectedError('--file is missing: name the CSV file with the pupils, such as --file pupils.csv.');
  const outcome = await withDatabase(flags['database-url'], async (db) =>
    importRoster(db, {
      schoolId,
      bytes: await readCsv(file),
      className: flags.class,
      dryRun: flags['dry-run'],
      actor: 'operator:cli',
      now: Date.now(),
    }),
  );
  return report(outcome, basename(file), language);
}

const text = { type: 'string' } as const;
const yes = { type: 'boolean' } as const;
const FLAGS = {
  help: yes,
  school: text,
  file: text,
  class: text,
  'dry-run': yes,
  language: text,
  'database-url': text,
};

function languageOf(language = 'en'): 'en' | 'ne' {
  if (language !== 'en' && language !== 'ne')
    throw expectedError(`--language is en or ne, not "${language}".`);
  return language;
}

async function readCsv(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE)
      throw expectedError(`${file} is larger than 20 MB; please give one class or one grade at a time.`);
    return await readFile(file);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw expectedError(`There is no file ${file}.`, error);
    if (code === 'EISDIR') throw expectedError(`${file} is a folder; name the CSV file in it.`, error);
    if (code === 'EACCES') throw expectedError(`${file} may not be read by this user.`, error);
    throw error;
  }
}

function report(outcome: ImportOutcome, file: string, language: 'en' | 'ne'): number {
  if (outcome.is === 'refused') {
    console.error(`${file}: ${outcome.say[language]}`);
    return 1;
  }
  const { plan, table } = outcome;
  for (const line of sayCounts(plan, table, language)) console.log(line);
  if (outcome.is === 'planned')
    console.log(
      language === 'en' ? 'This was a dry run; nothing was written.' : 'यो जाँच मात्र थियो; केही पनि लेखिएन।',
    );
  for (const line of sayFindings(plan, language)) console.error(line);
  return isComplete(plan) ? 0 : 1;
}

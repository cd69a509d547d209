import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { expectedError, isExpectedError } from '#lib/expected-error.ts';
import { migrate } from '#lib/migrate.ts';
import { loadDemoMany } from '#school/demo/load-demo-many.ts';
import { type LoadSize, makeLoadSchools, refuseLoadSize } from '#school/demo/make-load-schools.ts';
import { type Config, readConfig } from '#src/config.ts';

const USAGE = `Usage: bin/chautari load-demo --schools N --classes C --guardians G --out FILE [--numbers M] [--database-url URL]

Fills a database with schools for load: N schools of C classes, one teacher a class and G guardians each.
Everyone has opted in, every phone number belongs to nobody, and their portfolio has no messaging limit. FILE receives one text per class teacher:
a list of {"from", "phoneNumberId", "class", "text"}, ready to be sent to the webhook.

  --numbers M         the schools share M WhatsApp numbers; without it each has its own
  --database-url URL  without it DATABASE_OWNER_URL or DATABASE_URL is used; the user must own the tables
`;

/** `bin/chautari load-demo`. Returns the exit code; what a person can put right is said in one sentence. */
export async function run(argv: string[]): Promise<number> {
  if (argv.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  try {
    await loadDemo(readOptions(argv));
    return 0;
  } catch (error) {
    if (!isExpectedError(error)) throw error;
    console.error(error.message);
    return 1;
  }
}

type Options = LoadSize & { out: string; databaseUrl: string };

async function loadDemo({ out, databaseUrl, ...size }: Options): Promise<void> {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  // An unwritable place is found out now, not after a minute of loading.
  writeSenders(out, '', 'a');
  await migrate(databaseUrl, { dir: MIGRATIONS, log: console.log });
  const { outcome, counts } = await loadDemoMany(databaseUrl, size, (schools) =>
    console.log(`${schools} of ${size.schools} schools, ${seconds()}`),
  );
  const texts = [...sendersOf(size)];
  writeSenders(out, `[\n${texts.map((text) => JSON.stringify(text)).join(',\n')}\n]\n`);
  const what = `${counts.schools} schools, ${counts.classes} classes and teachers, ${counts.guardians} pupils and guardians`;
  console.log(outcome === 'loaded' ? `Loaded ${what} in ${seconds()}.` : `Already there: ${what}.`);
  console.log(`Wrote ${texts.length} texts to ${out}.`);
}

const MIGRATIONS = join(import.meta.dirname, '../../migrations');

/** A text as the webhook brings it: `from` is the number without a plus (cloud-api.md section 1). */
function* sendersOf(size: LoadSize) {
  for (const { sender, classes } of makeLoadSchools(size)) {
    for (const { code, teacher } of classes) {
      yield {
        from: teacher.phone.slice(1),
        phoneNumberId: sender.phoneNumberId,
        class: code,
        text: teacher.text,
      };
    }
  }
}

function writeSenders(out: string, content: string, flag: 'a' | 'w' = 'w'): void {
  try {
    writeFileSync(out, content, { flag });
  } catch (error) {
    throw expectedError(`Cannot write ${out}: ${error instanceof Error ? error.message : error}.`, error);
  }
}

function readOptions(argv: string[]): Options {
  const values = parseFlags(argv);
  const size: LoadSize = {
    schools: wholeNumber('schools', values.schools),
    classes: wholeNumber('classes', values.classes),
    guardians: wholeNumber('guardians', values.guardians),
    ...(values.numbers === undefined ? {} : { numbers: wholeNumber('numbers', values.numbers) }),
  };
  const refusal = refuseLoadSize(size);
  if (refusal) throw expectedError(`--${refusal}.`);
  if (!values.out)
    throw expectedError('--out is missing: name the file for the texts, such as --out senders.json.');
  const databaseUrl = values['database-url'] ?? ownerOf(readConfig());
  if (!databaseUrl) throw expectedError('No database: give --database-url, or set DATABASE_URL.');
  return { ...size, out: values.out, databaseUrl };
}

function ownerOf({ DATABASE_OWNER_URL, DATABASE_URL }: Config): string | undefined {
  return DATABASE_OWNER_URL ?? DATABASE_URL;
}

function parseFlags(argv: string[]) {
  const text = { type: 'string' } as const;
  const options = {
    schools: text,
    classes: text,
    guardians: text,
    numbers: text,
    out: text,
    'database-url': text,
  };
  try {
    return parseArgs({ args: argv, options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw expectedError(`${error.message.split('. ')[0]}. See bin/chautari load-demo --help.`, error);
  }
}

function wholeNumber(name: string, value: string | undefined): number {
  if (value === undefined) throw expectedError(`--${name} is missing. See bin/chautari load-demo --help.`);
  if (!/^\d{1,9}$/.test(value))
    throw expectedError(`--${name} must be a whole number from 1, not "${value}".`);
  return Number(value);
}

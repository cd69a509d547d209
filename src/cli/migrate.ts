import { parseArgs } from 'node:util';
import { expectedError } from '#lib/expected-error.ts';
import { prepareDatabase } from '#src/cli/prepare-database.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { readConfig } from '#src/config.ts';
import { queueEngineOf } from '#src/runtime.ts';

const USAGE =
  'Usage: bin/chautari migrate\n\nBrings the database at DATABASE_URL to the version of this code. Forward only; run it before new code starts.\n\nWith DATABASE_OWNER_URL it works as that user, and lets the user of DATABASE_URL in without rights of its own.';

/** `bin/chautari migrate`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(
    () => parseArgs({ args: argv, options: { help: { type: 'boolean' } } }).values,
    'migrate',
  );
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const config = readConfig();
  if (!config.DATABASE_URL)
    throw expectedError(
      'DATABASE_URL is not set, so there is nothing to migrate. bin/dev migrates its own database.',
    );
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl = appUrl } = config;
  await prepareDatabase(ownerUrl, queueEngineOf(config, ownerUrl), console.log, appUrl);
  console.log('The database is at the version of this code.');
  return 0;
}

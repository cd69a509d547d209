import { parseArgs } from 'node:util';
import { expectedError } from '#lib/expected-error.ts';
import { resealTokens } from '#ops/reseal-tokens.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { withDatabase } from '#src/cli/with-database.ts';
import { readConfig } from '#src/config.ts';
import { tokenKeys } from '#src/runtime.ts';

const USAGE = `Usage: bin/chautari reseal [--database-url URL]

Seals the tokens of numbers with TOKEN_KEY that an earlier key sealed. To change the key:

  1. set TOKEN_KEY to the new one and TOKEN_KEYS_BEFORE to the old one, and start all processes again
  2. bin/chautari reseal
  3. take the old one out of TOKEN_KEYS_BEFORE

Safe to repeat, and while messages go out.`;

/** `bin/chautari reseal`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(() => parseArgs({ args: argv, options: FLAGS }).values, 'reseal');
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const keys = tokenKeys(readConfig());
  if (keys.length === 0) throw expectedError('TOKEN_KEY is not set: with what shall the tokens be sealed?');
  const { resealed, all } = await withDatabase(flags['database-url'], (db) => resealTokens(db, keys));
  console.log(
    `${resealed} of ${all} tokens were sealed anew with TOKEN_KEY; none needs an earlier key any more.`,
  );
  return 0;
}

const FLAGS = { help: { type: 'boolean' }, 'database-url': { type: 'string' } } as const;

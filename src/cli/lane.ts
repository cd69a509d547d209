import { parseArgs } from 'node:util';
import { expectedError } from '#lib/expected-error.ts';
import { findNumber, resumeLane, stopByHand } from '#ops/lane-queries.ts';
import { giveToken, takeToken } from '#src/cli/lane-token.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { withDatabase } from '#src/cli/with-database.ts';
import { readConfig } from '#src/config.ts';

const USAGE = `Usage: bin/chautari lane stop NUMBER [--reason "…"] [--database-url URL]
       bin/chautari lane resume NUMBER [--database-url URL]
       bin/chautari lane token NUMBER [--remove] [--database-url URL]   reads the token from standard input

stop, resume: stops a WhatsApp number, or lets it go on, whatever stopped it. What is on the wire at that moment arrives;
nothing that waits is lost.
token: gives a number a token of its own, in place of WA_ACCESS_TOKEN. Meta is asked for the number with it first. It is
kept sealed with TOKEN_KEY and never shown. A number that had stopped for its old token goes on.

NUMBER is its id at Meta, as bin/chautari lanes lists it, or the telephone number itself.

  --reason "…"  noted down, and shown by bin/chautari lanes; no names or telephone numbers, please
  --remove      the number uses WA_ACCESS_TOKEN again`;

/** `bin/chautari lane`. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = readFlags(
    () => parseArgs({ args: argv, allowPositionals: true, options: FLAGS }),
    'lane',
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [deed, number, more] = positionals;
  if ((deed !== 'stop' && deed !== 'resume' && deed !== 'token') || more !== undefined)
    throw expectedError(
      'Say lane stop NUMBER, lane resume NUMBER, or lane token NUMBER. bin/chautari lane --help says more.',
    );
  if (number === undefined) throw expectedError('Which number? bin/chautari lanes lists them.');
  return withDatabase(values['database-url'], async (db) => {
    const found = await findNumber(db, number);
    if (!found) throw expectedError(`There is no number ${number}; bin/chautari lanes lists them.`);
    const { sender_id: senderId, phone_number_id: id } = found;
    if (deed === 'token')
      console.log(
        await (values.remove ? takeToken(db, found) : giveToken(db, found, readConfig(), process.stdin)),
      );
    else if (deed === 'stop') {
      await stopByHand(db, senderId, values.reason ?? null);
      console.log(`${id} is stopped until you say: bin/chautari lane resume ${id}`);
    } else {
      const reason = await resumeLane(db, senderId);
      console.log(
        reason === null ? `${id} had not stopped.` : `${id} goes on; it had stopped for ${reason}.`,
      );
    }
    return 0;
  });
}

const FLAGS = {
  help: { type: 'boolean' },
  reason: { type: 'string' },
  remove: { type: 'boolean' },
  'database-url': { type: 'string' },
} as const;

import { parseArgs } from 'node:util';
import { expectedError } from '#lib/expected-error.ts';
import { runChaos } from '#src/cli/chaos/run-chaos.ts';
import { readFlags } from '#src/cli/read-flags.ts';

const USAGE = `Usage: bin/chautari chaos [--seed N] [--seconds S] [--redis] [--json]

Runs a server, two workers, PostgreSQL, the WhatsApp simulator (and with --redis a Redis) as real processes under a
lifelike load, and every few hundred milliseconds breaks something: kill -9, an immediate shutdown of the database,
FLUSHALL, cut connections, errors, answers that never come, webhooks held back. At the end the simulator's ledger is
held against the database. The same seed breaks the same things in the same order. Exit code 1 when anything was lost,
sent twice or ended in a state that the ledger does not bear out.`;

/** `bin/chautari chaos`. */
export async function run(argv: string[]): Promise<number> {
  const flags = readFlags(
    () =>
      parseArgs({
        args: argv,
        options: {
          seed: { type: 'string', default: '1' },
          seconds: { type: 'string', default: '20' },
          redis: { type: 'boolean', default: false },
          json: { type: 'boolean', default: false },
          help: { type: 'boolean' },
        },
      }).values,
    'chaos',
  );
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const log = (line: string) => flags.json || console.log(line);
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.abort());
  const verdict = await runChaos({
    seed: whole(flags.seed, '--seed'),
    seconds: whole(flags.seconds, '--seconds'),
    redis: flags.redis,
    log,
    ended: ending.signal,
  });
  if (flags.json) console.log(JSON.stringify(verdict));
  else for (const line of verdict.lines) console.log(line);
  return verdict.isGood ? 0 : 1;
}

function whole(text: string, flag: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw expectedError(`${flag} takes a whole number from 1, not "${text}".`);
  return value;
}

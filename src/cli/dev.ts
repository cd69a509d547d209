import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inventAppUrl } from '#lib/app-login.ts';
import { startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { runUntilSignal } from '#lib/run-until-signal.ts';
import { startDemo } from '#src/cli/dev-demo.ts';
import { prepareDatabase } from '#src/cli/prepare-database.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { type Config, readConfig } from '#src/config.ts';
import { buildRuntime, queueEngineOf } from '#src/runtime.ts';
import { startChautari } from '#src/start-chautari.ts';

const USAGE = `Usage: bin/dev [--fresh]

Runs all of Chautari on this machine: PostgreSQL, the server, the worker, a WhatsApp simulator and a demo school.
Data is kept in .data/ between runs; --fresh starts over. DATABASE_URL and REDIS_URL are used where they are set.`;

const DATA_DIR = join(import.meta.dirname, '../../.data');

/** What has to be given back at the end, in the reverse order of its making. */
type Closer = () => Promise<void>;

/** `bin/dev`: everything in one process, on embedded defaults. Prints one address. */
export async function run(argv: string[]): Promise<number> {
  const { fresh, help } = readFlags(
    () =>
      parseArgs({
        args: argv,
        options: { fresh: { type: 'boolean', default: false }, help: { type: 'boolean' } },
      }).values,
    'dev',
  );
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const began = performance.now();
  const closers: Closer[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const { address, runtime } = await startAll(readConfig(), fresh, closers);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.log(
      `\nReady after ${seconds} s. Open the phones, type as the teacher, and see the parents' phones ring:\n\n    ${address}\n\nCtrl-C stops it.`,
    );
    await runUntilSignal(closeAll, runtime.log);
    return 0;
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function startAll(given: Config, fresh: boolean, closers: Closer[]) {
  const ownerUrl = given.DATABASE_OWNER_URL ?? given.DATABASE_URL ?? (await startDatabase(fresh, closers));
  const databaseUrl = given.DATABASE_URL ?? inventAppUrl(ownerUrl);
  console.log('Bringing the database up to date');
  await prepareDatabase(
    ownerUrl,
    queueEngineOf(given, ownerUrl),
    (line) => console.log(`  ${line}`),
    databaseUrl,
  );
  const demo = await startDemo(given);
  closers.push(demo.close);
  const config = { ...demo.config, DATABASE_URL: databaseUrl };
  const runtime = buildRuntime(config, 'all');
  const running = await startChautari(runtime, 'all').catch(async (error: unknown) => {
    await runtime.close();
    throw error;
  });
  closers.push(running.close);
  await demo.load(runtime, running.address!);
  return { address: demo.address, runtime };
}

async function startDatabase(fresh: boolean, closers: Closer[]): Promise<string> {
  console.log(fresh ? 'Starting PostgreSQL, from nothing' : 'Starting PostgreSQL');
  const database = await startEmbeddedPostgres({
    dataDir: join(DATA_DIR, 'postgres'),
    fresh,
    log: (line) => console.log(`  ${line}`),
  });
  closers.push(database.close);
  return database.url;
}

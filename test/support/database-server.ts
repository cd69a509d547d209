import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { holdServerLock, runFolder } from './run-folder.ts';

/**
 * The process that keeps the run's PostgreSQL: started by the first test that needs it, outlives that test,
 * drops the databases of test processes that have ended, and stops on SIGTERM or when nobody has been
 * connected for a while. All that it made is then gone.
 */
const IDLE_MS = 180_000;
const SWEEP_EVERY_MS = 500;

const folder = runFolder();
const announcement = join(folder, 'server.url');
const dataDir = join(folder, 'postgres');

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

const server = await startEmbeddedPostgres({
  dataDir,
  fresh: true,
  log: () => {},
  // The only place where durability is given up: the data is worth nothing after the run.
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' },
});
const client = new pg.Client({ connectionString: server.url });
client.on('error', () => stopping.abort());
try {
  await client.connect();
  // In one step: a test that looks meanwhile finds nothing, or the whole address.
  writeFileSync(`${announcement}.new`, server.url, { mode: 0o600 });
  renameSync(`${announcement}.new`, announcement);
  await sweepUntilIdle();
} finally {
  // Held to the end: a test that comes now waits, and then starts the next server.
  const lock = holdServerLock(10_000);
  rmSync(announcement, { force: true });
  await client.end().catch(() => {});
  await server.close();
  for (const name of ['postgres', 'postgres.json', 'postgres.lock', 'postgres.log', 'postgres.log.1'])
    rmSync(join(folder, name), { recursive: true, force: true });
  lock?.release();
}

async function sweepUntilIdle(): Promise<void> {
  let lastUse = performance.now();
  while (!stopping.signal.aborted && performance.now() - lastUse < IDLE_MS) {
    if (await isInUse()) lastUse = performance.now();
    await dropAbandoned();
    await delay(SWEEP_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

async function isInUse(): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
  );
  return rowCount === 1;
}

/** A test's database carries the number of its process, so a test that was killed leaves none either. */
async function dropAbandoned(): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_'`,
  );
  for (const { datname } of rows) {
    const owner = Number(datname.split('_')[1]);
    if (!isAlive(owner)) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

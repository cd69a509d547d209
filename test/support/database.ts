import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { listMigrations, migrate } from '#lib/migrate.ts';
import { holdServerLock, ROOT, runFolder } from './run-folder.ts';
import { waitUntil } from './wait-until.ts';

/** What is needed of a test's context; the functions of node:test themselves stand for the whole file. */
type Test = { after(fn: () => Promise<void>): void };

export type TestDatabase = {
  /** Connection string of a migrated database of this test's own. The role may do everything. */
  url: string;
  /** Runs one statement on a connection of its own and returns the rows. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
};

const MIGRATIONS = join(ROOT, 'migrations');
const SERVER_READY_MS = 60_000;

let made = 0;

/**
 * Gives a test (or a file: pass `{ after }` from node:test) a PostgreSQL database of its own, with all
 * migrations applied: a clone of a template, in about 20 ms. Its connection is closed after the test; the
 * database itself goes when the test's process has ended, so that pools closed later are not cut off.
 */
export function createTestDatabase(t: Test): Promise<TestDatabase> {
  return createDatabase(
    t,
    async (client, server) => `TEMPLATE ${await ensureTemplate(client, server)} STRATEGY FILE_COPY`,
  );
}

/** The same without any migration, for tests of migrating itself. */
export function createEmptyDatabase(t: Test): Promise<TestDatabase> {
  return createDatabase(t, async () => '');
}

async function createDatabase(
  t: Test,
  from: (client: pg.Client, server: string) => Promise<string>,
): Promise<TestDatabase> {
  const server = await serverUrl();
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await onServer(server, async (client) =>
    client.query(`CREATE DATABASE ${name} ${await from(client, server)}`),
  );
  const url = withDatabase(server, name);
  const pool = new pg.Pool({ connectionString: url, max: 2, idleTimeoutMillis: 1_000 });
  pool.on('error', () => {});
  t.after(() => pool.end());
  return { url, query: async (text, values) => (await pool.query(text, values)).rows };
}

let found: Promise<string> | undefined;

/** Connection string of the run's server; starts the server when this is the first process to ask. */
function serverUrl(): Promise<string> {
  found ??= findServer();
  return found;
}

async function findServer(): Promise<string> {
  const announcement = join(runFolder(), 'server.url');
  const running = await announcedServer(announcement);
  if (running !== null) return running;
  const lock = holdServerLock(SERVER_READY_MS);
  if (lock === null) throw new Error('Another test process has been starting PostgreSQL for a minute');
  try {
    const meanwhile = await announcedServer(announcement);
    return meanwhile ?? (await startServer(announcement));
  } finally {
    lock.release();
  }
}

async function announcedServer(announcement: string): Promise<string | null> {
  if (!existsSync(announcement)) return null;
  const url = readFileSync(announcement, 'utf8');
  try {
    await onServer(url, (client) => client.query('SELECT 1'));
    return url;
  } catch {
    return null; // Its process was killed, so the announcement was never taken back.
  }
}

async function startServer(announcement: string): Promise<string> {
  rmSync(announcement, { force: true });
  const log = join(runFolder(), 'server.log');
  const output = openSync(log, 'w', 0o600);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'database-server.ts')], {
    detached: true,
    env: { ...env, CHAUTARI_TEST_RUN: runFolder() },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  await waitUntil(
    'PostgreSQL for the tests starts',
    () => existsSync(announcement) || child.exitCode !== null,
    {
      deadlineMs: SERVER_READY_MS,
    },
  );
  if (child.exitCode !== null)
    throw new Error(`PostgreSQL for the tests did not start:\n${readFileSync(log, 'utf8')}`);
  return readFileSync(announcement, 'utf8');
}

/** The name of a database with all migrations applied, made by the first process that asks for this state of them. */
async function ensureTemplate(client: pg.Client, server: string): Promise<string> {
  const name = `template_${hashMigrations()}`;
  const exists = async () =>
    (await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount === 1;
  if (await exists()) return name;
  await client.query('SELECT pg_advisory_lock(1)');
  if (!(await exists())) {
    await client.query('DROP DATABASE IF EXISTS building');
    await client.query('CREATE DATABASE building');
    await migrate(withDatabase(server, 'building'), { dir: MIGRATIONS, log: () => {} });
    await client.query(`ALTER DATABASE building RENAME TO ${name}`);
  }
  await client.query('SELECT pg_advisory_unlock(1)');
  return name;
}

function hashMigrations(): string {
  const hash = createHash('sha256');
  for (const name of listMigrations(MIGRATIONS)) hash.update(readFileSync(join(MIGRATIONS, `${name}.sql`)));
  return hash.digest('hex').slice(0, 16);
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

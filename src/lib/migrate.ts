import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { expectedError } from './expected-error.ts';

export type MigrateOptions = {
  /** Folder of plain SQL files: 0001_name.sql and on. Each is applied once, in order. */
  dir: string;
  /** Told each migration as it is applied. */
  log: (line: string) => void;
};

const TABLE = 'schema_migration';
/** Any number will do, as long as every process of Chautari asks for the same advisory lock. */
const LOCK_ID = 7_302_025_114;
const OLDEST_SERVER = 150_000;

/**
 * Brings the database to the version of the files in `dir`, forward only, in one transaction, and returns
 * the names applied now. Safe when several processes start at once: one applies, the others wait and then
 * find nothing to do. A server that is away or too old, a database newer than the files, files that changed
 * places and a failing statement throw an expected error; the database is then as it was before.
 */
export async function migrate(databaseUrl: string, { dir, log }: MigrateOptions): Promise<string[]> {
  const names = listMigrations(dir);
  const client = new pg.Client({ connectionString: databaseUrl });
  // A connection that breaks also fails the query in flight, and that is what reports it.
  client.on('error', () => {});
  await connect(client);
  try {
    await refuseOldServer(client);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_ID]);
    refuseForeignHistory(names, await appliedMigrations(client));
    return await applyNew(client, dir, log);
  } finally {
    await client.end(); // Also gives back the lock.
  }
}

/** The names of the migrations in `dir` without `.sql`, in order; a wrong name is a mistake of ours and throws. */
export function listMigrations(dir: string): string[] {
  const names = readdirSync(dir)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort();
  const numbers = new Set(names.map((name) => name.slice(0, 5)));
  if (
    names.length === 0 ||
    numbers.size < names.length ||
    !names.every((name) => /^\d{4}_[a-z0-9_-]+$/.test(name))
  )
    throw new Error(
      `${dir} must hold files named 0001_what-it-does.sql, each number once; it holds ${names.join(', ')}`,
    );
  return names;
}

async function connect(client: pg.Client): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    const where = `${client.host}:${client.port}, database ${client.database}, user ${client.user}`;
    throw expectedError(`PostgreSQL cannot be reached (${where}): ${messageOf(error)}.`, error);
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version`,
  );
  if (rows[0]!.number < OLDEST_SERVER)
    throw expectedError(`The database server is PostgreSQL ${rows[0]!.version}; Chautari needs 15 or later.`);
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS found',
    [`public.${TABLE}`],
  );
  if (!tables[0]!.found) return [];
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM public.${TABLE} ORDER BY name`);
  return rows.map((row) => row.name);
}

function refuseForeignHistory(names: string[], applied: string[]): void {
  const last = names.at(-1)!;
  const unknown = applied.find((name) => !names.includes(name));
  if (unknown !== undefined && unknown > last)
    throw expectedError(
      `This database belongs to a newer version of Chautari: it has ${unknown}, and this version ends with ${last}. ` +
        'Start the newer version, or restore a backup made before it.',
    );
  if (unknown !== undefined)
    throw expectedError(
      `This database has the migration ${unknown}, which this version of Chautari does not know.`,
    );
  const skipped = names.find((name) => !applied.includes(name) && name < (applied.at(-1) ?? ''));
  if (skipped !== undefined)
    throw expectedError(
      `The migration ${skipped} comes before ${applied.at(-1)}, which this database already has.`,
    );
}

async function applyNew(client: pg.Client, dir: string, log: (line: string) => void): Promise<string[]> {
  let current = '';
  const noteProgress = (line: string) => {
    const begun = /^### MIGRATION (\S+) \(UP\)/.exec(line);
    if (begun === null) return;
    current = begun[1]!;
    log(`Migrating the database: ${current}`);
  };
  try {
    const applied = await runner({
      dbClient: client,
      dir,
      ignorePattern: '(?!.*\\.sql$).*',
      direction: 'up',
      migrationsTable: TABLE,
      singleTransaction: true,
      noLock: true, // Held already, since before the history was read.
      logger: { info: noteProgress, warn: () => {}, error: () => {}, debug: () => {} },
    });
    return applied.map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || current === '') throw error;
    const line = lineOf(join(dir, `${current}.sql`), error.position);
    throw expectedError(
      `The migration ${current} failed${line} and nothing was changed: ${error.message}.`,
      error,
    );
  }
}

/** ` at line 12`, from the character position that PostgreSQL reports. */
function lineOf(file: string, position: string | undefined): string {
  if (position === undefined) return '';
  const before = readFileSync(file, 'utf8').slice(0, Number(position) - 1);
  return ` at line ${before.split('\n').length}`;
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

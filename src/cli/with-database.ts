import { isConnectionTrouble } from '#lib/database-errors.ts';
import { type Db, openDb, type Tx } from '#lib/db.ts';
import { expectedError } from '#lib/expected-error.ts';
import { createLog } from '#lib/log.ts';
import { openReports } from '#lib/replica.ts';
import { orTlsTrouble } from '#lib/tls-trouble.ts';
import { readConfig } from '#src/config.ts';

const UNDEFINED_TABLE = '42P01';
const UNDEFINED_COLUMN = '42703';
const UNDEFINED_FUNCTION = '42883';

/**
 * Does a subcommand's work on the database at `url`, or at DATABASE_URL, and closes it afterwards.
 * @throws an expected error where there is none, it is away, or it is older than this code
 */
export async function withDatabase<T>(url: string | undefined, work: (db: Db) => Promise<T>): Promise<T> {
  const databaseUrl = url ?? readConfig().DATABASE_URL;
  if (!databaseUrl) throw expectedError('No database: give --database-url, or set DATABASE_URL.');
  const { db } = openDb(databaseUrl, 1, createLog('silent', 'cli'));
  try {
    return await work(db);
  } catch (error) {
    if (isConnectionTrouble(error))
      throw expectedError(`PostgreSQL cannot be reached: ${(error as Error).message}.`, error);
    if (
      [UNDEFINED_TABLE, UNDEFINED_COLUMN, UNDEFINED_FUNCTION].includes(
        (error as { code?: string }).code ?? '',
      )
    )
      throw expectedError(
        'The database is not at the version of this code; run bin/chautari migrate first.',
        error,
      );
    throw orTlsTrouble('PostgreSQL', error);
  } finally {
    await db.destroy();
  }
}

/**
 * The same for counts over time, which may be some seconds old and can only read: from the replica, where one is set and
 * no address is given.
 */
export function withReports<T>(url: string | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
  const config = url === undefined ? readConfig() : undefined;
  return withDatabase(url, async (primary) => {
    const reports = openReports({
      primary,
      replicaUrl: config?.DATABASE_REPLICA_URL,
      maxConnections: 1,
      mostLagMs: (config?.DATABASE_REPLICA_LAG_SECONDS ?? 0) * 1_000,
      log: createLog('warn', 'cli'),
      onChange: () => {},
    });
    try {
      return await reports.ofAll(work);
    } finally {
      await reports.close();
    }
  });
}

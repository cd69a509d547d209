import type { Duplex } from 'node:stream';
import {
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  sql,
  type Transaction,
} from 'kysely';
import pg from 'pg';
import type { DB } from '#lib/database-types.gen.ts';
import type { Log } from '#lib/log.ts';
import { type AtCommit, inTransaction, type TransactionOptions } from '#lib/transaction.ts';

export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

const INT8 = 20;
const DATE = 1082;

// As many as one text uses side by side. They stay open however long nothing comes, since a new one has to be let in and
// has nothing prepared: what comes after a silence would wait for that.
const KEPT_OPEN = 5;

/**
 * Opens the pool. Every connection works as `chautari_engine`; a transaction for one school goes through
 * {@link inSchool}, which steps down to `chautari_tenant` behind the wall of row-level security.
 * @param maxConnections connections at most; further queries wait for one
 */
export function openDb(url: string, maxConnections: number, log: Log): { db: Db; pool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    min: Math.min(maxConnections, KEPT_OPEN),
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'chautari',
    pipeline: true,
    options:
      '-c role=chautari_engine -c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s',
    types: { getTypeParser },
  });
  // A connection that breaks is replaced at the next query; without listeners it would end the process, both while
  // it waits in the pool and between two statements of a transaction, whose next one then fails.
  pool.on('error', (error) => log.warn({ err: error }, 'database connection lost'));
  pool.on('connect', (client) => client.on('error', () => {}));
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(pool) }) }), pool };
}

/**
 * The pool as Kysely sees it: every statement with parameters is prepared once a connection and planned once.
 * Planning a statement over the monthly partitions costs more than running it; the texts are a small, fixed set.
 */
function preparing(pool: pg.Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect();
      return {
        query: (text: string, values: unknown[] = []) => {
          writeTogether(client);
          return values.length > 0 ? client.query({ name: nameOf(text), text, values }) : client.query(text);
        },
        release: () => client.release(),
      } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

/**
 * What is sent on a connection before this process turns to something else goes out in one write: a write of a few
 * hundred bytes costs as much as the rest of sending a statement.
 */
function writeTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * Runs `work` in one transaction that sees and writes the rows of one school only (design principle 9), as
 * {@link inTransaction} does otherwise.
 */
export function inSchool<T>(
  db: Db,
  schoolId: string,
  work: (tx: Tx, atCommit: AtCommit) => Promise<T>,
  options?: TransactionOptions,
): Promise<T> {
  return inTransaction(db, work, options, (tx) =>
    sql`SELECT set_config('role', 'chautari_tenant', true), set_config('chautari.school_id', ${schoolId}, true)`.execute(
      tx,
    ),
  );
}

/** Ids as one parameter for `::uuid[]`. They hold nothing to be escaped, and that is most of what pg does for an array. */
export function ids(list: string[]): string {
  return `{${list.join(',')}}`;
}

// Counters and places of a lane fit a double exactly (below 2^53), so bigint comes as a number.
// A date is a day, not an instant: it stays 'YYYY-MM-DD'.
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid: number, format?: 'text' | 'binary') => {
  if (oid === INT8) return Number;
  if (oid === DATE) return String;
  return pg.types.getTypeParser(oid, format as 'text');
};

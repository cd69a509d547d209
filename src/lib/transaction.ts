import {
  CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  PostgresDialect,
  Transaction,
} from 'kysely';
import type { DB } from '#lib/database-types.gen.ts';
import type { Db, Tx } from '#lib/db.ts';

export type TransactionOptions = {
  /**
   * The commit does not wait for the disk. After a crash of the database the transaction may never have been, so only for
   * what is done again from rows then, and before anything leaves this system because of it, another commit waits.
   */
  isMadeAgain?: boolean;
  /** Whoever tries to write fails, as on a replica. */
  isReadOnly?: boolean;
};

/** Hands the last writes of a transaction over: the commit goes out right behind them, and undoes all if one fails. */
export type AtCommit = (write: Promise<unknown>) => void;

/**
 * Runs `work` in one transaction. It commits when `work` returns and rolls back when it throws.
 *
 * Statements that are begun together (`Promise.all`) go out one behind the other and share a trip to the database; it
 * works on them in the order of their sending. The beginning, and `first`, are not waited for either: where one of
 * them fails, so does every statement behind it.
 */
export function inTransaction<T>(
  db: Db,
  work: (tx: Tx, atCommit: AtCommit) => Promise<T>,
  { isMadeAgain = false, isReadOnly = false }: TransactionOptions = {},
  first?: (tx: Tx) => Promise<unknown>,
): Promise<T> {
  return db.getExecutor().provideConnection(async (connection) => {
    let isOver = false;
    const tx = transactionOn(db, connection, () => isOver);
    const send = (sql: string): Promise<unknown> => connection.executeQuery(CompiledQuery.raw(sql));
    const last: Promise<unknown>[] = [];
    const begin = isReadOnly ? 'begin read only' : 'begin';
    unawaited(send(isMadeAgain ? `${begin}; SET LOCAL synchronous_commit = off` : begin));
    if (first) unawaited(first(tx));
    let result: T;
    try {
      result = await work(tx, (write) => {
        unawaited(write);
        last.push(write);
      });
    } catch (error) {
      isOver = true;
      // Where the connection broke there is nothing to roll back, and the pool lets it go.
      await send('rollback').catch(() => {});
      throw error;
    }
    isOver = true;
    const ended = await Promise.allSettled([...last, send('commit')]);
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return result;
  });
}

/** Kysely's own transactions wait for each statement before they send the next; this one leaves that to the caller. */
function transactionOn(db: Db, connection: DatabaseConnection, isOver: () => boolean): Tx {
  const provider: ConnectionProvider = {
    // What came too late would be outside of the transaction, and of the wall.
    provideConnection: (use) =>
      isOver() ? Promise.reject(new Error('the transaction is over')) : use(connection),
  };
  const executor = db.getExecutor().withConnectionProvider(provider);
  return new Transaction<DB>({ ...REST, executor });
}

// What Kysely wants besides is for transactions within one and for looking at the schema, which ours do not.
const dialect = new PostgresDialect({
  pool: () => Promise.reject(new Error('a transaction opens no connection of its own')),
});
const REST = { config: { dialect }, dialect, driver: dialect.createDriver() };

// Its failure is that of the statements behind it, so nobody need hear of it here.
function unawaited(sent: Promise<unknown>): void {
  sent.catch(() => {});
}

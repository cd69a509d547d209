import type pg from 'pg';
import type { Runtime } from '#src/runtime.ts';

/** One statement on its way to PostgreSQL. */
export type Statement = {
  sql: string;
  /** No other was under way when it was sent: a trip to the database and back begins with it. */
  beginsTrip: boolean;
};

/**
 * Notes every statement that the runtime sends from now on, until `stop()` returns them in the order of their sending.
 * The beat of the process's own door is left out: it comes by the clock.
 */
export function watchStatements(runtime: Runtime): { stop(): Statement[] } {
  const seen: Statement[] = [];
  let underWay = 0;
  let on = true;
  const watched = new WeakSet<pg.PoolClient>();
  const watch = (client: pg.PoolClient): void => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const watching = async (...args: unknown[]): Promise<unknown> => {
      const [what] = args as [string | { text: string }];
      const sql = typeof what === 'string' ? what : what.text;
      if (on && !sql.includes('webhook_door')) seen.push({ sql, beginsTrip: underWay === 0 });
      underWay += 1;
      try {
        return await query(...args);
      } finally {
        underWay -= 1;
      }
    };
    client.query = watching as typeof client.query;
  };
  runtime.pool.on('acquire', watch);
  return {
    stop() {
      on = false;
      runtime.pool.off('acquire', watch);
      return seen;
    },
  };
}

import type pg from 'pg';
import type { Runtime } from '#src/runtime.ts';

/** One statement on its way to PostgreSQL. */
export type Statement = {
  sql: string;
  /** The process waited for nothing else on this connection when it was sent: a trip there and back begins with it. */
  beginsTrip: boolean;
};

/** Notes every statement that the runtime sends from now on, until `stop()` returns them in the order of their sending. */
export function watchStatements(runtime: Runtime): { stop(): Statement[] } {
  const seen: Statement[] = [];
  let on = true;
  const watched = new WeakSet<pg.PoolClient>();
  const watch = (client: pg.PoolClient): void => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    let underWay = 0;
    const watching = async (...args: unknown[]): Promise<unknown> => {
      const [what] = args as [string | { text: string }];
      if (on) seen.push({ sql: typeof what === 'string' ? what : what.text, beginsTrip: underWay === 0 });
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

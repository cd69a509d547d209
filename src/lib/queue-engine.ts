import {
  type ConnectionOptions,
  createPostgresBackend,
  Queue,
  runMigrations,
  Worker,
  withBackend,
} from 'bullmq';
import { type Cluster, Redis } from 'ioredis';
import pg from 'pg';
import type { Log } from '#lib/log.ts';
import type { ClusterNodes } from '#lib/read-cluster-nodes.ts';
import { connectCluster } from '#lib/redis-cluster.ts';
import { sayTlsTrouble } from '#lib/tls-trouble.ts';

/** Where the job queues live. Nothing but this file knows how they differ (docs/engines.md). */
export type QueueEngine =
  | { kind: 'postgres'; url: string }
  | { kind: 'redis'; url: string }
  | { kind: 'redis'; host: string; port: number; password?: string }
  | ({ kind: 'redis-cluster' } & ClusterNodes);

/** What the queues need of an engine. */
export type OpenEngine = {
  constructors: { Queue: typeof Queue; Worker: typeof Worker };
  connection: ConnectionOptions;
  /** Into how many parts a queue is divided at most; each part may live on another server. */
  parts: number;
  ping(): Promise<unknown>;
  /**
   * Holds the locks of running jobs to the clock of the engine: none ends later than so many milliseconds from now, and
   * one that is over is over for everybody. BullMQ on PostgreSQL takes the time of its workers: a job of one that died
   * would else hold up equal wake-ups for as long as its clock was ahead, or those of all others are behind. When a worker
   * last looked for such jobs is forgotten, too: a look "in two hours" would keep all others from looking.
   */
  limitLocks(mostMs: number): Promise<unknown>;
  /** False while the engine is known to be away: nothing can be told to it, so closing must not wait for it. */
  isUp(): boolean;
  close(): Promise<unknown>;
};

/** Opens the chosen engine. Nothing connects before the first use, but to Redis, which is looked for at once. */
export function openEngine(chosen: QueueEngine, log: Log): OpenEngine {
  switch (chosen.kind) {
    case 'postgres':
      return openPostgres(chosen.url, log);
    case 'redis':
      return openRedis(chosen, log);
    case 'redis-cluster':
      return openCluster(chosen, log);
  }
}

/** Makes or updates the queue tables (schema `bullmq`) on a PostgreSQL engine. Two processes may do it at once. */
export async function migrateQueues(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
    await pool.end();
  }
}

// Five workers hold a LISTEN connection each; the rest is for adding and finishing jobs.
const POSTGRES_CONNECTIONS = 12;

function openPostgres(url: string, log: Log): OpenEngine {
  const pool = new pg.Pool({
    connectionString: url,
    max: POSTGRES_CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    application_name: 'chautari-queue',
    // A wake-up that a crash of the server loses is made up for by the sweeper, so none waits for the disk.
    options: '-c search_path=bullmq -c jit=off -c synchronous_commit=off',
  });
  pool.on('error', (error) => log.warn({ err: error }, 'queue connection lost'));
  // BullMQ listens once for each queue and never stops, and a queue is opened anew at each failure: one listener is enough.
  const on = pool.on.bind(pool) as (event: string, listener: (...args: unknown[]) => void) => pg.Pool;
  pool.on = ((event: string, listener: (...args: unknown[]) => void) =>
    event === 'error' ? pool : on(event, listener)) as typeof pool.on;
  // Also while BullMQ holds one, where the pool does not listen: an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    constructors: withBackend(createPostgresBackend) as unknown as OpenEngine['constructors'],
    connection: pool as unknown as ConnectionOptions,
    parts: 1,
    ping: () => pool.query('SELECT 1'),
    limitLocks: (mostMs) =>
      pool.query(
        `WITH time AS MATERIALIZED (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now_ms),
           looked AS (DELETE FROM meta WHERE field = 'stalled-check')
         UPDATE job SET locked_until_ms = CASE WHEN locked_until_ms > time.now_ms THEN time.now_ms + $1::bigint ELSE 0 END
         FROM time
         WHERE state = 'active'
           AND (locked_until_ms > time.now_ms + 2 * $1::bigint OR locked_until_ms BETWEEN 1 AND time.now_ms - $1::bigint)`,
        [mostMs],
      ),
    isUp: () => true,
    close: () => pool.end(),
  };
}

// BullMQ wants commands of workers to wait for a lost server rather than to fail.
const PATIENT = { maxRetriesPerRequest: null };

// Also for a server that is asked for TLS, does not speak it, and waits.
const CONNECT_WITHIN_MS = 5_000;

function openRedis(chosen: Extract<QueueEngine, { kind: 'redis' }>, log: Log): OpenEngine {
  const options = { ...PATIENT, retryStrategy: retryAfter, connectTimeout: CONNECT_WITHIN_MS };
  const redis =
    'url' in chosen
      ? new Redis(chosen.url, options)
      : new Redis({ host: chosen.host, port: chosen.port, password: chosen.password, ...options });
  let trouble: Error | undefined;
  redis.on('error', (error) => {
    trouble = error;
    log.warn({ err: error, why: sayTlsTrouble(error) }, 'redis connection lost');
  });
  redis.on('ready', () => {
    trouble = undefined;
  });
  return {
    constructors: { Queue, Worker },
    connection: redis,
    parts: 1,
    // Redis ends locks by its own clock.
    limitLocks: async () => {},
    ping: () => (trouble ? Promise.reject(trouble) : redis.ping()),
    isUp: () => isUp(redis.status),
    close: () => leave(redis),
  };
}

// Eight are enough to spread over eight servers; each costs a process one waiting connection.
const CLUSTER_PARTS = 8;

function openCluster(nodes: ClusterNodes, log: Log): OpenEngine {
  const { cluster, endCopies } = connectCluster(nodes, {
    clusterRetryStrategy: retryAfter,
    redisOptions: PATIENT,
  });
  cluster.on('error', (error) => log.warn({ err: error }, 'redis cluster connection lost'));
  cluster.on('node error', (error) => log.warn({ err: error }, 'a node of the redis cluster is away'));
  return {
    constructors: { Queue, Worker },
    connection: cluster,
    parts: CLUSTER_PARTS,
    limitLocks: async () => {},
    async ping() {
      const info = String(await cluster.cluster('INFO'));
      const missing = ['pfail', 'fail'].filter((how) => !info.includes(`cluster_slots_${how}:0`));
      if (missing.length > 0 || !info.includes('cluster_state:ok'))
        throw new Error('a part of the redis cluster is away');
    },
    isUp: () => isUp(cluster.status),
    async close() {
      endCopies();
      await leave(cluster);
    },
  };
}

function retryAfter(tries: number): number {
  return Math.min(tries * 100, 2_000);
}

function isUp(status: Redis['status'] | Cluster['status']): boolean {
  return !['close', 'reconnecting', 'disconnecting', 'end'].includes(status);
}

// A farewell to a server that is away would wait for its return.
async function leave(redis: Redis | Cluster): Promise<void> {
  if (redis.status === 'ready') await redis.quit();
  else redis.disconnect();
}

import {
  type ConnectionOptions,
  createPostgresBackend,
  type Job,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Log } from '#lib/log.ts';

/** Where the job queues live. The rest of the code does not know which (design principle 2). */
export type QueueEngine =
  | { kind: 'postgres'; url: string }
  | { kind: 'redis'; url: string }
  | { kind: 'redis'; host: string; port: number; password?: string };

export type Queues = {
  engine: QueueEngine['kind'];
  /**
   * Wakes a worker: adds a job that coalesces with an equal one that waits, and runs once more if one is active.
   * Losing it loses nothing: the sweeper makes it again from rows. So it throws while the engine is away, rather than
   * hold up the work, and the shutdown, of whoever calls.
   */
  wake(queue: string, job: string, data: Record<string, unknown>, coalesceAs: string): Promise<void>;
  /** Starts a worker on a queue. `run` gets the job's name and its data, unparsed. */
  work(queue: string, concurrency: number, run: (job: string, data: unknown) => Promise<void>): void;
  /** Milliseconds for a round trip to the engine; throws when it cannot be reached. */
  ping(): Promise<number>;
  /** Stops taking jobs and waits for those that run. */
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
};

const LONGEST_STAY_MS = 10_000;
const START_AGAIN_MS = 500;

// A job whose process died, or whose end could not be told to the engine, keeps equal wake-ups from running until
// its lock ends. A live one renews its lock at half time; running twice does no harm.
const AFTER_A_CRASH = { lockDuration: 8_000, stalledInterval: 4_000, maxStalledCount: 10 };

type Engine = {
  constructors: { Queue: typeof Queue; Worker: typeof Worker };
  connection: ConnectionOptions;
  ping(): Promise<unknown>;
  /** False while the engine is known to be away: nothing can be told to it, so closing must not wait for it. */
  isUp(): boolean;
  close(): Promise<unknown>;
};

/** Opens the queues on the chosen engine. Nothing connects before the first use. */
export function openQueues(chosen: QueueEngine, log: Log): Queues {
  const engine = chosen.kind === 'postgres' ? postgresEngine(chosen.url, log) : redisEngine(chosen, log);
  const queues = new Map<string, Queue>();
  const workers = new Set<Worker>();
  let closing = false;
  // While closing, connections end in any order; that is no trouble.
  const warn = (error: Error) => closing || log.warn({ err: error }, 'queue connection trouble');

  const queueOf = (name: string): Queue => {
    let queue = queues.get(name);
    if (!queue) {
      const defaultJobOptions: QueueOptions['defaultJobOptions'] = {
        removeOnComplete: true,
        removeOnFail: 100,
      };
      queue = new engine.constructors.Queue(name, { connection: engine.connection, defaultJobOptions });
      queue.on('error', warn);
      queues.set(name, queue);
    }
    return queue;
  };

  // BullMQ keeps a queue whose first use failed as failed for good, so the next use begins with a new one.
  const forget = (name: string): void => {
    const queue = queues.get(name);
    queues.delete(name);
    queue?.close().catch(() => {});
  };

  const add = async (
    queue: string,
    job: string,
    data: Record<string, unknown>,
    coalesceAs: string,
  ): Promise<void> => {
    try {
      await queueOf(queue).add(job, data, { deduplication: { id: coalesceAs, keepLastIfActive: true } });
    } catch (error) {
      forget(queue);
      throw error;
    }
  };

  // A wake-up for what this process is just doing needs no trip to the engine: it does it once more.
  const runningHere = new Map<string, { again: boolean }>();
  const underWay = new Set<Promise<void>>();

  const runAndAgain = async (
    queue: string,
    job: Job,
    run: (job: string, data: unknown) => Promise<void>,
  ): Promise<void> => {
    const key = job.opts.deduplication?.id ?? job.id!;
    const state = { again: false };
    const endOfStay = performance.now() + LONGEST_STAY_MS;
    runningHere.set(key, state);
    try {
      do {
        state.again = false;
        await run(job.name, job.data);
      } while (state.again && !closing && performance.now() < endOfStay);
    } finally {
      runningHere.delete(key);
    }
    // After a long stay, or while this process ends, the work goes back to the engine, where another process may be free to take it.
    if (state.again) await add(queue, job.name, job.data, key);
  };

  // What runs is finished in either case; only telling the engine is not waited for while it is away.
  const stopWorker = async (worker: Worker): Promise<void> => {
    if (engine.isUp()) return worker.close();
    await Promise.allSettled(underWay);
    await worker.close(true);
  };

  const stopAll = async (): Promise<void> => {
    const open = [...workers];
    workers.clear();
    await Promise.all(open.map(stopWorker));
  };

  return {
    engine: chosen.kind,
    async wake(queue, job, data, coalesceAs) {
      const running = runningHere.get(coalesceAs);
      if (running) running.again = true;
      else if (engine.isUp()) await add(queue, job, data, coalesceAs);
      else throw new Error('the queue engine is away');
    },
    work(queue, concurrency, run) {
      const options = { connection: engine.connection, concurrency, ...AFTER_A_CRASH };
      const start = (): void => {
        if (closing) return;
        const worker = new engine.constructors.Worker(
          queue,
          (job) => {
            const running = runAndAgain(queue, job, run);
            underWay.add(running);
            return running.finally(() => underWay.delete(running));
          },
          options,
        );
        worker.on('error', warn);
        worker.on('failed', (job, error) => log.error({ err: error, queue, job: job?.name }, 'job failed'));
        workers.add(worker);
        // A worker that found no server at its start would stay without one: another takes its place.
        worker.waitUntilReady().catch(() => {
          if (!workers.delete(worker)) return;
          worker.close(true).catch(() => {});
          setTimeout(start, START_AGAIN_MS).unref();
        });
      };
      start();
    },
    async ping() {
      const began = performance.now();
      await engine.ping();
      return performance.now() - began;
    },
    async stopWorkers() {
      closing = true;
      await stopAll();
    },
    async close() {
      closing = true;
      await stopAll();
      await Promise.all([...queues.values()].map((one) => one.close()));
      await engine.close();
    },
  };
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

function postgresEngine(url: string, log: Log): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: POSTGRES_CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    application_name: 'chautari-queue',
    options: '-c search_path=bullmq -c jit=off',
  });
  pool.on('error', (error) => log.warn({ err: error }, 'queue connection lost'));
  // Also while BullMQ holds one, where the pool does not listen: an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    constructors: withBackend(createPostgresBackend) as unknown as Engine['constructors'],
    connection: pool as unknown as ConnectionOptions,
    ping: () => pool.query('SELECT 1'),
    isUp: () => true,
    close: () => pool.end(),
  };
}

function redisEngine(chosen: Extract<QueueEngine, { kind: 'redis' }>, log: Log): Engine {
  // BullMQ wants commands of workers to wait for a lost server rather than to fail.
  const options = {
    maxRetriesPerRequest: null,
    retryStrategy: (tries: number) => Math.min(tries * 100, 2_000),
  };
  const redis =
    'url' in chosen
      ? new Redis(chosen.url, options)
      : new Redis({ host: chosen.host, port: chosen.port, password: chosen.password, ...options });
  redis.on('error', (error) => log.warn({ err: error }, 'redis connection lost'));
  return {
    constructors: { Queue, Worker },
    connection: redis,
    ping: () => redis.ping(),
    isUp: () => !['close', 'reconnecting', 'end'].includes(redis.status),
    // A farewell to a server that is away would wait for its return.
    close: async () => (redis.status === 'ready' ? redis.quit() : redis.disconnect()),
  };
}

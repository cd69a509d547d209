import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue, QueueOptions, Worker } from 'bullmq';
import type { Log } from '#lib/log.ts';
import { openEngine, type QueueEngine } from '#lib/queue-engine.ts';

export type Queues = {
  engine: QueueEngine['kind'];
  /**
   * Wakes a worker: adds a job that coalesces with an equal one that waits, and runs once more if one is active.
   * Losing it loses nothing: the sweeper makes it again from rows. So it throws while the engine is away, rather than
   * hold up the work, and the shutdown, of whoever calls.
   * @param part of a queue that is worked on in parts: which of them
   */
  wake(
    queue: string,
    job: string,
    data: Record<string, unknown>,
    coalesceAs: string,
    part?: number,
  ): Promise<void>;
  /**
   * The same for work that may run in several processes at a time: this process begins it at once if it works on that
   * queue, which spares the way through the engine; otherwise it wakes whoever does.
   */
  wakeHere: Queues['wake'];
  /**
   * Starts a worker on a queue. `run` gets the job's name and its data, unparsed.
   * @param parts into how many the queue may be divided, where its engine has several servers to put them on
   */
  work(queue: string, concurrency: number, run: Run, parts?: number): void;
  /** Milliseconds for a round trip to the engine; throws when it cannot be reached. */
  ping(): Promise<number>;
  /** Stops taking jobs and waits for those that run. */
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
};

const LONGEST_STAY_MS = 10_000;
const START_AGAIN_MS = 500;
const FAREWELL_MS = 3_000;

// A job whose process died, or whose end could not be told to the engine, keeps equal wake-ups from running until
// its lock ends. A live one renews its lock at half time; running twice does no harm.
const AFTER_A_CRASH = { lockDuration: 8_000, stalledInterval: 4_000, maxStalledCount: 10 };

// A worker that was cut off asks for work again after half a second, not after the quarter of a minute of BullMQ's own.
const AFTER_A_CUT = { runRetryDelay: START_AGAIN_MS };

type Run = (job: string, data: unknown) => Promise<void>;

type Waking = { name: string; data: Record<string, unknown> };

type Part = { queue: string; part: number };

/** Opens the queues on the chosen engine. Nothing connects before the first use. */
export function openQueues(chosen: QueueEngine, log: Log): Queues {
  const engine = openEngine(chosen, log);
  const queues = new Map<string, Queue>();
  const workers = new Set<Worker>();
  let closing = false;
  // While closing, connections end in any order; that is no trouble.
  const warn = (error: Error) => closing || log.warn({ err: error }, 'queue connection trouble');

  const partOf = (queue: string, part: number): Part => ({ queue, part: part % engine.parts });

  const queueOf = (at: Part): Queue => {
    const prefix = prefixOf(at);
    let queue = queues.get(prefix);
    if (!queue) {
      const defaultJobOptions: QueueOptions['defaultJobOptions'] = {
        removeOnComplete: true,
        removeOnFail: 100,
      };
      queue = new engine.constructors.Queue(at.queue, {
        connection: engine.connection,
        prefix,
        defaultJobOptions,
      });
      queue.on('error', warn);
      queues.set(prefix, queue);
    }
    return queue;
  };

  // BullMQ keeps a queue whose first use failed as failed for good, so the next use begins with a new one.
  const forget = (at: Part): void => {
    const queue = queues.get(prefixOf(at));
    queues.delete(prefixOf(at));
    queue?.close().catch(() => {});
  };

  const add = async (
    at: Part,
    job: string,
    data: Record<string, unknown>,
    coalesceAs: string,
  ): Promise<void> => {
    try {
      await queueOf(at).add(job, data, { deduplication: { id: coalesceAs, keepLastIfActive: true } });
    } catch (error) {
      forget(at);
      throw error;
    }
  };

  // A wake-up for what this process is just doing needs no trip to the engine: it does it once more.
  const runningHere = new Map<string, { again: boolean }>();
  const underWay = new Set<Promise<void>>();
  const runners = new Map<string, Run>();

  const runAndAgain = async (at: Part, job: Waking, key: string, run: Run): Promise<void> => {
    const running = runningHere.get(key);
    if (running) {
      running.again = true;
      return;
    }
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
    // After a long stay, or while this process ends, the work goes back to the engine, where another process may take it.
    if (state.again) await add(at, job.name, job.data, key);
  };

  /** Runs, and lets the process not close before the end. */
  const start = (...work: Parameters<typeof runAndAgain>): Promise<void> => {
    const running = runAndAgain(...work);
    underWay.add(running);
    return running.finally(() => underWay.delete(running));
  };

  const startWorker = (at: Part, concurrency: number, run: Run): void => {
    if (closing) return;
    const worker = new engine.constructors.Worker(
      at.queue,
      (job) => start(at, job, job.opts.deduplication?.id ?? job.id!, run),
      {
        connection: engine.connection,
        prefix: prefixOf(at),
        concurrency,
        ...AFTER_A_CRASH,
        ...AFTER_A_CUT,
      },
    );
    worker.on('error', warn);
    worker.on('failed', (job, error) => log.error({ err: error, ...at, job: job?.name }, 'job failed'));
    workers.add(worker);
    // A worker that found no server at its start would stay without one: another takes its place.
    worker.waitUntilReady().catch(() => {
      if (!workers.delete(worker)) return;
      worker.close(true).catch(() => {});
      setTimeout(() => startWorker(at, concurrency, run), START_AGAIN_MS).unref();
    });
  };

  // What runs is finished in any case; only telling the engine is not waited for while it, or a part of it, is away.
  const stopWorker = async (worker: Worker): Promise<void> => {
    const isUp = engine.isUp();
    const closed = isUp ? worker.close() : undefined;
    const finished = Promise.allSettled(underWay);
    if (isUp)
      await Promise.race([closed, finished.then(() => sleep(FAREWELL_MS, undefined, { ref: false }))]);
    else await finished.then(() => worker.close(true));
    await endLockRenewal(worker);
  };

  // While the engine is away there is nothing to limit, and it is looked at again soon.
  const limitLocks = () => void engine.limitLocks(AFTER_A_CRASH.lockDuration).catch(() => {});
  let limiting: NodeJS.Timeout | undefined;

  const stopAll = async (): Promise<void> => {
    clearInterval(limiting);
    const open = [...workers];
    workers.clear();
    await Promise.all([...open.map(stopWorker), Promise.allSettled(underWay)]);
  };

  const wake: Queues['wake'] = async (queue, job, data, coalesceAs, part = 0) => {
    const running = runningHere.get(coalesceAs);
    if (running) running.again = true;
    else if (engine.isUp()) await add(partOf(queue, part), job, data, coalesceAs);
    else throw new Error('the queue engine is away');
  };

  return {
    engine: chosen.kind,
    wake,
    async wakeHere(queue, job, data, coalesceAs, part = 0) {
      const run = closing ? undefined : runners.get(queue);
      if (!run) return wake(queue, job, data, coalesceAs, part);
      start(partOf(queue, part), { name: job, data }, coalesceAs, run).catch((error) =>
        log.error({ err: error, queue, part, job }, 'job failed'),
      );
    },
    work(queue, concurrency, run, parts = 1) {
      runners.set(queue, run);
      limiting ??= setInterval(limitLocks, AFTER_A_CRASH.stalledInterval).unref();
      for (let part = 0; part < Math.min(parts, engine.parts); part++)
        startWorker({ queue, part }, concurrency, run);
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

/**
 * What the keys of a part begin with. A Redis Cluster keeps keys with the same words in braces on one server, as BullMQ
 * needs it. The dash after the number is what spreads the parts of a queue: with it, the checksums of eight parts fall
 * one into each eighth of the cluster's slots, whatever the name.
 */
function prefixOf({ queue, part }: Part): string {
  return `{${queue}-${part}-}`;
}

/**
 * BullMQ (6.7) ends the timer of its locks only when a worker's last fetch has come to its end, which a fetch on a
 * connection that is gone may never do; the timer would then keep the process. Nothing runs any more when this is called.
 */
async function endLockRenewal(worker: Worker): Promise<void> {
  await (worker as unknown as { lockManager: { close(): Promise<void> } }).lockManager.close();
}

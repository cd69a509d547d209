import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchDatabase, openDatabase } from '#bench/support/open-database.ts';
import { startScript } from '#bench/support/processes.ts';
import { CALLBACK, SECRET, type StartedChautari, startChautari } from '#bench/support/start-chautari.ts';
import { round } from '#bench/support/sum-up.ts';
import { readConfig } from '#src/config.ts';
import { buildRuntime, type Runtime } from '#src/runtime.ts';

/** What a scenario plays on: an embedded PostgreSQL, the simulator and Chautari, each in a process of its own. */
export type Stage = {
  database: BenchDatabase;
  simulatorUrl: string;
  /** For planning with the stages' own code; the bench itself sends nothing. */
  runtime: Runtime;
  /** Starts Chautari, once its rows stand; milliseconds until it was ready. */
  startServer(role?: 'all' | 'server'): Promise<number>;
  /** Starts a worker in a process of its own, beside a server. */
  startWorker(): Promise<StartedChautari>;
  /** Once it is started. */
  server(): StartedChautari;
  /** CPU used so far, in milliseconds; the worker's with the server's. */
  cpu(): Cpu;
  ledger(): Promise<Ledger>;
  /** Messages the simulator took since then (milliseconds since 1970), in their order. */
  takenSince(since: number): Promise<Taken[]>;
  close(): Promise<void>;
};

export type Cpu = { server: number; postgres: number; simulator: number };

/** How far the simulator's messages have come, and how many of its POSTs were answered with 200. */
export type Ledger = { totals: Record<string, number>; webhooks: { taken: number } };

/** One accepted message: to whom (digits alone), by which number, and when, in milliseconds since 1970. */
export type Taken = { phone: string; phoneNumberId: string; at: number };

export type StageOptions = {
  statusesPerWebhook: number;
  /** When the statuses of a message come, where it should be otherwise than at once; spans in milliseconds. */
  statuses?: Record<string, [number, number]>;
  /** Also count the statements PostgreSQL spends its time on. */
  profile: boolean;
  /** A folder for CPU profiles of server and simulator; none when empty. */
  cpuProfile: string;
};

export async function openStage({
  statusesPerWebhook,
  statuses = {},
  profile,
  cpuProfile,
}: StageOptions): Promise<Stage> {
  const profiling = cpuProfile ? ['--cpu-prof', `--cpu-prof-dir=${cpuProfile}`] : [];
  const database = await openDatabase({ profile });
  let simulatorUrl = '';
  const simulator = await startScript(
    'bench/support/simulator-process.ts',
    [CALLBACK, SECRET, String(statusesPerWebhook), JSON.stringify(NO_LIMITS), JSON.stringify(statuses)],
    {},
    (line) => {
      simulatorUrl = line;
      return line.startsWith('http');
    },
    profiling,
  );
  const runtime = buildRuntime(
    readConfig({ LOG_LEVEL: 'silent', DATABASE_URL: database.url, GRAPH_BASE_URL: simulatorUrl }),
    'bench',
  );
  let server: StartedChautari | undefined;
  let worker: StartedChautari | undefined;
  const start = (role: 'all' | 'server' | 'worker') =>
    startChautari(role, { databaseUrl: database.url, graphUrl: simulatorUrl }, profiling);

  return {
    database,
    simulatorUrl,
    runtime,
    server: () => server!,
    async startServer(role = 'all') {
      const began = performance.now();
      server = await start(role);
      return performance.now() - began;
    },
    async startWorker() {
      worker = await start('worker');
      return worker;
    },
    cpu: () => ({
      server: (server?.cpuMs() ?? 0) + (worker?.cpuMs() ?? 0),
      postgres: database.cpuMs(),
      simulator: simulator.cpuMs(),
    }),
    ledger: async () => (await (await fetch(`${simulatorUrl}/ledger?limit=0`)).json()) as Ledger,
    async takenSince(since) {
      const answer = await fetch(`${simulatorUrl}/ledger?since=${since}&limit=1000000`);
      return ((await answer.json()) as { messages: Taken[] }).messages;
    },
    async close() {
      await server?.stop();
      await worker?.stop();
      await simulator.stop();
      await runtime.close();
      await database.close();
    },
  };
}

const NO_LIMITS = { throughputPerSecond: 0, pairRate: false };

const PATIENCE_MS = 15 * 60_000;

/** Asks again until it holds; milliseconds since `began` (performance.now()). */
export async function until(began: number, isDone: () => Promise<boolean>, everyMs = 250): Promise<number> {
  while (!(await isDone())) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('the run did not come to its end in time');
    await sleep(everyMs);
  }
  return performance.now() - began;
}

/** What each process used for each of `count` messages between two readings, in milliseconds. */
export function cpuEach(before: Cpu, after: Cpu, count: number): Cpu & { ours: number } {
  const each = (who: keyof Cpu) => (after[who] - before[who]) / count;
  const [server, postgres, simulator] = [each('server'), each('postgres'), each('simulator')];
  return {
    server: round(server),
    postgres: round(postgres),
    simulator: round(simulator),
    ours: round(server + postgres),
  };
}

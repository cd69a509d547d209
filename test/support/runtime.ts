import { createLog } from '#lib/log.ts';
import { migrateQueues } from '#lib/queue-engine.ts';
import { readConfig } from '#src/config.ts';
import { buildRuntime, queueEngineOf, type Runtime } from '#src/runtime.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';

type Test = { after(fn: () => Promise<void>): void };

export type TestRuntime = Runtime & { database: TestDatabase; time: TestClock };

/** A clock that stands still until a test moves it. */
export type TestClock = { now(): number; random(): number; set(at: number): void; pass(ms: number): void };

export const SECRETS = {
  WA_APP_SECRET: 'test-app-secret',
  VERIFY_TOKEN: 'test-verify-token',
  WA_ACCESS_TOKEN: 'test-token',
};

/** People of a test hear everything at once, and as many as a test has; those of budgets say otherwise. */
const NO_BUDGETS = { WA_PEOPLE_PER_DAY: '0', WA_PAIR_SECONDS: '0' };

/**
 * A runtime on a database of its own, closed after the test. `env` adds to the configuration, for example
 * `GRAPH_BASE_URL` of a simulator, or `REDIS_URL` for the other queue engine. With `queues` the queue tables are made too,
 * for tests that start real workers; the others run the stages by {@link settle}.
 */
export async function createTestRuntime(
  t: Test,
  env: Record<string, string> = {},
  options: { queues?: boolean; startAt?: number } = {},
): Promise<TestRuntime> {
  const database = await createTestDatabase(t);
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    DATABASE_URL: database.url,
    ...SECRETS,
    ...NO_BUDGETS,
    ...env,
  });
  if (options.queues && queueEngineOf(config, database.url).kind === 'postgres')
    await migrateQueues(database.url);
  const time = createClock(options.startAt ?? Date.now());
  const runtime = buildRuntime(config, 'test', { clock: time, log: createLog(config.LOG_LEVEL, 'test') });
  t.after(() => runtime.close());
  return { ...runtime, database, time };
}

function createClock(at: number): TestClock {
  let now = at;
  return {
    now: () => now,
    random: () => 0,
    set: (to) => {
      now = to;
    },
    pass: (ms) => {
      now += ms;
    },
  };
}

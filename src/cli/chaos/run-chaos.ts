import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inventAppUrl } from '#lib/app-login.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { findFreePort } from '#lib/embedded-state.ts';
import { expectedError } from '#lib/expected-error.ts';
import { loadDemoMany } from '#school/demo/load-demo-many.ts';
import { makeLoadSchools } from '#school/demo/make-load-schools.ts';
import { type Random, seededRandom } from '#school/demo/seeded-random.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import { drawFault, type World } from '#src/cli/chaos/faults.ts';
import { judge, type Verdict } from '#src/cli/chaos/judge.ts';
import { type Supervised, supervise, waitOrEnd } from '#src/cli/chaos/processes.ts';
import { type ChaosRedis, startChaosRedis } from '#src/cli/chaos/redis.ts';
import { prepareDatabase } from '#src/cli/prepare-database.ts';

export type ChaosOptions = {
  seed: number;
  seconds: number;
  redis: boolean;
  log: (line: string) => void;
  /** Ends the run before its time: everything that was started is ended, and an expected error thrown. */
  ended?: AbortSignal;
};

const SECRET = 'chaos-app-secret';
const SIZE = { schools: 20, classes: 3, guardians: 6 };
const TEXTS_PER_SECOND = 12;
// Everything is faster here than in life: statuses come within seconds on a busy machine, too, and refused webhooks at once when it is calm.
// A webhook refused three times comes again after 15 s (the simulator's schedule), which a clock that was set forward and is
// followed at half its speed counts as 22: the wait after a gap is longer than that.
const WAITS = {
  WA_ANSWER_TIMEOUT_SECONDS: '2',
  NOT_TAKEN_AFTER_SECONDS: '12',
  NOT_TAKEN_AFTER_GAP_SECONDS: '24',
  UNSETTLED_WAIT_SECONDS: '90',
  UNSETTLED_URGENT_WAIT_SECONDS: '90',
};
const PATIENCE_MS = 180_000;

type Stage = {
  database: EmbeddedPostgres;
  pool: pg.Pool;
  redis: ChaosRedis | undefined;
  simulator: Simulator;
  processes: Record<'server' | 'worker-1' | 'worker-2', Supervised>;
  ended: AbortSignal;
};

/** One run: load and faults for so many seconds, then calm, then judgement. */
export async function runChaos(options: ChaosOptions): Promise<Verdict> {
  const { seed, seconds, redis, log, ended = new AbortController().signal } = options;
  const folder = mkdtempSync(join(tmpdir(), 'chautari-chaos-'));
  const closers: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  try {
    const stage = await setStage(folder, redis, closers, ended);
    log(`seed ${seed}: ${SIZE.schools} schools, ${TEXTS_PER_SECOND} texts a second for ${seconds} s`);
    const random = seededRandom(`chaos ${seed}`);
    const end = performance.now() + seconds * 1_000;
    const faults: string[] = [];
    const [said] = await Promise.all([typeTexts(stage, end), breakThings(stage, random, end, faults, log)]);
    log('calm');
    stage.simulator.chaos.calm();
    const settled = await settleDown(stage);
    if (ended.aborted) throw expectedError('Ended before its time, so nothing was judged.');
    const exits = await stopAll(stage);
    return await judge({
      seed,
      seconds,
      engine: redis ? 'redis' : 'postgres',
      said,
      faults,
      settled,
      exits,
      pool: stage.pool,
      simulator: stage.simulator,
    });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function setStage(
  folder: string,
  withRedis: boolean,
  closers: (() => Promise<unknown>)[],
  ended: AbortSignal,
): Promise<Stage> {
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => {} });
  closers.push(() => database.close());
  const redis = withRedis ? await startChaosRedis(folder) : undefined;
  if (redis) closers.push(redis.close);
  const appUrl = inventAppUrl(database.url);
  await prepareDatabase(
    database.url,
    redis ? { kind: 'redis', url: redis.url } : { kind: 'postgres', url: database.url },
    () => {},
    appUrl,
  );
  await loadDemoMany(database.url, SIZE, () => {});
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => {}); // the database goes away on purpose
  closers.push(() => pool.end());

  const simulator = await startSimulator({
    appSecret: SECRET,
    templates: 'any',
    limits: { messagingTier: 0, freeServiceMessages: 1_000_000, pairRate: false },
    statuses: { sentAfterMs: [5, 60], deliveredAfterMs: [20, 300], readAfterMs: [100, 900] },
    webhooks: { timeoutMs: 3_000 },
    ledger: { keep: 1_000_000 },
  });
  closers.push(() => simulator.close());
  const port = await findFreePort();
  const env = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    PORT: String(port),
    DATABASE_URL: appUrl,
    DB_MAX_CONNECTIONS: '10',
    GRAPH_BASE_URL: simulator.url,
    WA_ACCESS_TOKEN: 'chaos',
    WA_PEOPLE_PER_DAY: '1000000',
    WA_PAIR_SECONDS: '0',
    WA_APP_SECRET: SECRET,
    VERIFY_TOKEN: 'chaos-verify-token',
    ...WAITS,
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  const begin = async (name: string, role: string): Promise<Supervised> => {
    const one = await supervise(name, ['start', role], env, folder, ended);
    closers.push(one.stop);
    return one;
  };
  const processes = {
    server: await begin('server', 'server'),
    'worker-1': await begin('worker-1', 'worker'),
    'worker-2': await begin('worker-2', 'worker'),
  };
  simulator.setCallback(`http://127.0.0.1:${port}/webhook`);
  return { database, pool, redis, simulator, processes, ended };
}

/** Teachers write, one after another, whatever goes on. Returns the ids of what they said. */
async function typeTexts({ simulator, ended }: Stage, end: number): Promise<string[]> {
  const said: string[] = [];
  const teachers = [...makeLoadSchools(SIZE)].flatMap(({ sender, classes }) =>
    classes.map(({ teacher }) => ({ teacher, number: sender.phoneNumberId })),
  );
  for (let nth = 0; performance.now() < end && !ended.aborted; nth++) {
    const { teacher, number } = teachers[nth % teachers.length]!;
    said.push(simulator.people.say(teacher.phone, number, `${teacher.text} (${nth})`));
    await waitOrEnd(1_000 / TEXTS_PER_SECOND, ended);
  }
  return said;
}

async function breakThings(
  stage: Stage,
  random: Random,
  end: number,
  faults: string[],
  log: (line: string) => void,
): Promise<void> {
  const world = worldOf(stage);
  const running = new Set<Promise<void>>();
  while (performance.now() < end) {
    await waitOrEnd(200 + random.below(400), stage.ended);
    if (stage.ended.aborted) break;
    const fault = drawFault(random, stage.redis !== undefined);
    log(`  ${fault.name}`);
    faults.push(fault.name);
    const done = fault.run(world).finally(() => running.delete(done));
    running.add(done);
  }
  await Promise.all(running);
}

function worldOf({ database, redis, simulator, processes, ended }: Stage): World {
  // One thing can be down only once: a second fault on it waits for the first.
  const queues = new Map<string, Promise<void>>();
  const inTurn = (what: string, work: () => Promise<void>): Promise<void> => {
    const next = (queues.get(what) ?? Promise.resolve()).then(work);
    queues.set(what, next);
    return next;
  };
  return {
    kill: (who, restartAfterMs) => inTurn(who, () => processes[who].kill(restartAfterMs)),
    crashDatabase: (downMs) =>
      inTurn('database', async () => {
        await database.stop('immediate');
        await waitOrEnd(downMs, ended);
        await database.startAgain();
      }),
    hang: (who, forMs) => inTurn(who, () => processes[who].hang(forMs)),
    setClock: (who, byMs) => inTurn(who, async () => processes[who].setClock(byMs)),
    flushRedis: () => inTurn('redis', async () => redis?.flush()),
    trouble: (chaos, forMs) =>
      inTurn('simulator', async () => {
        simulator.chaos.set(chaos);
        await waitOrEnd(forMs, ended);
        simulator.chaos.calm();
      }),
  };
}

/** Waits until nothing waits: webhooks are all taken, texts handled, sends final. False when that does not come about. */
async function settleDown({ pool, simulator, ended }: Stage): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end && !ended.aborted) {
    // Webhooks that were refused wait for their retry on the simulator's clock.
    simulator.clock.move(60_000);
    await simulator.webhooksIdle();
    // What was refused often enough waits for hours: until it has come, the database may be quiet and not know of it.
    if (simulator.webhooksWaiting() === 0 && (await isQuiet(pool))) return true;
    await waitOrEnd(300, ended);
  }
  return false;
}

async function isQuiet(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool
    .query<{ quiet: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM webhook_event WHERE processed_at IS NULL)
          AND NOT EXISTS (SELECT FROM inbound_message WHERE handled_at IS NULL)
          AND NOT EXISTS (SELECT FROM delivery WHERE status IN ('planned', 'sending', 'unknown', 'accepted', 'sent')) AS quiet`,
    )
    .catch(() => ({ rows: [] }));
  return rows[0]?.quiet ?? false;
}

async function stopAll({ processes }: Stage): Promise<Record<string, number | string>> {
  const exits = await Promise.all(
    Object.values(processes).map(async (process) => [process.name, await process.stop()] as const),
  );
  return Object.fromEntries(exits);
}

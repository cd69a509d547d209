import { loadDemoSchool } from '#school/demo/load-demo-school.ts';
import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import type { Role, Running } from '#src/start-chautari.ts';
import { startChautari } from '#src/start-chautari.ts';
import { templateRegistrations } from '#templates/register-templates.ts';
import { noRedis, noValkey, startRedis, type TestRedis } from '#test/support/redis.ts';
import { startRedisCluster } from '#test/support/redis-cluster.ts';
import { createTestRuntime, SECRETS, type TestRuntime } from '#test/support/runtime.ts';

type Test = { after(fn: () => Promise<void> | void): void };

/** The queue engines, and why one is skipped. */
export const ENGINES = [
  { name: 'PostgreSQL', skip: false },
  { name: 'Redis', skip: noRedis },
  { name: 'Valkey', skip: noValkey },
  { name: 'Redis Cluster', skip: noRedis },
] as const;
/** What each of them is called in a runtime. */
export const KINDS = {
  PostgreSQL: 'postgres',
  Redis: 'redis',
  Valkey: 'redis',
  'Redis Cluster': 'redis-cluster',
} as const;
export type EngineName = (typeof ENGINES)[number]['name'];

const demo = makeDemoSchool({ seed: 'engines' });
const number = demo.sender.phoneNumberId;
const admin = demo.staff.find((member) => member.role === 'admin')!;

export type Stage = {
  simulator: Simulator;
  runtime: TestRuntime;
  redis: TestRedis | undefined;
  /** Settings of a further process on the same database, queue and simulator. */
  env: Record<string, string>;
  guardians: number;
  start(role: Role): Promise<Running>;
  /** The head teacher writes to the guardians of the whole school. */
  announce(text: string): void;
  /** How many guardians' phones show so many messages. */
  phonesShowing(messages: number): number;
  /** Deliveries to guardians by status. */
  counts(): Promise<Record<string, number>>;
};

/** A demo school on one queue engine, with phones that receive at once and nothing started yet. */
export async function stageEngine(test: Test, engine: EngineName, perSecond = 200): Promise<Stage> {
  // Closed in the reverse order of opening: workers before the engine they work on.
  const closers: (() => Promise<void> | void)[] = [];
  const t = { after: (close: () => Promise<void> | void) => void closers.push(close) };
  test.after(async () => {
    for (const close of closers.reverse()) await close();
  });
  const simulator = await startSimulator({
    appSecret: SECRETS.WA_APP_SECRET,
    verifyToken: SECRETS.VERIFY_TOKEN,
    limits: { messagingTier: 0, throughputPerSecond: 0 },
    statuses: { sentAfterMs: [1, 5], deliveredAfterMs: [1, 10], readAfterMs: [1, 10] },
  });
  t.after(() => simulator.close());
  const redis = await startQueueServers(t, engine);
  const env: Record<string, string> = {
    GRAPH_BASE_URL: simulator.url,
    WA_RATE_LIMIT_PER_SECOND: String(perSecond),
    WA_PEOPLE_PER_DAY: '0',
    ...(redis ? { [engine === 'Redis Cluster' ? 'REDIS_CLUSTER_NODES' : 'REDIS_URL']: redis.url } : {}),
  };
  const runtime = await createTestRuntime(t, { ...env, PORT: '0' }, { queues: true });
  const live = { ...runtime, clock: { now: Date.now, random: Math.random }, close: async () => {} };
  await loadDemoSchool(runtime.db, demo, {
    number: { ...demo.sender, wabaId: '1000', displayNumber: demo.sender.phone },
    undoWindowSeconds: 0,
  });
  simulator.numbers.put([{ phoneNumberId: number, wabaId: '1000', displayPhoneNumber: demo.sender.phone }]);
  simulator.templates.put(
    templateRegistrations({ IMAGE: '4:a', DOCUMENT: '4:b' }).map((one) => ({ ...one, wabaId: '1000' })),
  );
  return {
    simulator,
    runtime,
    redis,
    env: { ...SECRETS, ...env, NODE_ENV: 'test', DATABASE_URL: runtime.database.url },
    guardians: demo.guardians.length,
    async start(role) {
      const running = await startChautari(live, role);
      t.after(() => running.close());
      if (running.address) simulator.setCallback(`${running.address}/webhook`);
      return running;
    },
    announce: (text) => void simulator.people.say(admin.phone, number, `Announcement: ${text}`),
    phonesShowing: (messages) =>
      demo.guardians.filter((g) => simulator.people.shows(g.phone, number).length === messages).length,
    async counts() {
      const rows = await runtime.database.query<{ status: string; count: number }>(
        `SELECT status::text, count(*)::int FROM delivery WHERE recipient_kind = 'guardian' GROUP BY 1`,
      );
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    },
  };
}

async function startQueueServers(t: Test, engine: EngineName): Promise<TestRedis | undefined> {
  switch (engine) {
    case 'PostgreSQL':
      return undefined;
    case 'Redis':
      return startRedis(t);
    case 'Valkey':
      return startRedis(t, [], 'valkey-server');
    case 'Redis Cluster':
      return startRedisCluster(t);
  }
}

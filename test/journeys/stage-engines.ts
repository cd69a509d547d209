import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { keepMedia } from '#simulator/media/keep-media.ts';
import { type Closing, closeBackwards } from '#test/support/close-backwards.ts';
import { noRedis, noValkey, startRedis, type TestRedis } from '#test/support/redis.ts';
import { startRedisCluster } from '#test/support/redis-cluster.ts';
import { SECRETS } from '#test/support/runtime.ts';
import { type DemoStage, stageDemo } from './stage-demo.ts';

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
const admin = demo.staff.find((member) => member.role === 'admin')!;

export type Stage = DemoStage & {
  redis: TestRedis | undefined;
  /** Settings of a further process on the same database, queue and simulator. */
  env: Record<string, string>;
  guardians: number;
  /** The head teacher writes to the guardians of the whole school. */
  announce(text: string): void;
  /** The same with a photo; `holds` tells it apart from others. */
  show(holds: string, text: string): void;
  /** How many guardians' phones show so many messages. */
  phonesShowing(messages: number): number;
  /** Deliveries to guardians by status. */
  counts(): Promise<Record<string, number>>;
};

/** A demo school on one queue engine, with phones that receive at once and nothing started yet. */
export async function stageEngine(test: Closing, engine: EngineName, perSecond = 200): Promise<Stage> {
  const t = closeBackwards(test);
  const redis = await startQueueServers(t, engine);
  const env: Record<string, string> = {
    WA_RATE_LIMIT_PER_SECOND: String(perSecond),
    WA_PEOPLE_PER_DAY: '0',
    ...(redis ? { [engine === 'Redis Cluster' ? 'REDIS_CLUSTER_NODES' : 'REDIS_URL']: redis.url } : {}),
  };
  const stage = await stageDemo(t, demo, { limits: { throughputPerSecond: 0 }, env });
  const { simulator, runtime, say, shows } = stage;
  return {
    ...stage,
    redis,
    env: {
      ...SECRETS,
      ...env,
      NODE_ENV: 'test',
      GRAPH_BASE_URL: simulator.url,
      DATABASE_URL: runtime.database.url,
    },
    guardians: demo.guardians.length,
    announce: (text) => say(admin.phone, `Announcement: ${text}`),
    show(holds, text) {
      const bytes = Buffer.from(holds);
      const file = { phoneNumberId: null, mimeType: 'image/jpeg', fileName: null, bytes };
      const { id } = keepMedia(simulator.world, file, 7);
      say(admin.phone, { type: 'image', image: { id, caption: `Announcement: ${text}` } });
    },
    phonesShowing: (messages) => demo.guardians.filter((g) => shows(g.phone).length === messages).length,
    async counts() {
      const rows = await runtime.database.query<{ status: string; count: number }>(
        `SELECT status::text, count(*)::int FROM delivery WHERE recipient_kind = 'guardian' GROUP BY 1`,
      );
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    },
  };
}

async function startQueueServers(t: Closing, engine: EngineName): Promise<TestRedis | undefined> {
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

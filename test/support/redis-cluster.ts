import { Redis } from 'ioredis';
import { findFreePort } from '#lib/embedded-state.ts';
import { startRedis, type TestRedis } from './redis.ts';
import { waitUntil } from './wait-until.ts';

/** A Redis Cluster: what is done to it is done to each of its masters. `url` names all of them. */
export type TestRedisCluster = TestRedis & { masters: TestRedis[] };

const MASTERS = 3;
const SLOTS = 16_384;
// A master that does not answer for so long counts as gone: a cluster in use would wait for 15 s.
const NODE_TIMEOUT_MS = 1_000;

/** Starts a Redis Cluster of three masters on 127.0.0.1, in some three seconds; use one for a whole file. */
export async function startRedisCluster(t: {
  after(fn: () => Promise<void>): void;
}): Promise<TestRedisCluster> {
  const masters = await Promise.all(Array.from({ length: MASTERS }, () => startMaster(t)));
  const clients = masters.map(({ url }) => new Redis(url));
  try {
    await join(clients);
  } finally {
    for (const client of clients) client.disconnect();
  }
  const each = (work: (master: TestRedis) => Promise<void>) => async () =>
    void (await Promise.all(masters.map(work)));
  return {
    url: `redis://${masters.map(({ url }) => new URL(url).host).join(',')}`,
    masters,
    empty: each((master) => master.empty()),
    cut: each((master) => master.cut()),
    stop: each((master) => master.stop()),
    startAgain: each((master) => master.startAgain()),
  };
}

async function startMaster(t: { after(fn: () => Promise<void>): void }): Promise<TestRedis> {
  const options = {
    'cluster-enabled': 'yes',
    'cluster-config-file': 'nodes.conf',
    'cluster-node-timeout': String(NODE_TIMEOUT_MS),
    // The usual one, ten thousand above the port, may be more than there are.
    'cluster-port': String(await findFreePort()),
    'cluster-announce-ip': '127.0.0.1',
    // One master gone, the others go on with their share.
    'cluster-require-full-coverage': 'no',
  };
  return startRedis(
    t,
    Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
  );
}

/** Gives each master its third of the slots, introduces them to each other, and waits until all know all. */
async function join(clients: Redis[]): Promise<void> {
  const share = Math.ceil(SLOTS / clients.length);
  for (const [n, client] of clients.entries()) {
    const last = Math.min(SLOTS, (n + 1) * share) - 1;
    await client.call('CLUSTER', 'ADDSLOTSRANGE', String(n * share), String(last));
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', String(n + 1));
  }
  const [first, ...others] = clients;
  for (const other of others) {
    const [, , busPort] = /:(\d+)@(\d+)/.exec(String(await other.call('CLUSTER', 'NODES'))) ?? [];
    await first!.call('CLUSTER', 'MEET', '127.0.0.1', String(other.options.port), busPort!);
  }
  await waitUntil('every master knows the whole cluster', async () => {
    const infos = await Promise.all(clients.map((client) => client.call('CLUSTER', 'INFO')));
    return infos.every((info) => isWhole(String(info)));
  });
}

function isWhole(info: string): boolean {
  return info.includes('cluster_state:ok') && info.includes(`cluster_slots_ok:${SLOTS}`);
}

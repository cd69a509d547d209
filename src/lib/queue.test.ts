import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Cluster } from 'ioredis';
import { createLog } from '#lib/log.ts';
import { openQueues, type Queues } from '#lib/queue.ts';
import { migrateQueues, type QueueEngine } from '#lib/queue-engine.ts';
import { readClusterNodes } from '#lib/read-cluster-nodes.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { noRedis, startRedis, type TestRedis } from '#test/support/redis.ts';
import { startRedisCluster } from '#test/support/redis-cluster.ts';
import { waitUntil } from '#test/support/wait-until.ts';

type Test = { after(fn: () => Promise<void>): void };

/** Where the queues of one test live; whatever is opened there is closed before it goes. */
type Home = { open(): Queues; cut(): Promise<unknown>; redis: TestRedis | undefined };

const cluster = noRedis ? undefined : await startRedisCluster({ after });

async function makeHome(t: Test, kind: QueueEngine['kind']): Promise<Home> {
  const opened: Queues[] = [];
  t.after(async () => void (await Promise.all(opened.map((queues) => queues.close()))));
  const { engine, ...home } = await startEngine(t, kind);
  return {
    ...home,
    open() {
      const queues = openQueues(engine, createLog('silent', 'test'));
      opened.push(queues);
      return queues;
    },
  };
}

async function startEngine(
  t: Test,
  kind: QueueEngine['kind'],
): Promise<Omit<Home, 'open'> & { engine: QueueEngine }> {
  switch (kind) {
    case 'postgres': {
      const database = await createTestDatabase(t);
      await migrateQueues(database.url);
      const cut = () =>
        database.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'chautari-queue'`,
        );
      return { engine: { kind, url: database.url }, cut, redis: undefined };
    }
    case 'redis': {
      const redis = await startRedis(t);
      return { engine: { kind, url: redis.url }, cut: redis.cut, redis };
    }
    case 'redis-cluster': {
      const redis = cluster!;
      await redis.empty();
      return { engine: { kind, ...readClusterNodes(redis.url)! }, cut: redis.cut, redis };
    }
  }
}

const engines: [name: string, kind: QueueEngine['kind'], skip: string | false][] = [
  ['PostgreSQL', 'postgres', false],
  ['Redis', 'redis', noRedis],
  ['Redis Cluster', 'redis-cluster', noRedis],
];

const PARTS = 8;

/** Wakes every part again and again, as the pulse does, until each has run once more. */
async function everyPartRuns(queues: Queues, what: string, ran: Map<unknown, number>): Promise<void> {
  const before = new Map(ran);
  await waitUntil(
    what,
    async () => {
      const waiting = [...Array(PARTS).keys()].filter(
        (slot) => (ran.get(slot) ?? 0) === (before.get(slot) ?? 0),
      );
      await Promise.allSettled(
        waiting.map((slot) => queues.wake('sending', 'drain', { slot }, `drain:${slot}`, slot)),
      );
      return waiting.length === 0;
    },
    { deadlineMs: 40_000, everyMs: 100 },
  );
}

/** Whether a wake-up is refused at once, as it is while the engine is known to be away. */
function isRefused(queues: Queues): Promise<boolean> {
  const refused = queues.wake('sending', 'drain', {}, 'other').then(
    () => false,
    () => true,
  );
  return Promise.race([refused, delay(50).then(() => false)]);
}

function isDown(queues: Queues): Promise<boolean> {
  return queues.ping().then(
    () => false,
    () => true,
  );
}

/** Whether a promise is not fulfilled after a while in which it would be, if it waited for nothing. */
function isOpen(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([promise.then(() => false), delay(300).then(() => true)]);
}

/** A worker on all parts of a queue whose runs do not end until they may. */
function holdRuns(queues: Queues) {
  const begun = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  let [runs, ended] = [0, 0];
  queues.work(
    'sending',
    1,
    async () => {
      runs += 1;
      begun.resolve();
      await mayEnd.promise;
      ended += 1;
    },
    PARTS,
  );
  return { begun: begun.promise, letEnd: mayEnd.resolve, runs: () => runs, ended: () => ended };
}

/** A worker on all parts of a queue, and how often each has run. */
function workOnParts(queues: Queues): Map<unknown, number> {
  const ran = new Map<unknown, number>();
  queues.work(
    'sending',
    2,
    async (_, data) => {
      const { slot } = data as { slot: number };
      ran.set(slot, (ran.get(slot) ?? 0) + 1);
    },
    PARTS,
  );
  return ran;
}

for (const [name, kind, skip] of engines) {
  test(`${name}: a wake-up runs its job with its data`, { skip }, async (t) => {
    const queues = (await makeHome(t, kind)).open();
    const runs: unknown[] = [];
    queues.work('sending', 2, async (job, data) => void runs.push([job, data]));
    await queues.wake('sending', 'drain', { slot: 3 }, 'drain:3');
    await waitUntil('it runs', () => runs.length > 0);
    assert.deepEqual(runs, [['drain', { slot: 3 }]]);
  });

  test(`${name}: twenty wake-ups during a run become one more run or two, the last of them after all wake-ups`, {
    skip,
  }, async (t) => {
    const home = await makeHome(t, kind);
    const [waker, worker] = [home.open(), home.open()];
    let wokenFor = 0;
    const seen: number[] = [];
    let first = true;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    worker.work('sending', 4, async () => {
      seen.push(wokenFor);
      if (first) {
        first = false;
        await held;
      }
    });
    await waker.wake('sending', 'drain', { slot: 1 }, 'drain:1');
    await waitUntil('the first runs', () => seen.length === 1);
    for (wokenFor = 1; wokenFor <= 20; wokenFor++)
      await waker.wake('sending', 'drain', { slot: 1 }, 'drain:1');
    release();
    await waitUntil('one sees all twenty', () => seen.at(-1)! >= 20);
    assert.ok(seen.length <= 3, `${seen.length} runs`);
  });

  test(`${name}: wake-ups for different work do not wait for each other`, { skip }, async (t) => {
    const queues = (await makeHome(t, kind)).open();
    const under = new Set<string>();
    let most = 0;
    queues.work(
      'sending',
      8,
      async (_, data) => {
        under.add(JSON.stringify(data));
        most = Math.max(most, under.size);
        await waitUntil('all eight run', () => most === 8);
      },
      PARTS,
    );
    for (let slot = 0; slot < PARTS; slot++)
      await queues.wake('sending', 'drain', { slot }, `drain:${slot}`, slot);
    await waitUntil('all eight run', () => most === 8);
  });

  test(`${name}: a job that fails does not keep the next wake-up from running`, { skip }, async (t) => {
    const queues = (await makeHome(t, kind)).open();
    let runs = 0;
    queues.work('sending', 1, async () => {
      runs += 1;
      if (runs === 1) throw new Error('once');
    });
    await queues.wake('sending', 'drain', {}, 'drain');
    await waitUntil('it ran', () => runs === 1);
    await waitUntil('the next one runs', async () => {
      await queues.wake('sending', 'drain', {}, 'drain');
      return runs > 1;
    });
  });

  test(`${name}: what is woken here runs here, one at a time with what the engine brings, and is waited for`, {
    skip,
  }, async (t) => {
    const home = await makeHome(t, kind);
    const [here, elsewhere] = [home.open(), home.open()];
    let begun = 0;
    let under = 0;
    let most = 0;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    here.work('sending', 4, async () => {
      begun += 1;
      under += 1;
      most = Math.max(most, under);
      await held;
      under -= 1;
    });
    await here.wakeHere('sending', 'drain', { slot: 1 }, 'drain:1');
    assert.equal(begun, 1, 'at once');
    await elsewhere.wakeHere('sending', 'drain', { slot: 1 }, 'drain:1');
    await elsewhere.wakeHere('sending', 'drain', { slot: 2 }, 'drain:2');
    await waitUntil('the engine brings the other one', () => begun === 2);
    release();
    await waitUntil('what came meanwhile runs, too', () => begun >= 3);
    await here.stopWorkers();
    assert.deepEqual([under, most], [0, 2]);
  });

  test(`${name}: stopping waits for what runs, and takes nothing more`, { skip }, async (t) => {
    const home = await makeHome(t, kind);
    const [waker, worker] = [home.open(), home.open()];
    const held = holdRuns(worker);
    await waker.wake('sending', 'drain', { slot: 0 }, 'drain:0');
    await held.begun;
    const stopping = worker.stopWorkers();
    assert.equal(await isOpen(stopping), true, 'it waits');
    held.letEnd();
    await stopping;
    assert.deepEqual([held.runs(), held.ended()], [1, 1]);
    // Of all these a worker that still took some would have had its share.
    await everyPartRuns(waker, 'another takes what comes now', workOnParts(home.open()));
    assert.equal(held.runs(), 1);
    assert.ok((await waker.ping()) >= 0);
  });

  test(`${name}: cut off, it works on`, { skip }, async (t) => {
    const home = await makeHome(t, kind);
    const [waker, worker] = [home.open(), home.open()];
    const ran = workOnParts(worker);
    await everyPartRuns(waker, 'every part runs', ran);
    await home.cut();
    await everyPartRuns(waker, 'every part runs after the cut', ran);
  });

  if (kind === 'postgres') continue; // test/journeys/database-away.test.ts stops and starts it

  test(`${name}: emptied, it works on`, { skip }, async (t) => {
    const home = await makeHome(t, kind);
    const [waker, worker] = [home.open(), home.open()];
    const ran = workOnParts(worker);
    await everyPartRuns(waker, 'every part runs', ran);
    await home.redis!.empty();
    await everyPartRuns(waker, 'every part runs when all is gone', ran);
  });

  test(`${name}: killed and started again, it works on`, { skip }, async (t) => {
    const home = await makeHome(t, kind);
    const [waker, worker] = [home.open(), home.open()];
    const ran = workOnParts(worker);
    await everyPartRuns(waker, 'every part runs', ran);
    await home.redis!.stop();
    await waitUntil('a wake-up is refused', () => isRefused(waker));
    await home.redis!.startAgain();
    await everyPartRuns(waker, 'every part runs after the restart', ran);
  });
}

test('Redis Cluster: the parts of a queue spread over all masters, each on one', {
  skip: noRedis,
}, async (t) => {
  const home = await makeHome(t, 'redis-cluster');
  const queues = home.open();
  for (let slot = 0; slot < PARTS; slot++)
    await queues.wake('sending', 'drain', { slot }, `drain:${slot}`, slot);
  const client = new Cluster(readClusterNodes(cluster!.url)!.nodes);
  t.after(async () => client.disconnect());
  await waitUntil('the client knows the cluster', () => client.status === 'ready');
  const prefixes = await Promise.all(
    client.nodes('master').map(async (node) => {
      const keys = await node.keys('*');
      return [...new Set(keys.map((key) => key.slice(0, key.indexOf('}') + 1)))];
    }),
  );
  const all = prefixes.flat();
  assert.deepEqual([all.length, new Set(all).size], [PARTS, PARTS], 'no part is on two masters');
  for (const some of prefixes) assert.ok(some.length >= 2, JSON.stringify(prefixes));
});

test('Redis Cluster: one master away holds up its own parts alone, also when closing', {
  skip: noRedis,
}, async (t) => {
  const home = await makeHome(t, 'redis-cluster');
  const [waker, worker] = [home.open(), home.open()];
  const ran = workOnParts(worker);
  await everyPartRuns(waker, 'every part runs', ran);
  const [gone] = cluster!.masters;
  await gone!.stop();
  const before = new Map(ran);
  const others = () => [...ran].filter(([slot, runs]) => runs > before.get(slot)!).length;
  await waitUntil(
    'the parts of two masters run',
    async () => {
      for (let slot = 0; slot < PARTS; slot++)
        void waker.wake('sending', 'drain', { slot }, `drain:${slot}`, slot).catch(() => {});
      return others() >= PARTS / 2;
    },
    { everyMs: 250 },
  );
  await waitUntil('health tells of it', () => isDown(waker));
  const began = performance.now();
  await worker.stopWorkers();
  await worker.close();
  assert.ok(performance.now() - began < 10_000);
  await gone!.startAgain();
  const again = workOnParts(home.open());
  await everyPartRuns(waker, 'every part runs when it is back', again);
  await waitUntil('health tells of that, too', async () => !(await isDown(waker)));
});

test('Redis gone for good: closing finishes what runs and waits for nothing else', {
  skip: noRedis,
}, async (t) => {
  const redis = await startRedis(t);
  const queues = openQueues({ kind: 'redis', url: redis.url }, createLog('silent', 'test'));
  const held = holdRuns(queues);
  await queues.wake('sending', 'drain', { slot: 0 }, 'drain:0');
  await held.begun;
  await redis.stop();
  await waitUntil('a wake-up is refused', () => isRefused(queues));
  const stopping = queues.stopWorkers();
  assert.equal(await isOpen(stopping), true, 'what runs is waited for');
  const began = performance.now();
  held.letEnd();
  await stopping;
  assert.equal(held.ended(), 1);
  await queues.close();
  assert.ok(performance.now() - began < 10_000);
});

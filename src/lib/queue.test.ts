import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createLog } from '#lib/log.ts';
import { migrateQueues, openQueues, type QueueEngine, type Queues } from '#lib/queue.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';
import { waitUntil } from '#test/support/wait-until.ts';

type Test = { after(fn: () => Promise<void>): void };

/** Where the queues of one test live; whatever is opened there is closed before it goes. */
type Home = { open(): Queues };

async function makeHome(t: Test, kind: QueueEngine['kind']): Promise<Home> {
  const opened: Queues[] = [];
  t.after(async () => void (await Promise.all(opened.map((queues) => queues.close()))));
  const engine: QueueEngine =
    kind === 'redis'
      ? { kind, url: (await startRedis(t)).url }
      : { kind, url: (await createTestDatabase(t)).url };
  if (engine.kind === 'postgres') await migrateQueues(engine.url);
  return {
    open() {
      const queues = openQueues(engine, createLog('silent', 'test'));
      opened.push(queues);
      return queues;
    },
  };
}

const engines: [name: string, kind: QueueEngine['kind'], skip: string | false][] = [
  ['PostgreSQL', 'postgres', false],
  ['Redis', 'redis', noRedis],
];

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
    queues.work('sending', 8, async (_, data) => {
      under.add(JSON.stringify(data));
      most = Math.max(most, under.size);
      await waitUntil('all eight run', () => most === 8);
    });
    for (let slot = 0; slot < 8; slot++) await queues.wake('sending', 'drain', { slot }, `drain:${slot}`);
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

  test(`${name}: stopping waits for what runs, and takes nothing more`, { skip }, async (t) => {
    const home = await makeHome(t, kind);
    const [waker, worker] = [home.open(), home.open()];
    let running = false;
    let runs = 0;
    worker.work('sending', 1, async () => {
      runs += 1;
      running = true;
      await delay(200);
      running = false;
    });
    await waker.wake('sending', 'drain', {}, 'drain');
    await waitUntil('it runs', () => running);
    await worker.stopWorkers();
    assert.equal(running, false, 'it was waited for');
    await waker.wake('sending', 'drain', {}, 'drain');
    assert.equal(runs, 1);
    assert.ok((await waker.ping()) >= 0);
  });
}

test('Redis gone for good: closing finishes what runs and waits for nothing else', {
  skip: noRedis,
}, async (t) => {
  const redis = await startRedis(t);
  const queues = openQueues({ kind: 'redis', url: redis.url }, createLog('silent', 'test'));
  let running = false;
  let finished = false;
  queues.work('sending', 1, async () => {
    running = true;
    await delay(200);
    finished = true;
  });
  await queues.wake('sending', 'drain', {}, 'drain');
  await waitUntil('it runs', () => running);
  await redis.stop();
  await waitUntil('a wake-up is refused', () =>
    Promise.race([
      queues.wake('sending', 'drain', {}, 'other').then(
        () => false,
        () => true,
      ),
      delay(50).then(() => false),
    ]),
  );
  const began = performance.now();
  await queues.stopWorkers();
  await queues.close();
  assert.ok(finished);
  assert.ok(performance.now() - began < 10_000);
});

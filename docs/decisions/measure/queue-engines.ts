/**
 * BullMQ on PostgreSQL, Redis and a Redis Cluster of three through src/lib/queue.ts: how long a wake-up takes until its job runs (median of
 * 200, one after another), how many jobs a second one worker does at a concurrency of 50, and how many runs twenty
 * wake-ups during one of 300 ms become.    node docs/decisions/measure/queue-engines.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { createLog } from '#lib/log.ts';
import { openQueues } from '#lib/queue.ts';
import { migrateQueues, type QueueEngine } from '#lib/queue-engine.ts';
import { readClusterNodes } from '#lib/read-cluster-nodes.ts';
import { startRedis } from '#test/support/redis.ts';
import { startRedisCluster } from '#test/support/redis-cluster.ts';

// As the sending queue is worked on: eight parts where the engine has several servers, one elsewhere.
const PARTS = 8;

const closers: (() => Promise<void> | void)[] = [];
const folder = mkdtempSync(join(tmpdir(), 'chautari-measure-'));
closers.push(() => rmSync(folder, { recursive: true, force: true }));
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => {} });
closers.push(postgres.close);
await migrateQueues(postgres.url);
const after = (close: () => Promise<void>) => void closers.push(close);
const redis = await startRedis({ after });
const cluster = await startRedisCluster({ after });

await measure({ kind: 'postgres', url: postgres.url });
await measure({ kind: 'redis', url: redis.url });
await measure({ kind: 'redis-cluster', ...readClusterNodes(cluster.url)! });
for (const close of closers.reverse()) await close();

async function measure(engine: QueueEngine): Promise<void> {
  const queues = openQueues(engine, createLog('silent', 'measure'));
  let ran = (_job: string): Promise<void> | void => {};
  queues.work('measured', 50, async (job) => ran(job), PARTS);

  const waits: number[] = [];
  for (let i = 0; i < 220; i++) {
    const began = performance.now();
    const running = new Promise<void>((resolve) => {
      ran = () => resolve();
    });
    await queues.wake('measured', 'one', { i }, `one:${i}`, i % PARTS);
    await running;
    if (i >= 20) waits.push(performance.now() - began);
    await delay(5);
  }

  const JOBS = 3_000;
  let left = JOBS;
  const began = performance.now();
  const all = new Promise<void>((resolve) => {
    ran = () => {
      if (--left === 0) resolve();
    };
  });
  let next = 0;
  const add = async () => {
    for (let i = next++; i < JOBS; i = next++)
      await queues.wake('measured', 'many', { i }, `many:${i}`, i % PARTS);
  };
  await Promise.all(Array.from({ length: 50 }, add));
  await all;
  const perSecond = JOBS / ((performance.now() - began) / 1_000);

  let runs = 0;
  ran = async () => {
    runs++;
    await delay(300);
  };
  for (let i = 0; i < 20; i++) {
    await queues.wake('measured', 'drain', {}, 'drain');
    await delay(10);
  }
  await delay(1_500);
  await queues.close();
  const median = waits.toSorted((a, b) => a - b)[100]!;
  process.stdout.write(
    `${engine.kind}: a wake-up takes ${median.toFixed(1)} ms; ${Math.round(perSecond)} jobs/s added and done; 20 wake-ups became ${runs} runs\n`,
  );
}

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import pg from 'pg';
import { createTestDatabase } from '#test/support/database.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { createLog } from './log.ts';
import { openQueues, type Queues } from './queue.ts';
import { migrateQueues } from './queue-engine.ts';

type Test = { after(fn: () => Promise<void>): void };

/** A way to the database that can be cut as a crash of the server cuts it. */
async function openWay(t: Test, url: string): Promise<{ url: string; cut(): void }> {
  const sockets = new Set<Socket>();
  const { hostname, port } = new URL(url);
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
    sockets.clear();
  };
  t.after(async () => {
    cut();
    server.close();
  });
  const way = new URL(url);
  way.port = String((server.address() as AddressInfo).port);
  return { url: way.href, cut };
}

/** Queues on a database that is cut off at their very first use; `restore` lets them at it again. */
async function cutAtFirstUse(t: Test, use: (queues: Queues) => Promise<unknown>) {
  const database = await createTestDatabase(t);
  await migrateQueues(database.url);
  const way = await openWay(t, database.url);
  const queues = openQueues({ kind: 'postgres', url: way.url }, createLog('silent', 'test'));
  t.after(() => queues.close());
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  t.after(() => holder.end());
  await holder.query('BEGIN; LOCK TABLE bullmq.migration IN ACCESS EXCLUSIVE MODE');
  const used = use(queues);
  await waitUntil('the queue looks at its tables', async () => {
    const waiting = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'chautari-queue' AND datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  });
  way.cut();
  await used;
  await holder.query('ROLLBACK');
  return queues;
}

const wake = (queues: Queues) => queues.wake('message-processing', 'test', {}, 'test');

test('a queue whose first use was cut off fails that use alone; the next one works', async (t) => {
  const queues = await cutAtFirstUse(t, (some) => assert.rejects(wake(some)));
  await wake(queues);
});

test('a worker whose start was cut off starts again, and does the work', async (t) => {
  let done = 0;
  const work = async (queues: Queues) =>
    queues.work('message-processing', 1, async () => {
      done += 1;
    });
  const queues = await cutAtFirstUse(t, work);
  await wake(queues);
  await waitUntil('the job is done', () => done === 1, { deadlineMs: 40_000 });
});

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { newId } from '#lib/ids.ts';
import type { Queues } from '#lib/queue.ts';
import { type Pulse, startPulse } from '#ops/start-pulse.ts';
import { leaseLanes } from '#send/lane-queries.ts';
import { claimBatch } from '#send/queries.ts';
import { addLane, addSchool, endLease, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { packPosts } from '#webhook/pack-posts.ts';
import { insertEvents } from '#webhook/queries.ts';

const runtime = await createTestRuntime({ after });
const { database, time } = runtime;

beforeEach(() =>
  database.query(
    'TRUNCATE delivery, message, webhook_event, inbound_message, parked_status, lane, lane_clock, lane_flow, school, sender CASCADE',
  ),
);

type Test = { after(fn: () => Promise<void>): void };

/** The pulse beats on the real rows; what it wakes is only listened to here, since other tests run the engines. */
function listen(t: Test): { woken: Set<string>; pulse: Pulse } {
  const woken = new Set<string>();
  const queues: Queues = {
    ...runtime.queues,
    wake: async (queue, job, data) => void woken.add([queue, job, ...Object.values(data)].join(' ')),
  };
  const pulse = startPulse({ ...runtime, queues });
  t.after(() => pulse.close());
  return { woken, pulse };
}

const REGULAR = ['data-cleanup keep-partitions', 'data-cleanup drop-parked'];

/** All that the first beat wakes, which looks everywhere, besides the jobs of every hour and day. */
async function wokenBy(t: Test): Promise<string[]> {
  const { woken, pulse } = listen(t);
  await waitUntil('the first beat', () => REGULAR.every((name) => woken.has(name)));
  await pulse.close();
  return [...woken].filter((name) => !REGULAR.includes(name)).sort();
}

async function keepEvent(at: number, { onlyStatuses = false } = {}): Promise<void> {
  const posts = packPosts([{ requestId: undefined, body: Buffer.from('{}') }]);
  await insertEvents(runtime.db, [{ id: newId(at), posts, postCount: 1, onlyStatuses }]);
}

test('rows at rest wake nobody', async (t) => {
  const lane = await addLane(runtime);
  await addSchool(runtime, lane);
  assert.deepEqual(await wokenBy(t), []);
});

test('an event whose wake-up was lost is found after a second', async (t) => {
  await keepEvent(time.now() - 1_001);
  assert.deepEqual(await wokenBy(t), ['message-processing process-inbox']);
});

test('an event of statuses alone has a job of its own', async (t) => {
  await keepEvent(time.now() - 1_001, { onlyStatuses: true });
  assert.deepEqual(await wokenBy(t), ['message-processing process-statuses']);
});

test('a status that was parked a moment ago is looked at again, one of long ago in its hour alone', async (t) => {
  const park = (at: number) =>
    database.query(
      `INSERT INTO parked_status (sender_id, wamid, status, at, parked_at) VALUES ($1, $2, 'sent', now(), $3)`,
      [newId(at), `wamid.${at}`, new Date(at)],
    );
  await park(time.now() - 3_600_000);
  assert.deepEqual(await wokenBy(t), []);
  await park(time.now() - 1_000);
  assert.deepEqual(await wokenBy(t), ['whatsapp-sending wake-due']);
});

test('an event of just now has its own wake-up under way', async (t) => {
  await keepEvent(time.now());
  assert.deepEqual(await wokenBy(t), []);
});

test('what an undo window held is woken when the window ends', async (t) => {
  const lane = await addLane(runtime);
  await planMessage(runtime, await addSchool(runtime, lane), lane, {
    sendAfter: new Date(time.now() + 10_000),
  });
  assert.deepEqual(await wokenBy(t), []);
  time.pass(10_000);
  assert.ok((await wokenBy(t)).includes('whatsapp-sending wake-due'));
});

test('a lane with something to send is woken by its slot', async (t) => {
  const lane = await addLane(runtime, { slot: 5 });
  await planMessage(runtime, await addSchool(runtime, lane), lane);
  assert.deepEqual(await wokenBy(t), ['whatsapp-sending drain-slot 5']);
});

test('what a dead worker left is found once its lease has ended, and when its lane was given back', async (t) => {
  const lane = await addLane(runtime, { slot: 6 });
  await planMessage(runtime, await addSchool(runtime, lane), lane);
  const [held] = await leaseLanes(runtime.db, 6, 'who dies', 20);
  await claimBatch(runtime.db, [{ sender_id: lane.senderId, fence: held!.fence, count: 1 }]);
  assert.deepEqual(await wokenBy(t), [], 'while the lease lasts, its owner may be at work');
  await endLease(database, lane);
  assert.deepEqual(await wokenBy(t), ['whatsapp-sending drain-slot 6']);
  await database.query('UPDATE lane SET lease_until = NULL');
  assert.deepEqual(await wokenBy(t), ['whatsapp-sending drain-slot 6']);
});

test('a stopped lane is left alone', async (t) => {
  const lane = await addLane(runtime);
  await planMessage(runtime, await addSchool(runtime, lane), lane);
  await database.query(`UPDATE lane SET stopped_reason = 'token'`);
  assert.deepEqual(await wokenBy(t), []);
});

test('a beat that fails is followed by the next one', async (t) => {
  let beats = 0;
  const queues: Queues = {
    ...runtime.queues,
    wake: async () => {
      beats += 1;
      if (beats === 1) throw new Error('queue away');
    },
  };
  await keepEvent(time.now() - 2_000);
  const pulse = startPulse({ ...runtime, queues });
  t.after(() => pulse.close());
  await waitUntil('it goes on', () => beats >= 2);
});

test('a number that Meta is to be asked for is found soon after the start', async (t) => {
  const { senderId } = await addLane(runtime);
  await database.query('UPDATE sender SET look_at = $1 WHERE id = $2', [new Date(time.now()), senderId]);
  const { woken } = listen(t);
  await waitUntil('it is to be read', () => woken.has('data-cleanup read-standings'));
});

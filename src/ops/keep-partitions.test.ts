import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { keepPartitions } from '#ops/keep-partitions.ts';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const DAY = 24 * 60 * 60 * 1_000;

const runtime = await createTestRuntime({ after });
const { database, time } = runtime;

/** Which partitions rows lie in, and how many in each. */
const whereIs = async (table: string, key: string, ids: string[]) => {
  const rows = await database.query<{ partition: string; n: number }>(
    `SELECT tableoid::regclass::text AS partition, count(*)::int AS n FROM ${table} WHERE ${key} = ANY ($1::uuid[]) GROUP BY 1 ORDER BY 1`,
    [ids],
  );
  return Object.fromEntries(rows.map(({ partition, n }) => [partition, n]));
};

const nameOf = (table: string, at: number) =>
  `${table}_${new Date(at).toISOString().slice(0, 7).replace('-', '_')}`;

async function keepEvent(): Promise<string> {
  const id = newId(time.now());
  await database.query(`INSERT INTO webhook_event (id, posts) VALUES ($1, '\\x01')`, [id]);
  return id;
}

test('what was written before its month had a partition is moved into it, and nothing else is', async () => {
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  const messages: string[] = [];
  const events: string[] = [];
  const now = time.now();
  const months = [new Date(now), new Date(now + 200 * DAY), new Date(now + 2_000 * DAY)].map((day) =>
    Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 15),
  );
  for (const at of months) {
    time.set(at);
    messages.push(await planMessage(runtime, school, lane, { recipients: 5 }));
    events.push(await keepEvent());
  }
  const [first, second] = months as [number, number];
  assert.deepEqual(await whereIs('delivery', 'message_id', messages), {
    [nameOf('delivery', first)]: 5,
    delivery_default: 10,
  });
  const before = await database.query('SELECT * FROM delivery ORDER BY message_id, recipient_id');

  time.set(second);
  await Promise.all([keepPartitions(runtime), keepPartitions(runtime)]);

  assert.deepEqual(await whereIs('delivery', 'message_id', messages), {
    [nameOf('delivery', first)]: 5,
    [nameOf('delivery', second)]: 5,
    delivery_default: 5,
  });
  assert.deepEqual(await whereIs('webhook_event', 'id', events), {
    [nameOf('webhook_event', first)]: 1,
    [nameOf('webhook_event', second)]: 1,
    webhook_event_default: 1,
  });
  assert.deepEqual(await database.query('SELECT * FROM delivery ORDER BY message_id, recipient_id'), before);
});

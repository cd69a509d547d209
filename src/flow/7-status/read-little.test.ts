import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { takeEvents } from '#inbox/queries.ts';
import { newId } from '#lib/ids.ts';
import { recentSpan } from '#outbox/kept-spans.ts';
import { explain, rowsRead } from '#test/support/explain.ts';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { packPosts } from '#webhook/pack-posts.ts';
import { insertEvents } from '#webhook/queries.ts';
import type { Progress } from './collapse-statuses.ts';
import { recordProgress, takeKnownParked } from './queries.ts';

// What a sweep costs must not grow with what lies behind it: here 100,000 deliveries that are read, 100,000 events that
// are processed, and parked statuses of long ago.
const HISTORY = 100_000;

const runtime = await createTestRuntime({ after });
const { database, time } = runtime;
const lane = await addLane(runtime);
const schoolId = await addSchool(runtime, lane);

before(async () => {
  await database.query(
    `INSERT INTO delivery (school_id, message_id, recipient_id, sender_id, recipient_kind, address, language, status, wamid)
     SELECT $1, uuid_v7_floor(now() - (n / 40) * interval '1 second'), lpad(to_hex(n), 32, '0')::uuid, $2, 'guardian', '+1', 'en', 'read', 'wamid.' || n
     FROM generate_series(1, $3::int) AS n`,
    [schoolId, lane.senderId, HISTORY],
  );
  await database.query(
    `INSERT INTO webhook_event (id, posts, only_statuses, processed_at)
     SELECT uuid_v7_floor(now() - n * interval '1 second'), '\\x01', n % 2 = 0, now() FROM generate_series(1, $1::int) AS n`,
    [HISTORY],
  );
  await database.query(
    `INSERT INTO parked_status (sender_id, wamid, status, at, parked_at)
     SELECT $1, 'wamid.parked.' || n, 'sent', now(), to_timestamp($2 / 1000.0) - interval '1 day' FROM generate_series(1, 10000) AS n`,
    [lane.senderId, time.now()],
  );
  await database.query('ANALYZE delivery, webhook_event, parked_status');
});

test('statuses are written with a look at their own deliveries and no other', async () => {
  const messageId = await planMessage(runtime, schoolId, lane, { recipients: 200 });
  const rows = await database.query<{ recipient_id: string }>(
    'SELECT recipient_id FROM delivery WHERE message_id = $1',
    [messageId],
  );
  const progress = rows.map(({ recipient_id }): Progress => {
    const key = { schoolId, messageId, recipientId: recipient_id, part: 0, attempt: 1 };
    return { id: recipient_id, key, wamid: 'wamid.x', status: 'delivered', deliveredAt: time.now() };
  });
  const explained = await explain(runtime, (tx) => recordProgress(tx, progress));
  assert.equal(rowsRead(explained, 'delivery'), 200);
  assert.ok(explained.blocks < 200 * 40, `${explained.blocks} blocks for 200 deliveries`);
});

for (const sweep of ['texts', 'statuses'] as const) {
  test(`a sweep of ${sweep} reads the events that wait and no other`, async () => {
    const posts = packPosts([{ requestId: undefined, body: Buffer.from('{}') }]);
    for (let nth = 0; nth < 3; nth++)
      await insertEvents(runtime.db, [
        { id: newId(time.now()), posts, postCount: 1, onlyStatuses: sweep === 'statuses' },
      ]);
    const explained = await explain(runtime, (tx) => takeEvents(tx, sweep, 5_000));
    assert.equal(rowsRead(explained, 'webhook_event'), 3);
    assert.ok(explained.blocks < 100, `${explained.blocks} blocks for 3 events`);
  });
}

test('joining looks at what was parked a moment ago, not at what nobody has claimed for a day', async () => {
  const explained = await explain(runtime, (tx) =>
    takeKnownParked(tx, new Date(time.now() - 60_000), 500, recentSpan(time.now())),
  );
  assert.equal(rowsRead(explained, 'parked_status'), 0);
  assert.ok(explained.blocks < 50, `${explained.blocks} blocks for nothing`);
});

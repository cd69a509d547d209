import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Db } from '#lib/db.ts';
import { findWaiting } from '#ops/queries.ts';
import { findQueuedSpans, leaseLanes, slotsWithWork } from '#send/lane-queries.ts';
import { aroundToday } from '#send/month-spans.ts';
import { markLeftoversUnknown } from '#send/queries.ts';
import { explain, rowsRead } from '#test/support/explain.ts';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const runtime = await createTestRuntime({ after });
const { database, time } = runtime;

const MOST_BLOCKS = 60;

// Few numbers, and a bound on the month: here the key of deliveries looks cheaper to the planner than it is.
test('looking for work reads nothing of what is sent already, however few the numbers', async () => {
  const lanes = [await addLane(runtime), await addLane(runtime)];
  for (let nth = 0; nth < 40; nth++) {
    const lane = lanes[nth % lanes.length]!;
    await planMessage(runtime, await addSchool(runtime, lane), lane, { recipients: 200 });
  }
  await database.query(`UPDATE delivery SET status = 'accepted', place = NULL`);
  await database.query('VACUUM ANALYZE');

  const now = new Date(time.now());
  const among = aroundToday(time.now());
  const held = lanes.map(({ senderId }) => ({ sender_id: senderId, fence: 9, last_held_at: now }));
  const looks: Record<string, (db: Db) => Promise<unknown>> = {
    beat: (db) => findWaiting(db, { now, cameBefore: now, parkedSince: now, among }),
    slots: (db) => slotsWithWork(db, among),
    spans: (db) => findQueuedSpans(db, [among]),
    lease: (db) => leaseLanes(db, lanes[0]!.slot, 'me', 20, among),
    leftovers: (db) => markLeftoversUnknown(db, held, now, among),
  };
  for (const [name, look] of Object.entries(looks)) {
    const explained = await explain(runtime, look);
    const read = rowsRead(explained, 'delivery');
    assert.equal(read, 0, `${name} reads ${read} deliveries`);
    assert.ok(explained.blocks <= MOST_BLOCKS, `${name} reads ${explained.blocks} blocks`);
  }
});

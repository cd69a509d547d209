import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { leaseLanes, stopLane } from '#send/lane-queries.ts';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const runtime = await createTestRuntime({ after });
const { db, database } = runtime;

// The database's clock decides when a stop ends.
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const quality = (hours: number) => ({ reason: 'quality', until: inHours(hours), code: 131048 });
const token = { reason: 'token', until: null, code: 190 };

async function standing(senderId: string) {
  const [row] = await database.query<{
    reason: string | null;
    code: number | null;
    timed: boolean;
    at: Date;
  }>(
    `SELECT stopped_reason AS reason, stopped_code AS code, stopped_until IS NOT NULL AS timed, stopped_at AS at FROM lane WHERE sender_id = $1`,
    [senderId],
  );
  return row!;
}

test('a hundred sends that fail side by side stop the lane once', async () => {
  const { senderId } = await addLane(runtime);
  const news = await Promise.all(Array.from({ length: 20 }, () => stopLane(db, senderId, token)));
  assert.equal(news.filter(Boolean).length, 1);
  assert.equal((await standing(senderId)).code, 190);
});

test('the stop that lasts longer stays: one that waits for a person outlasts every other', async () => {
  const { senderId } = await addLane(runtime);
  assert.equal(await stopLane(db, senderId, quality(1)), true);
  const first = await standing(senderId);
  assert.equal(await stopLane(db, senderId, quality(6)), false, 'longer, but no news');
  assert.deepEqual((await standing(senderId)).at, first.at);
  assert.equal(await stopLane(db, senderId, token), true, 'another reason is news');
  assert.equal(await stopLane(db, senderId, quality(6)), false);
  const { reason, timed } = await standing(senderId);
  assert.deepEqual([reason, timed], ['token', false]);
});

test('what a person stopped stays stopped, whatever comes back of what was on the wire', async () => {
  const { senderId } = await addLane(runtime);
  await database.query(
    `UPDATE lane SET stopped_reason = 'by_hand', stopped_at = now() WHERE sender_id = $1`,
    [senderId],
  );
  assert.equal(await stopLane(db, senderId, quality(6)), false);
  assert.equal(await stopLane(db, senderId, token), false);
  assert.equal((await standing(senderId)).reason, 'by_hand');
});

test('after a stop has ended by itself the next one is news', async () => {
  const { senderId } = await addLane(runtime);
  await stopLane(db, senderId, quality(-1));
  assert.equal(await stopLane(db, senderId, quality(6)), true);
});

test('while the whole platform is paused no lane is taken', async () => {
  const lane = await addLane(runtime, { slot: 100 });
  await planMessage(runtime, await addSchool(runtime, lane), lane);
  await database.query('INSERT INTO platform_pause (since) VALUES (now())');
  assert.deepEqual(await leaseLanes(db, lane.slot, 'a', 20), []);
  await database.query('DELETE FROM platform_pause');
  assert.equal((await leaseLanes(db, lane.slot, 'a', 20)).length, 1);
});

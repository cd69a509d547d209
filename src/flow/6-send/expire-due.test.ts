import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { expireDue } from '#send/expire-due.ts';
import { slotsWithWork } from '#send/lane-queries.ts';
import {
  addLane,
  addSchool,
  countByStatus,
  deliveriesOf,
  planMessage,
} from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { settle } from '#test/support/settle.ts';
import { stageSchool } from '#test/support/stage-school.ts';

const HOUR = 60 * 60 * 1_000;
const runtime = await createTestRuntime({ after });
const { database, db, time } = runtime;

test('what waits behind a stopped lane expires at one stroke, unclaimed, and stands in no way afterwards', async () => {
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  const inAnHour = new Date(time.now() + HOUR);
  await planMessage(runtime, school, lane, { recipients: 300, expiresAt: inAnHour });
  await planMessage(runtime, school, lane, { recipients: 5, expiresAt: inAnHour, sendAfter: inAnHour });
  await planMessage(runtime, school, lane, { recipients: 7 });
  await database.query(`UPDATE lane SET stopped_reason = 'token' WHERE sender_id = $1`, [lane.senderId]);

  assert.equal(await expireDue(runtime), 0, 'not before its time');
  time.pass(HOUR);
  const both = await Promise.all([expireDue(runtime), expireDue(runtime)]);
  assert.equal(both[0]! + both[1]!, 305);
  const rows = await deliveriesOf(database, lane);
  assert.deepEqual(countByStatus(rows), { expired: 305, planned: 7 });
  const expired = rows.filter((row) => row.status === 'expired');
  assert.ok(expired.every((row) => row.attempt === 0 && row.place === null && row.wake_at === null));
  assert.equal(await expireDue(runtime), 0);

  await database.query('UPDATE lane SET stopped_reason = NULL WHERE sender_id = $1', [lane.senderId]);
  assert.deepEqual(await slotsWithWork(db), [lane.slot], 'the rest is still there');
});

test('many more messages than one statement takes all expire', async () => {
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  for (let n = 0; n < 45; n++)
    await planMessage(runtime, school, lane, { recipients: 2, expiresAt: new Date(time.now() + HOUR) });
  time.pass(HOUR);
  assert.equal(await expireDue(runtime), 90);
});

test('what has left does not expire', async () => {
  const lane = await addLane(runtime);
  await planMessage(runtime, await addSchool(runtime, lane), lane, {
    recipients: 4,
    expiresAt: new Date(time.now() + HOUR),
  });
  await database.query(
    `UPDATE delivery d SET status = s.status::delivery_status
     FROM (SELECT recipient_id, (ARRAY['accepted', 'sent', 'unknown', 'sending'])[row_number() OVER ()] AS status FROM delivery WHERE sender_id = $1) s
     WHERE s.recipient_id = d.recipient_id`,
    [lane.senderId],
  );
  time.pass(HOUR);
  await expireDue(runtime);
  assert.deepEqual(countByStatus(await deliveriesOf(database, lane)), {
    accepted: 1,
    sent: 1,
    unknown: 1,
    sending: 1,
  });
});

test('the teacher is told: first that the number has stopped and why, in the end how many it came too late for', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  const { maya } = school.staff;
  await says(maya, '5A math: fractions, hw p45');
  await staged.runtime.database.query(
    `UPDATE lane SET stopped_reason = 'payment', stopped_at = now(), stopped_until = NULL`,
  );
  await says(maya, '5A science: plants, hw p12');
  staged.runtime.time.pass(11 * 60_000);
  await settle(staged.runtime);
  assert.equal(heard(maya).length, 1, 'nothing comes through while it is stopped');

  staged.runtime.time.pass(20 * HOUR);
  await settle(staged.runtime);
  await staged.runtime.database.query(`UPDATE lane SET stopped_reason = NULL, stopped_at = NULL`);
  await settle(staged.runtime);
  const after = heard(maya).slice(1).join('\n');
  assert.match(after, /4 parents not reached\. It could not go out before it was out of date/);
  assert.ok(!heard(school.guardians.ashasMother).some((words) => words.includes('plants')));
});

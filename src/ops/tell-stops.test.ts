import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addLane } from '#test/support/plan-deliveries.ts';
import { settle } from '#test/support/settle.ts';
import { stageSchool } from '#test/support/stage-school.ts';
import { tellStops } from './tell-stops.ts';

/** A school whose number stops for `code` at the next send, beside the platform's own number. */
async function stage(t: Parameters<typeof stageSchool>[0], wabaOfPlatform = '2000') {
  const staged = await stageSchool(t, { env: { WA_PHONE_NUMBER_ID: '123450001' } });
  const platform = await addLane(staged.runtime);
  await staged.runtime.database.query(
    `UPDATE sender SET phone_number_id = '123450001', waba_id = $2 WHERE id = $1`,
    [platform.senderId, wabaOfPlatform],
  );
  staged.simulator.numbers.put([{ phoneNumberId: '123450001', wabaId: '1000' }]);
  const stopFor = async (code: number) => {
    staged.simulator.chaos.set({ errors: [{ code, rate: 1, phoneNumberId: staged.school.phoneNumberId }] });
    await staged.says(staged.school.staff.maya, '5A math: fractions, hw p45');
  };
  return { ...staged, stopFor };
}

test('the office hears once, through the platform’s own number, that its number has stopped and why', async (t) => {
  const { runtime, school, stopFor, heard, simulator } = await stage(t);
  await stopFor(131042);
  const [notice, ...more] = heard(school.staff.office);
  assert.match(notice!, /number_alert.*account has a payment to settle/s);
  assert.deepEqual(more, []);
  assert.equal(simulator.ledger.read({ phoneNumberId: '123450001' }).messages.length, 1);
  assert.equal(heard(school.staff.maya).length, 0);
  runtime.time.pass(60 * 60_000);
  await settle(runtime);
  assert.equal(heard(school.staff.office).length, 1, 'once');

  await runtime.database.query(`UPDATE lane SET stopped_reason = NULL, stopped_at = NULL`);
  await stopFor(131048);
  assert.equal(heard(school.staff.office).length, 2, 'the next stop is told again');
  assert.match(heard(school.staff.office)[1]!, /some people reported its messages/);
});

test('processes that look at once tell it once', async (t) => {
  const { runtime, school, heard } = await stage(t);
  await runtime.database.query(
    `UPDATE lane SET stopped_reason = 'quality', stopped_at = now() WHERE sender_id = $1`,
    [school.senderId],
  );
  await Promise.all(Array.from({ length: 4 }, () => tellStops(runtime)));
  await settle(runtime);
  assert.equal(heard(school.staff.office).length, 1);
});

test('no way leads round a stop of the account that both numbers are of, nor round the token', async (t) => {
  const { runtime, school, stopFor, heard } = await stage(t, '1000');
  await stopFor(131042);
  assert.deepEqual(heard(school.staff.office), []);
  await runtime.database.query(`UPDATE lane SET stopped_reason = NULL, stopped_at = NULL`);
  await stopFor(190);
  assert.deepEqual(heard(school.staff.office), []);
  const [row] = await runtime.database.query('SELECT 1 FROM lane WHERE stop_told_at = stopped_at');
  assert.ok(row, 'it is not looked at again and again');
});

test('where no way leads to the office, the teacher reads it in the echo once sending goes on', async (t) => {
  const { runtime, school, stopFor, says, heard, simulator } = await stage(t, '1000');
  await stopFor(131042);
  await says(school.staff.maya, '5A science: plants, hw p12');
  simulator.chaos.calm();
  await runtime.database.query(`UPDATE lane SET stopped_reason = NULL, stopped_at = NULL`);
  runtime.time.pass(60_000);
  await settle(runtime);
  const echo = heard(school.staff.maya).find((words) => words.includes('plants'))!;
  assert.match(echo, /paused at present\. The school’s WhatsApp account has a payment to settle\./);
});

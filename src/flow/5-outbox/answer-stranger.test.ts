import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envelope, postWebhook, textFrom } from '#test/support/post-webhook.ts';
import { settle } from '#test/support/settle.ts';
import { stageSchool } from '#test/support/stage-school.ts';

const stranger = { phone: '+9779812345678' };
const DAY_MS = 24 * 60 * 60 * 1_000;

test('an unknown writer is told once a day where to ask, in both languages', async (t) => {
  const { runtime, says, heard } = await stageSchool(t);
  for (const words of ['hello', 'who is this?', '5A math: fractions']) await says(stranger, words);
  assert.equal(heard(stranger).length, 1);
  assert.match(heard(stranger)[0]!, /not yet on the list of any school here/);
  assert.match(heard(stranger)[0]!, /कुनै विद्यालयको सूचीमा छैन/);
  runtime.time.pass(DAY_MS);
  await says(stranger, 'hello again');
  assert.equal(heard(stranger).length, 2);
});

test('several texts of a stranger that come together are answered once', async (t) => {
  const { runtime, writes, heard } = await stageSchool(t);
  for (const words of ['hello', 'are you there', 'please']) await writes(stranger, words);
  await settle(runtime);
  assert.equal(heard(stranger).length, 1);
});

test('a writer whose phone is not shown is answered by their user id', async (t) => {
  const { runtime, app, school, simulator } = await stageSchool(t);
  const { from: _, ...message } = textFrom('+9779812345678', 'hello', runtime.time.now());
  const hidden = { ...message, from_user_id: 'NP.1234567890123456' };
  await postWebhook(app, envelope(school.phoneNumberId, { messages: [hidden] }));
  await settle(runtime);
  const [row] = await runtime.database.query('SELECT address, status::text FROM delivery');
  assert.equal(row!.address, 'NP.1234567890123456');
  assert.equal(simulator.ledger.read().matching <= 1, true);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envelope, postWebhook, textFrom } from '#test/support/post-webhook.ts';
import { settle } from '#test/support/settle.ts';
import { stageSchool } from '#test/support/stage-school.ts';

test('what a parent writes goes to the class teacher, whose quoted answer goes back to that parent alone', async (t) => {
  const { runtime, app, school, simulator, says, heard } = await stageSchool(t);
  const { chitrasMother, ashasFather } = school.guardians;
  const { maya } = school.staff;
  await says(chitrasMother, 'the homework was too much for Chitra yesterday');
  assert.match(heard(maya)[0]!, /Chitra Tamang.*too much for Chitra/);
  assert.match(heard(chitrasMother)[0]!, /Maya Gurung/);

  const [received] = simulator.ledger.read({ phone: maya.phone.replace('+', '') }).messages;
  runtime.time.pass(1_000);
  const answer = {
    ...textFrom(maya.phone, 'Thank you, I will give less.', runtime.time.now()),
    context: { id: received!.id },
  };
  assert.equal(await postWebhook(app, envelope(school.phoneNumberId, { messages: [answer] })), 200);
  await settle(runtime);
  assert.match(heard(chitrasMother).at(-1)!, /Maya Gurung.*I will give less/);
  assert.deepEqual(heard(ashasFather), []);
});

test('a teacher’s text to one home reaches the guardians of that pupil alone', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  const { ashasMother, ashasFather, bimalsFather, chitrasMother } = school.guardians;
  await says(school.staff.maya, 'Tell Asha that she left her bag in the classroom');
  for (const parent of [ashasMother, ashasFather]) assert.match(heard(parent)[0]!, /bag in the classroom/);
  for (const parent of [bimalsFather, chitrasMother]) assert.deepEqual(heard(parent), []);
});

test('a note that names a pupil waits for a tap, and goes when it comes', async (t) => {
  const { school, says, taps, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A math: fractions, hw p45. Note: Bimal did not do his homework');
  assert.deepEqual(heard(school.guardians.bimalsFather), [], 'nothing goes before the tap');
  const id = /send:[0-9a-f-]{36}/.exec(heard(maya)[0]!)?.[0];
  assert.ok(id, 'the question carries a button to send');
  await taps(maya, id, 'Send');
  assert.match(heard(school.guardians.bimalsFather)[0]!, /fractions/);
});

test('a tap on "do not send" ends it', async (t) => {
  const { school, says, taps, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A math: fractions, hw p45. Note: Bimal did not do his homework');
  await taps(maya, /doNotSend:[0-9a-f-]{36}/.exec(heard(maya)[0]!)![0], 'Do not send');
  await says(maya, 'yes');
  assert.deepEqual(heard(school.guardians.bimalsFather), []);
});

test('"no" to a question does not undo what went out before', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A science: light, hw p9');
  const before = heard(school.guardians.bimalsFather).length;
  await says(maya, '5A math: fractions, hw p45. Note: Bimal did not do his homework');
  await says(maya, 'cancel');
  const [message] = await runtime.database.query<{ withdrawn_at: Date | null }>(
    `SELECT withdrawn_at FROM message WHERE kind = 'daily_update'`,
  );
  assert.deepEqual([before, message], [1, { withdrawn_at: null }]);
  assert.match(heard(maya).at(-1)!, /nothing was sent/);
});

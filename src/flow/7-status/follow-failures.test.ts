import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unpackDeliveryKey } from '#send/delivery-key.ts';
import { envelope, postWebhook } from '#test/support/post-webhook.ts';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

/** What a `failed` status does further on: to the plan, to the next try, to the person. All through the webhook. */
async function fails(staged: StagedSchool, { phone }: { phone: string }, code: number): Promise<void> {
  const { simulator, app, school, runtime } = staged;
  const last = simulator.ledger.read({ phone: phone.replace('+', '') }).messages.at(-1)!;
  assert.ok(unpackDeliveryKey(last.opaque ?? undefined), 'our key travelled with it');
  const status = {
    id: last.id,
    status: 'failed',
    timestamp: String(Math.floor(runtime.time.now() / 1_000)),
    recipient_id: phone.slice(1),
    biz_opaque_callback_data: last.opaque,
    errors: [{ code, title: 'test', error_data: { details: 'test' } }],
  };
  runtime.time.pass(1_000);
  assert.equal(await postWebhook(app, envelope(school.phoneNumberId, { statuses: [status] })), 200);
  await settle(runtime);
}

test('131026: the guardian counts as unreachable, the next message leaves them out, and their own text brings them back', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  const { bimalsFather } = school.guardians;
  await says(school.staff.maya, '5A math: fractions, hw p45');
  await fails(staged, bimalsFather, 131026);
  await says(school.staff.maya, '5A math: decimals, hw p46');
  assert.equal(heard(bimalsFather).length, 1);
  assert.match(heard(school.staff.maya).at(-1)!, /Left out: 1 parent\..*Going to 3 parents/s);
  await says(bimalsFather, 'thank you');
  await says(school.staff.maya, '5A math: percent, hw p47');
  assert.match(heard(bimalsFather).at(-1)!, /percent/);
});

test('131047: free-form that came too late goes again as a template', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  const { ashasFather } = school.guardians;
  await says(ashasFather, 'thank you');
  await says(school.staff.maya, '5A math: fractions, hw p45');
  assert.match(heard(ashasFather).at(-1)!, /^{"body":/);
  await fails(staged, ashasFather, 131047);
  assert.match(heard(ashasFather).at(-1)!, /^{"name":"class_update_en".*fractions/);
  assert.equal(heard(ashasFather).length, 3, 'the answer, the free form, the template');
});

test('a failure that passes is tried again when its time has come, and not before', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says, heard } = staged;
  const { ashasFather } = school.guardians;
  await says(school.staff.maya, '5A math: fractions, hw p45');
  await fails(staged, ashasFather, 131057);
  assert.equal(heard(ashasFather).length, 1);
  runtime.time.pass(58_000);
  await settle(runtime);
  assert.equal(heard(ashasFather).length, 1);
  runtime.time.pass(2_000);
  await settle(runtime);
  assert.equal(heard(ashasFather).length, 2);
});

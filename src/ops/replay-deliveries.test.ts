import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packDeliveryKey } from '#send/delivery-key.ts';
import { bringStatuses } from '#test/support/bring-statuses.ts';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';
import { replayDeliveries } from './replay-deliveries.ts';
import { countFailed } from './replay-queries.ts';

const HOUR = 60 * 60 * 1_000;
const TEMPLATE_PAUSED = 132015;
const CUT_OFF = 131000;

/** A message of 5A to four guardians, all of which failed for `code`; then all is well again. */
async function failedFor(t: Parameters<typeof stageSchool>[0], code: number): Promise<StagedSchool> {
  const staged = await stageSchool(t);
  const { simulator, school, says, runtime } = staged;
  const guardians = Object.values(school.guardians).map(({ phone }) => phone.slice(1));
  simulator.chaos.set({ errors: guardians.map((phone) => ({ code, rate: 1, phone })) });
  await says(school.staff.maya, '5A math: fractions, hw p45');
  simulator.chaos.calm();
  runtime.time.pass(HOUR);
  await settle(runtime);
  return staged;
}

const replay = ({ runtime }: StagedSchool, over: object = {}) =>
  replayDeliveries(runtime.db, {
    since: new Date(0),
    dryRun: false,
    actor: 'operator:test',
    now: runtime.time.now(),
    ...over,
  });

const toGuardians = ({ school, heard }: StagedSchool) =>
  Object.values(school.guardians).map((guardian) => heard(guardian).length);

async function rows({ runtime }: StagedSchool) {
  return runtime.database.query<{
    school_id: string;
    message_id: string;
    recipient_id: string;
    status: string;
    attempt: number;
  }>(
    `SELECT school_id, message_id, recipient_id, status::text, attempt FROM delivery WHERE recipient_kind = 'guardian' ORDER BY recipient_id`,
  );
}

test('what failed goes out once its cause is mended, once, and the teacher is told again', async (t) => {
  const staged = await failedFor(t, TEMPLATE_PAUSED);
  const { runtime, school, heard } = staged;
  const filter = { since: new Date(0) };
  assert.deepEqual(
    (await countFailed(runtime.db, filter)).map(({ school_id, reason, deliveries, messages, replayed }) => [
      school_id === school.id,
      reason,
      deliveries,
      messages,
      replayed,
    ]),
    [[true, 'template_problem', 4, 1, 0]],
  );
  assert.deepEqual(await replay(staged, { dryRun: true }), { planned: 4, leftOut: {} });
  assert.equal((await countFailed(runtime.db, filter))[0]!.deliveries, 4, 'a dry run writes nothing');

  const [one, other] = await Promise.all([replay(staged), replay(staged)]);
  assert.equal(one!.planned + other!.planned, 4, 'two at once plan nothing twice');
  await settle(runtime);
  assert.deepEqual(toGuardians(staged), [1, 1, 1, 1, 0]);
  assert.deepEqual(await replay(staged), { planned: 0, leftOut: {} });
  const audit = await runtime.database.query(
    `SELECT actor, subject, detail FROM audit_log WHERE action = 'delivery.replayed'`,
  );
  assert.deepEqual(audit, [
    { actor: 'operator:test', subject: `school:${school.id}`, detail: { planned: 4, leftOut: {} } },
  ]);
  runtime.time.pass(HOUR / 6);
  await settle(runtime);
  assert.equal(heard(school.staff.maya).filter((words) => words.includes('📬')).length, 2);
});

test('what fails again after its replay is not planned a third time', async (t) => {
  const staged = await failedFor(t, TEMPLATE_PAUSED);
  const { runtime, simulator } = staged;
  await replay(staged, { reason: 'template_problem' });
  simulator.chaos.set({ errors: [{ code: TEMPLATE_PAUSED, rate: 1 }] });
  await settle(runtime);
  simulator.chaos.calm();
  assert.deepEqual(await replay(staged), { planned: 0, leftOut: { replayed_before: 4 } });
  assert.equal((await countFailed(runtime.db, { since: new Date(0) }))[0]!.replayed, 4);
});

test('nobody who has opted out, left or lost their number gets it, and who changed it gets it there', async (t) => {
  const staged = await failedFor(t, TEMPLATE_PAUSED);
  const { runtime, school, heard } = staged;
  const { ashasMother, ashasFather, bimalsFather, chitrasMother } = school.guardians;
  const set = (what: string, id: string) =>
    runtime.database.query(`UPDATE guardian SET ${what} WHERE id = $1`, [id]);
  await set('opted_in = false', ashasMother.id);
  await set(`muted_topics = '{homework}'`, ashasFather.id);
  await set(`phone = NULL, whatsapp_user_id = 'NP.1'`, bimalsFather.id);
  await set(`phone = '+9779800099999'`, chitrasMother.id);
  assert.deepEqual(await replay(staged), { planned: 2, leftOut: { opted_out: 2 } });
  await settle(runtime);
  assert.deepEqual(toGuardians(staged), [0, 0, 0, 0, 0]);
  assert.equal(heard({ phone: '+9779800099999' }).length, 1);
});

test('what is out of date or was taken back stays failed', async (t) => {
  const staged = await failedFor(t, TEMPLATE_PAUSED);
  await staged.runtime.database.query('UPDATE message SET withdrawn_at = now()');
  assert.deepEqual(await replay(staged), { planned: 0, leftOut: { withdrawn: 4 } });
  await staged.runtime.database.query('UPDATE message SET withdrawn_at = NULL');
  staged.runtime.time.pass(24 * HOUR);
  assert.deepEqual(await replay(staged), { planned: 0, leftOut: { out_of_date: 4 } });
});

test('what may have arrived is replayed only when it is named; word that it did arrive keeps it from going again', async (t) => {
  const staged = await failedFor(t, CUT_OFF);
  const { runtime, school } = staged;
  assert.deepEqual(await replay(staged), { planned: 0, leftOut: { may_have_arrived: 4 } });
  assert.deepEqual(await replay(staged, { reason: 'unsettled' }), { planned: 4, leftOut: {} });
  const [first] = await rows(staged);
  const opaque = packDeliveryKey({
    schoolId: first!.school_id,
    messageId: first!.message_id,
    recipientId: first!.recipient_id,
    part: 0,
    attempt: first!.attempt,
  });
  const { senderId, phoneNumberId } = school;
  const at = runtime.time.now();
  await bringStatuses(runtime, [
    { senderId, phoneNumberId, wamid: 'wamid.late', status: 'sent', at, opaque },
  ]);
  await settle(runtime);
  assert.equal(
    toGuardians(staged).reduce((sum, n) => sum + n, 0),
    3,
  );
});

test('a late word of the first try does not pass for the second', async (t) => {
  const staged = await failedFor(t, TEMPLATE_PAUSED);
  const { runtime, school } = staged;
  await replay(staged);
  const at = runtime.time.now();
  const { senderId, phoneNumberId } = school;
  await bringStatuses(
    runtime,
    (await rows(staged)).flatMap((row) => {
      const opaque = packDeliveryKey({
        schoolId: row.school_id,
        messageId: row.message_id,
        recipientId: row.recipient_id,
        part: 0,
        attempt: row.attempt,
      });
      const news = { senderId, phoneNumberId, wamid: `wamid.${row.recipient_id}`, at, opaque };
      return [
        { ...news, status: 'sent' as const },
        { ...news, status: 'failed' as const, error: { code: 131026, detail: '' } },
      ];
    }),
  );
  await settle(runtime);
  assert.deepEqual(toGuardians(staged), [1, 1, 1, 1, 0]);
  assert.deepEqual(
    (await rows(staged)).map(({ status, attempt }) => [status, attempt]),
    Array.from({ length: 4 }, () => ['accepted', 2]),
  );
});

test('after a school has moved to another number, a replay goes through that one', async (t) => {
  const staged = await failedFor(t, TEMPLATE_PAUSED);
  const { runtime, simulator, school } = staged;
  const other = '123450002';
  await runtime.database.query(
    `WITH s AS (INSERT INTO sender (id, phone_number_id, waba_id, display_number, verified_name) VALUES (gen_random_uuid(), $1, '1000', '+97714', 'x') RETURNING id)
     UPDATE school SET sender_id = s.id FROM s WHERE school_id = $2`,
    [other, school.id],
  );
  simulator.numbers.put([{ phoneNumberId: other, wabaId: '1000' }]);
  await replay(staged);
  await settle(runtime);
  assert.equal(simulator.ledger.read({ phoneNumberId: other }).messages.length, 4);
});

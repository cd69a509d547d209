import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envelope, postWebhook, textFrom } from '#test/support/post-webhook.ts';
import { settle } from '#test/support/settle.ts';
import { stageSchool } from '#test/support/stage-school.ts';
import { replaySetAside } from './replay-set-aside.ts';
import { countSetAside } from './set-aside-queries.ts';

const kinds = async (staged: Awaited<ReturnType<typeof stageSchool>>) =>
  (await countSetAside(staged.runtime.db)).map(({ kind, count }) => [kind, count]);

test('texts to a number that was not registered are taken once it is, and those beside them stay as they are', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, app, heard } = staged;
  const { database, db, time } = runtime;
  await database.query(`UPDATE sender SET phone_number_id = '111'`);
  const text = textFrom(school.staff.maya.phone, '5A math: fractions, hw p45', time.now());
  await postWebhook(app, envelope(school.phoneNumberId, { messages: [text] }));
  await settle(runtime);
  assert.deepEqual(await kinds(staged), [['unknown_number', 1]]);
  await database.query(`UPDATE sender SET phone_number_id = $1`, [school.phoneNumberId]);

  const dry = await replaySetAside(db, { now: time.now(), dryRun: true });
  assert.deepEqual(dry, { events: 1, texts: 0, tooOld: 0 });
  assert.deepEqual(await kinds(staged), [['unknown_number', 1]]);
  assert.deepEqual(await replaySetAside(db, { now: time.now(), dryRun: false }), dry);
  await settle(runtime);
  assert.equal(heard(school.guardians.bimalsFather).length, 1);
  assert.deepEqual(await kinds(staged), []);
  const nothing = { events: 0, texts: 0, tooOld: 0 };
  assert.deepEqual(await replaySetAside(db, { now: time.now(), dryRun: false }), nothing, 'never twice');
});

test('what cannot be taken still is set aside anew', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, app } = staged;
  await postWebhook(app, envelope(school.phoneNumberId, { messages: ['broken'] }));
  await postWebhook(app, envelope(school.phoneNumberId, { anything: [] }, 'field_of_tomorrow'));
  await settle(runtime);
  const before = await kinds(staged);
  assert.equal(before.length, 2);
  const { events } = await replaySetAside(runtime.db, {
    kind: 'malformed',
    now: runtime.time.now(),
    dryRun: false,
  });
  assert.equal(events, 1, 'only what is named');
  await settle(runtime);
  assert.deepEqual(await kinds(staged), before);
});

test('an event that broke five times, and a text whose handling failed, get another try', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says, heard } = staged;
  const { database, db, time } = runtime;
  // Handling fails as long as this stands.
  await database.query(`ALTER TABLE message ADD CONSTRAINT broken CHECK (kind <> 'daily_update') NOT VALID`);
  await says(school.staff.maya, '5A math: fractions, hw p45');
  await database.query(`UPDATE webhook_event SET problem = 'it broke', attempts = 5`);
  assert.deepEqual(await kinds(staged), [
    ['event', 1],
    ['handling_failed', 1],
  ]);
  await database.query('ALTER TABLE message DROP CONSTRAINT broken');
  const tried = await replaySetAside(db, { now: time.now(), dryRun: false });
  assert.deepEqual(tried, { events: 1, texts: 1, tooOld: 0 });
  await settle(runtime);
  assert.equal(heard(school.guardians.bimalsFather).length, 1);
  assert.deepEqual(await kinds(staged), []);
});

test('a text of yesterday does not go out as one of today', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says, heard } = staged;
  await runtime.database.query(
    `ALTER TABLE message ADD CONSTRAINT broken CHECK (kind <> 'daily_update') NOT VALID`,
  );
  await says(school.staff.maya, '5A math: fractions, hw p45');
  await runtime.database.query('ALTER TABLE message DROP CONSTRAINT broken');
  runtime.time.pass(13 * 60 * 60_000);
  const tried = await replaySetAside(runtime.db, { now: runtime.time.now(), dryRun: false });
  assert.deepEqual(tried, { events: 0, texts: 0, tooOld: 1 });
  await settle(runtime);
  assert.equal(heard(school.guardians.bimalsFather).length, 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

const UPDATE = '5A math: fractions, hw p45';

const statusesOf = async ({ runtime }: StagedSchool, classCode = '5A') => {
  const rows = await runtime.database.query<{ status: string }>(
    `SELECT d.status FROM delivery d JOIN message m ON m.id = d.message_id JOIN class c ON c.id = m.class_id WHERE c.code = $1`,
    [classCode],
  );
  return rows.map((row) => row.status);
};

const guardiansHeard = ({ school, heard }: StagedSchool) =>
  Object.values(school.guardians).flatMap((person) => heard(person));

test('within the window nothing goes out; undone, it never does, and no record of it stands', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { runtime, school, says, heard } = staged;
  await says(school.staff.maya, UPDATE);
  assert.match(heard(school.staff.maya)[0]!, /Goes to 4 parents in 15 seconds/);
  assert.deepEqual(guardiansHeard(staged), []);
  await says(school.staff.maya, 'undo');
  assert.match(heard(school.staff.maya)[1]!, /Stopped\. No parent got it/);
  runtime.time.pass(60_000);
  await settle(runtime);
  assert.deepEqual(guardiansHeard(staged), []);
  assert.deepEqual(new Set(await statusesOf(staged)), new Set(['withdrawn']));
  const [record] = await runtime.database.query('SELECT withdrawn_at IS NOT NULL AS gone FROM daily_update');
  assert.deepEqual(record, { gone: true });
  assert.equal(heard(school.staff.maya).length, 2, 'there is nothing to report of');
});

test('when the window ends, it goes', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { runtime, school, says } = staged;
  await says(school.staff.maya, UPDATE);
  runtime.time.pass(14_999);
  await settle(runtime);
  assert.deepEqual(guardiansHeard(staged), []);
  runtime.time.pass(1);
  await settle(runtime);
  assert.equal(guardiansHeard(staged).length, 4);
});

test('too late, the truth is told', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  await says(school.staff.maya, UPDATE);
  await says(school.staff.maya, 'undo');
  assert.match(heard(school.staff.maya)[1]!, /already gone to 4 parents and cannot be called back/);
  assert.equal(guardiansHeard(staged).length, 4);
});

test('half gone, both halves are told', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { runtime, school, says, heard } = staged;
  await says(school.staff.maya, UPDATE);
  await runtime.database.query(
    `UPDATE delivery SET status = 'accepted', wake_at = NULL WHERE recipient_id = $1`,
    [school.guardians.bimalsFather.id],
  );
  await says(school.staff.maya, 'undo');
  assert.match(heard(school.staff.maya)[1]!, /Stopped for 3 parents\. 1 parent already got it/);
  assert.deepEqual((await statusesOf(staged)).sort(), ['accepted', 'withdrawn', 'withdrawn', 'withdrawn']);
});

test('a text and its undo that come together end with nothing sent', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { runtime, school, writes, heard } = staged;
  await writes(school.staff.maya, UPDATE);
  await writes(school.staff.maya, 'undo');
  await settle(runtime);
  assert.match(heard(school.staff.maya)[1]!, /Stopped\. No parent got it/);
  runtime.time.pass(60_000);
  await settle(runtime);
  assert.deepEqual(guardiansHeard(staged), []);
});

test('the button of an older echo undoes what that echo was about', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 60 });
  const { school, says, taps, heard } = staged;
  await says(school.staff.maya, UPDATE);
  await says(school.staff.maya, '5B science: plants, hw p12');
  const undo = /undo:[0-9a-f-]{36}/.exec(heard(school.staff.maya)[0]!)![0];
  await taps(school.staff.maya, undo, 'Undo');
  assert.match(heard(school.staff.maya)[2]!, /Stopped\. No parent got it/);
  assert.deepEqual(new Set(await statusesOf(staged)), new Set(['withdrawn']));
  assert.deepEqual(await statusesOf(staged, '5B'), ['planned']);
});

test('nobody undoes what another wrote', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 60 });
  const { school, says, taps, heard } = staged;
  await says(school.staff.maya, UPDATE);
  const undo = /undo:[0-9a-f-]{36}/.exec(heard(school.staff.maya)[0]!)![0];
  await taps(school.staff.office, undo, 'Undo');
  await says(school.staff.office, 'undo');
  for (const answer of heard(school.staff.office)) assert.match(answer, /nothing waiting to be stopped/);
  assert.deepEqual(new Set(await statusesOf(staged)), new Set(['planned']));
});

const nothing: [name: string, before: (staged: StagedSchool) => Promise<void>][] = [
  ['nothing was written', async () => {}],
  [
    'the last was undone already',
    async ({ school, says }) => {
      await says(school.staff.maya, UPDATE);
      await says(school.staff.maya, 'undo');
    },
  ],
  [
    'the last is over an hour old',
    async ({ runtime, school, says }) => {
      await says(school.staff.maya, UPDATE);
      runtime.time.pass(60 * 60_000);
    },
  ],
];

for (const [name, before] of nothing) {
  test(`where ${name}, there is nothing to undo`, async (t) => {
    const staged = await stageSchool(t, { undoWindowSeconds: 15 });
    await before(staged);
    const { school, says, heard } = staged;
    await says(school.staff.maya, 'undo');
    assert.ok(heard(school.staff.maya).some((words) => /nothing waiting to be stopped/.test(words)));
  });
}

test('asked how it did after an undo, the teacher hears that no parent got it', async (t) => {
  const { school, says, heard } = await stageSchool(t, { undoWindowSeconds: 15 });
  await says(school.staff.maya, UPDATE);
  await says(school.staff.maya, 'undo');
  await says(school.staff.maya, 'status');
  assert.match(heard(school.staff.maya).at(-1)!, /Stopped\. No parent got it/);
});

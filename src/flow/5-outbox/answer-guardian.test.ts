import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

const UPDATE = '5A math: fractions, hw p45';
const NOTICE = 'Announcement: Please come to the gate on Friday.';

const ledgerOf = ({ runtime, school }: StagedSchool) =>
  runtime.database.query(
    'SELECT topic, granted, how, wording FROM consent WHERE guardian_id = $1 ORDER BY at, id',
    [school.guardians.ashasFather.id],
  );

test('STOP stops everything at once, START brings it back, and both stand in the ledger in their own words', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  const { ashasFather } = school.guardians;
  await says(ashasFather, 'STOP');
  assert.match(heard(ashasFather)[0]!, /All messages from Janata School 1 are stopped\. .*START/);
  await says(school.staff.maya, UPDATE);
  await says(school.staff.office, NOTICE);
  assert.equal(heard(ashasFather).length, 1);
  await says(ashasFather, 'start please');
  assert.match(heard(ashasFather)[1]!, /will come again/);
  await says(school.staff.maya, UPDATE);
  assert.match(heard(ashasFather)[2]!, /fractions/);
  assert.deepEqual(await ledgerOf(staged), [
    { topic: 'all', granted: false, how: 'whatsapp', wording: 'STOP' },
    { topic: 'all', granted: true, how: 'whatsapp', wording: 'start please' },
  ]);
});

test('बन्द and सुरु say the same in Nepali', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { chitrasMother } = school.guardians;
  const optedIn = async () =>
    (await runtime.database.query('SELECT opted_in FROM guardian WHERE id = $1', [chitrasMother.id]))[0];
  await says(chitrasMother, 'बन्द');
  assert.match(heard(chitrasMother)[0]!, /सबै सन्देश बन्द गरियो/);
  assert.deepEqual(await optedIn(), { opted_in: false });
  await says(chitrasMother, 'सुरु');
  assert.deepEqual(await optedIn(), { opted_in: true });
});

test('one topic is stopped and the others go on', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  const { ashasFather } = school.guardians;
  await says(ashasFather, 'STOP HOMEWORK');
  assert.match(heard(ashasFather)[0]!, /Homework messages from .* are stopped/);
  await says(school.staff.maya, UPDATE);
  await says(school.staff.office, NOTICE);
  assert.deepEqual([heard(ashasFather).length, /gate/.test(heard(ashasFather)[1]!)], [2, true]);
  await says(ashasFather, 'START HOMEWORK');
  await says(school.staff.maya, UPDATE);
  assert.match(heard(ashasFather).at(-1)!, /fractions/);
  assert.deepEqual(
    (await ledgerOf(staged)).map(({ topic, granted }) => [topic, granted]),
    [
      ['homework', false],
      ['homework', true],
    ],
  );
});

test('the same STOP twice stays one mute', async (t) => {
  const { runtime, school, says } = await stageSchool(t);
  const { ashasFather } = school.guardians;
  await says(ashasFather, 'STOP HOMEWORK');
  await says(ashasFather, 'STOP HOMEWORK');
  const rows = await runtime.database.query('SELECT muted_topics FROM guardian WHERE id = $1', [
    ashasFather.id,
  ]);
  assert.deepEqual(rows, [{ muted_topics: ['homework'] }]);
});

test('the language that a guardian chooses is that of the answer and of all that follows', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  const { chitrasMother } = school.guardians;
  await says(chitrasMother, 'English');
  assert.match(heard(chitrasMother)[0]!, /messages will come in English/);
  await says(school.staff.maya, UPDATE);
  assert.match(heard(chitrasMother)[1]!, /Mathematics/);
  await says(chitrasMother, 'नेपाली');
  await says(school.staff.maya, UPDATE);
  assert.match(heard(chitrasMother).at(-1)!, /गणित/);
});

test('what one guardian stops is stopped for nobody else', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  await says(school.guardians.ashasFather, 'STOP');
  await says(school.staff.maya, UPDATE);
  assert.equal(heard(school.guardians.ashasMother).length, 1);
});

test('Preeti, which no phone can read, is asked about and not passed on', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  const { chitrasMother } = school.guardians;
  await says(chitrasMother, 'd]/f] 5f]/f] la/fdL 5, cfh cfpg ;Sb}g');
  assert.match(heard(chitrasMother)[0]!, /प्रीति फन्ट/);
  for (const member of Object.values(school.staff)) assert.deepEqual(heard(member), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

const marksOf = ({ runtime, school }: StagedSchool) =>
  runtime.database.query<{ name: string; state: string; answer: string | null }>(
    `SELECT s.name, a.state, a.answer FROM attendance a JOIN student s ON s.school_id = a.school_id AND s.id = a.student_id
     WHERE a.school_id = $1 AND a.on_date = '2026-05-10' ORDER BY s.name`,
    [school.id],
  );

/** The id of a button in the last message a person got. */
const button = (content: string, action: string) =>
  new RegExp(`${action}:[0-9a-f-]{36}`).exec(content)?.[0] ?? `no button ${action}`;

test('the families of absent pupils are asked, nobody else, and the class is marked', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  await says(school.staff.maya, '5A absent 1, 3');
  assert.deepEqual(await marksOf(staged), [
    { name: 'Asha Rai', state: 'absent', answer: null },
    { name: 'Bimal Magar', state: 'present', answer: null },
    { name: 'Chitra Tamang', state: 'absent', answer: null },
  ]);
  const { ashasMother, ashasFather, chitrasMother, bimalsFather, ekasMother } = school.guardians;
  for (const parent of [ashasMother, ashasFather]) assert.match(heard(parent)[0]!, /Asha Rai/);
  assert.match(heard(chitrasMother)[0]!, /Chitra Tamang/);
  for (const parent of [bimalsFather, ekasMother]) assert.deepEqual(heard(parent), []);
  assert.doesNotMatch(heard(ashasMother)[0]!, /Dipak/, 'her son in 5B is not absent');
  assert.match(heard(school.staff.maya)[0]!, /Absent \(2\).*Asha Rai and Chitra Tamang/);
});

test('their answer by button goes into the attendance, and the teacher is told whom to call', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says, taps, heard } = staged;
  await says(school.staff.maya, '5A absent 1, 3');
  const { ashasFather, chitrasMother } = school.guardians;
  await taps(ashasFather, button(heard(ashasFather)[0]!, 'sick'), 'Sick');
  assert.match(heard(ashasFather)[1]!, /noted that Asha Rai is sick/);
  await taps(chitrasMother, button(heard(chitrasMother)[0]!, 'didNotKnow'), 'थाहा थिएन');
  assert.deepEqual(
    (await marksOf(staged)).map(({ state, answer }) => [state, answer]),
    [
      ['leave', 'sick'],
      ['present', null],
      ['absent', 'did_not_know'],
    ],
  );
  runtime.time.pass(11 * 60_000);
  await settle(runtime);
  const report = heard(school.staff.maya).at(-1)!;
  assert.match(report, /did not know, please call: Chitra Tamang.*Sick: Asha Rai/);
});

test('a pupil for whom leave was asked is on leave, and the family is not asked', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  const { chitrasMother } = school.guardians;
  await says(chitrasMother, 'Chitra is sick, she cannot come today');
  const before = heard(chitrasMother).length;
  await says(school.staff.maya, '5A absent 3');
  assert.deepEqual(
    (await marksOf(staged)).map(({ state }) => state),
    ['present', 'present', 'leave'],
  );
  assert.equal(heard(chitrasMother).length, before, 'no alert after their own excuse');
});

test('everybody present is recorded, and no parent hears of it', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  await says(school.staff.maya, '5A sabai aaye');
  assert.deepEqual(
    (await marksOf(staged)).map(({ state }) => state),
    ['present', 'present', 'present'],
  );
  for (const parent of Object.values(school.guardians)) assert.deepEqual(heard(parent), []);
  assert.match(heard(school.staff.maya)[0]!, /Everyone is present/);
});

test('a roll that is not on the list is asked about, and nothing is marked or sent', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  await says(school.staff.maya, '5A absent 1, 29');
  assert.deepEqual(await marksOf(staged), []);
  assert.deepEqual(heard(school.guardians.ashasFather), []);
  assert.match(heard(school.staff.maya)[0]!, /29/);
});

test('undone within the window, neither alert nor mark remains', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { runtime, school, says, heard } = staged;
  await says(school.staff.maya, '5A absent 1');
  await says(school.staff.maya, 'undo');
  runtime.time.pass(60_000);
  await settle(runtime);
  assert.deepEqual(await marksOf(staged), []);
  assert.deepEqual(heard(school.guardians.ashasFather), []);
});

test('taken again, only the newly absent are alerted, and the answers to the first alert still count', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, taps, heard } = staged;
  const { ashasFather, bimalsFather, chitrasMother } = school.guardians;
  await says(school.staff.maya, '5A absent 1, 3');
  await says(school.staff.maya, '5A absent 1, 2, 3');
  assert.deepEqual(
    [ashasFather, bimalsFather, chitrasMother].map((parent) => heard(parent).length),
    [1, 1, 1],
  );
  await taps(ashasFather, button(heard(ashasFather)[0]!, 'sick'), 'Sick');
  assert.deepEqual(
    (await marksOf(staged)).map(({ state, answer }) => [state, answer]),
    [
      ['leave', 'sick'],
      ['absent', null],
      ['absent', null],
    ],
  );
});

test('a family told of an absence by mistake hears that the child is there, by one tap and once', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, tapsLast, heard } = staged;
  const { ashasFather, ashasMother, chitrasMother, bimalsFather } = school.guardians;
  await says(school.staff.maya, '5A absent 1, 3');
  await says(school.staff.maya, '5A absent 3');
  assert.match(heard(school.staff.maya).at(-1)!, /parents of Asha Rai have already been told.*atSchool:/s);
  assert.equal(heard(ashasFather).length, 1, 'nothing goes before the tap');
  await tapsLast(school.staff.maya, 'atSchool');
  for (const parent of [ashasFather, ashasMother])
    assert.match(heard(parent).at(-1)!, /at_school.*Asha Rai|at_school.*आशा|at_school/);
  await tapsLast(school.staff.maya, 'atSchool');
  assert.match(heard(school.staff.maya).at(-1)!, /put right already/);
  assert.deepEqual(
    [ashasFather, chitrasMother, bimalsFather].map((parent) => heard(parent).length),
    [2, 1, 0],
  );
});

test('leave that a family asked for outlives an attendance that was undone', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { school, says } = staged;
  await says(school.guardians.chitrasMother, 'Chitra is sick, she cannot come today');
  await says(school.staff.maya, '5A absent 1, 3');
  await says(school.staff.maya, 'undo');
  assert.deepEqual(await marksOf(staged), [{ name: 'Chitra Tamang', state: 'leave', answer: null }]);
});

test('attendance that is not clear and concerns no parent is asked about as a record, and a tap writes it down', async (t) => {
  const { runtime, school, says, tapsLast, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A attendance PPPPPPPPPPPP');
  assert.match(heard(maya).at(-1)!, /Record it\? No parent needs to be told/);
  const marks = () =>
    runtime.database.query(`SELECT state FROM attendance WHERE school_id = $1`, [school.id]);
  assert.deepEqual(await marks(), []);
  await tapsLast(maya, 'yes');
  assert.match(heard(maya).at(-1)!, /Recorded\. No parent needs to be told/);
  assert.ok((await marks()).every(({ state }) => state === 'present') && (await marks()).length > 0);
});

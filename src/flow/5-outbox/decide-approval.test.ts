import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '#test/support/settle.ts';
import { loadSmallSchool, type SmallSchool } from '#test/support/small-school.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

const NOTICE = 'Notice to the whole school: Bring hats on Friday.';

/** A school in which a second admin decides as well. */
async function stageOffice(
  t: Parameters<typeof stageSchool>[0],
): Promise<StagedSchool & { second: { phone: string } }> {
  const staged = await stageSchool(t);
  const second = { phone: '+9779700019999' };
  await staged.runtime.database.query(
    `INSERT INTO staff (school_id, id, name, role, phone, language) VALUES ($1, gen_random_uuid(), 'Kiran Lama', 'admin', $2, 'en')`,
    [staged.school.id, second.phone],
  );
  return { ...staged, second };
}

const guardians = ({ school, heard }: StagedSchool) =>
  Object.values(school.guardians).flatMap((person) => heard(person));

const last = ({ heard }: StagedSchool, person: { phone: string }) => heard(person).at(-1) ?? '';

test('a teacher’s notice to the whole school goes to the office first, and to parents at its yes', async (t) => {
  const staged = await stageOffice(t);
  const { school, says, tapsLast, second } = staged;
  const { maya, office } = school.staff;
  await says(maya, NOTICE);
  assert.match(last(staged, maya), /gone to the school office.*"undo:/s);
  for (const admin of [office, second])
    assert.match(last(staged, admin), /Maya Gurung.*5 parents.*Bring hats on Friday.*approve:/s);
  assert.deepEqual(guardians(staged), [], 'nothing before the yes');
  await tapsLast(office, 'approve');
  assert.equal(guardians(staged).length, 5);
  assert.match(last(staged, maya), /office approved your notice.*Going to 5 parents/);
  assert.match(last(staged, office), /Approved\. Going to 5 parents/);
  assert.match(last(staged, second), /approval_decided.*Maya Gurung.*Sunita Rai approved it/);
});

test('the first answer wins: a second tap, of the same or another admin, changes and sends nothing', async (t) => {
  const staged = await stageOffice(t);
  const { school, says, tapsLast, second } = staged;
  const { maya, office } = school.staff;
  await says(maya, NOTICE);
  await tapsLast(office, 'doNotApprove');
  assert.match(last(staged, maya), /did not approve your notice/);
  for (const admin of [second, office]) {
    await tapsLast(admin, 'approve');
    assert.match(last(staged, admin), /needs no answer any more.*Sunita Rai did not approve it/);
  }
  assert.deepEqual(guardians(staged), []);
  await says(maya, `${NOTICE} Blue ones.`);
  await tapsLast(office, 'approve');
  await tapsLast(office, 'approve');
  await tapsLast(second, 'doNotApprove');
  assert.equal(guardians(staged).length, 5, 'each has it once');
});

test('an admin who answers in words declines with them as the reason, or approves with a yes', async (t) => {
  const staged = await stageOffice(t);
  const { school, says, replies } = staged;
  const { maya, office } = school.staff;
  await says(maya, NOTICE);
  await replies(office, /Bring hats/, 'Friday is a holiday, please choose another day');
  assert.match(last(staged, maya), /did not approve.*They wrote:.*Friday is a holiday/s);
  assert.deepEqual(guardians(staged), []);
  await says(maya, 'Notice to the whole school: Bring caps on Sunday.');
  await replies(office, /Bring caps/, 'ok');
  assert.equal(guardians(staged).length, 5);
});

test('who declined by button may say why afterwards, once', async (t) => {
  const staged = await stageOffice(t);
  const { school, says, replies, tapsLast, second } = staged;
  const { maya, office } = school.staff;
  await says(maya, NOTICE);
  await tapsLast(office, 'doNotApprove');
  await replies(second, /Bring hats/, 'why not?');
  assert.match(last(staged, second), /needs no answer any more/);
  await replies(office, /Bring hats/, 'Caps will do');
  assert.match(last(staged, maya), /in the words of the office.*Caps will do/s);
});

const settings: [setting: string, text: string, asks: boolean][] = [
  ['wider', 'Notice 5A: Bring hats on Friday.', false],
  ['wider', 'Notice class 5: Bring hats on Friday.', false],
  ['all', 'Notice 5A: Bring hats on Friday.', true],
];

for (const [setting, text, asks] of settings) {
  test(`where the school wants to see "${setting}", "${text}" ${asks ? 'waits' : 'goes'}`, async (t) => {
    const staged = await stageOffice(t);
    const { runtime, school, says } = staged;
    await runtime.database.query('UPDATE school SET notices_to_approve = $1', [setting]);
    await says(school.staff.maya, text);
    assert.equal(guardians(staged).length > 0, !asks);
  });
}

test('where the school wants to see none, a wide notice waits for its writer’s own yes', async (t) => {
  const staged = await stageOffice(t);
  const { runtime, school, says, tapsLast, heard } = staged;
  await runtime.database.query(`UPDATE school SET notices_to_approve = 'none'`);
  await says(school.staff.maya, NOTICE);
  assert.deepEqual([guardians(staged), heard(school.staff.office)], [[], []]);
  await tapsLast(school.staff.maya, 'send');
  assert.equal(guardians(staged).length, 5);
});

test('a grade of which the teacher teaches only some classes is wider than their own', async (t) => {
  const staged = await stageOffice(t);
  const { runtime, school, says, tapsLast, heard } = staged;
  // Another section of grade 5 that is not Maya's: Eka's class becomes 5C.
  await runtime.database.query(`UPDATE class SET code = '5C', grade = '5', section = 'C' WHERE code = '6A'`);
  await says(school.staff.maya, 'Notice class 5: Bring hats on Friday.');
  assert.deepEqual(guardians(staged), []);
  await tapsLast(school.staff.office, 'approve');
  assert.equal(heard(school.guardians.ekasMother).length, 1, 'and it reaches all of the grade');
});

test('its writer takes it back while it waits, and a tap after that sends nothing', async (t) => {
  const staged = await stageOffice(t);
  const { school, says, tapsLast } = staged;
  const { maya, office } = school.staff;
  for (const takeBack of [() => tapsLast(maya, 'undo'), () => says(maya, 'undo')]) {
    await says(maya, NOTICE);
    await takeBack();
    assert.match(last(staged, maya), /Taken back\. Nothing was sent/);
    assert.match(last(staged, office), /Maya Gurung took it back/);
    await tapsLast(office, 'approve');
    assert.deepEqual(guardians(staged), []);
  }
});

test('unanswered for 20 hours it ends: the writer is told once, and a late tap sends nothing', async (t) => {
  const staged = await stageOffice(t);
  const { runtime, school, says, tapsLast, heard } = staged;
  const { maya, office } = school.staff;
  await says(maya, NOTICE);
  const before = heard(maya).length;
  runtime.time.pass(20 * 60 * 60_000 - 2_000);
  await settle(runtime);
  assert.equal(heard(maya).length, before);
  runtime.time.pass(2_000);
  await settle(runtime);
  await settle(runtime);
  assert.match(last(staged, maya), /has not answered.*so it was not sent/);
  assert.equal(heard(maya).length, before + 1);
  await tapsLast(office, 'approve');
  assert.match(last(staged, office), /Nobody answered in time/);
  assert.deepEqual(guardians(staged), []);
});

test('neither a teacher nor the admin of another school can decide', async (t) => {
  const staged = await stageOffice(t);
  const { runtime, school, says, taps, heard } = staged;
  const other = await loadSmallSchool(runtime, { nth: 2, shares: school as SmallSchool });
  await says(school.staff.maya, NOTICE);
  const id = /approve:[0-9a-f-]{36}/.exec(heard(school.staff.office)[0]!)![0];
  for (const person of [school.staff.hari, other.staff.office]) await taps(person, id, 'Approve');
  assert.deepEqual(guardians(staged), []);
  assert.deepEqual(await runtime.database.query('SELECT 1 FROM approval WHERE decision IS NOT NULL'), []);
});

test('without an admin nobody could say yes, and the teacher is told', async (t) => {
  const staged = await stageOffice(t);
  const { runtime, school, says } = staged;
  await runtime.database.query(`UPDATE staff SET left_on = '2026-05-01' WHERE role = 'admin'`);
  await says(school.staff.maya, NOTICE);
  assert.match(last(staged, school.staff.maya), /Only the school office can send this/);
});

test('who has not agreed by the time of the yes gets nothing', async (t) => {
  const staged = await stageOffice(t);
  const { runtime, school, says, tapsLast, heard } = staged;
  await says(school.staff.maya, NOTICE);
  const { ekasMother } = school.guardians;
  await runtime.database.query('UPDATE guardian SET opted_in = false WHERE id = $1', [ekasMother.id]);
  await tapsLast(school.staff.office, 'approve');
  assert.equal(guardians(staged).length, 4);
  assert.deepEqual(heard(ekasMother), []);
});

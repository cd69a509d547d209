import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stageSchool } from '#test/support/stage-school.ts';

test('leave goes into the attendance of its days, to the class teacher, and is confirmed', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { ekasMother } = school.guardians;
  await says(ekasMother, 'Eka has fever, she will not come tomorrow');
  const rows = await runtime.database.query(
    `SELECT on_date::text, state, reason FROM attendance WHERE school_id = $1`,
    [school.id],
  );
  assert.deepEqual(rows, [{ on_date: '2026-05-11', state: 'leave', reason: 'fever' }]);
  assert.match(heard(ekasMother)[0]!, /Leave noted for Eka Sherpa/);
  assert.match(heard(school.staff.hari)[0]!, /Eka Sherpa/, 'the teacher of 6A');
  assert.deepEqual(heard(school.staff.maya), []);
});

test('a guardian of two is asked which child, and the answer completes it', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { ashasMother } = school.guardians;
  await says(ashasMother, 'aaja birami bhayo, school aaudaina');
  assert.match(heard(ashasMother)[0]!, /Asha Rai.*Dipak Rai/);
  await says(ashasMother, 'Dipak');
  const rows = await runtime.database.query(
    `SELECT s.name FROM attendance a JOIN student s ON s.school_id = a.school_id AND s.id = a.student_id WHERE a.school_id = $1`,
    [school.id],
  );
  assert.deepEqual(rows, [{ name: 'Dipak Rai' }]);
  assert.match(
    heard(school.staff.office).at(-1)!,
    /Dipak Rai/,
    '5B has no class teacher, so the office is told',
  );
});

test('a guardian who reads both languages chooses the child, once', async (t) => {
  const { runtime, school, says, taps, heard } = await stageSchool(t);
  const { ashasMother } = school.guardians;
  await runtime.database.query(`UPDATE guardian SET language = 'both' WHERE id = $1`, [ashasMother.id]);
  await runtime.database.query(`UPDATE student SET name_ne = 'दीपक राई' WHERE name = 'Dipak Rai'`);
  await says(ashasMother, 'aaja birami bhayo, school aaudaina');
  const [, id, title] = /"id":"(choose:[^"]+)","title":"([^"]*Dipak Rai)"/.exec(heard(ashasMother)[0]!)!;
  await taps(ashasMother, id!, title!);
  assert.match(heard(ashasMother)[1]!, /Leave noted for Dipak Rai/);
  await taps(ashasMother, id!, title!);
  assert.match(heard(ashasMother)[2]!, /from some time ago/, 'a late tap is no message to the teacher');
  assert.equal(heard(school.staff.office).length, 1);
});

test('leave that is asked after the child was marked present spares the family the alert', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { ekasMother } = school.guardians;
  const { hari } = school.staff;
  await says(hari, '6A all present');
  await says(ekasMother, 'Eka is ill, she went home today');
  await says(hari, '6A absent 1');
  assert.match(heard(hari).at(-1)!, /कुनै अभिभावकलाई खबर गर्नुपर्ने छैन/);
  assert.equal(heard(ekasMother).length, 1, 'the answer to her text and no alert');
  const rows = await runtime.database.query('SELECT state FROM attendance WHERE school_id = $1', [school.id]);
  assert.deepEqual(rows, [{ state: 'leave' }]);
});

test('a child who came in spite of the leave, and is missing later, is an absence', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  const { ekasMother } = school.guardians;
  await says(ekasMother, 'Eka is ill, she cannot come today');
  await says(school.staff.hari, '6A all present');
  await says(school.staff.hari, '6A absent 1');
  assert.match(heard(ekasMother)[1]!, /absent from school/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

/** They write these, each on its own or all before any is handled, and the undo windows end. */
async function write(staged: StagedSchool, together: boolean, texts: string[]): Promise<void> {
  const { runtime, school, says, writes } = staged;
  for (const text of texts) await (together ? writes : says)(school.staff.maya, text);
  await settle(runtime);
  runtime.time.pass(60_000);
  await settle(runtime);
}

for (const together of [false, true]) {
  const how = together ? 'handled in one batch' : 'handled one by one';

  test(`of two updates of a class and subject the later stands, ${how}`, async (t) => {
    const staged = await stageSchool(t, { undoWindowSeconds: 15 });
    const { runtime, school, heard } = staged;
    await write(staged, together, ['5A math: fractions, hw p45', '5A math: decimals, hw p46']);
    const [notice, ...more] = heard(school.guardians.ashasFather);
    assert.match(notice!, /decimals.*p46/);
    assert.deepEqual(more, []);
    assert.match(heard(school.staff.maya)[1]!, /Your newer text replaces the one before/);
    const records = await runtime.database.query('SELECT topic FROM daily_update WHERE withdrawn_at IS NULL');
    assert.deepEqual(records, [{ topic: 'decimals' }]);
  });

  test(`two halves of one update are put together, ${how}`, async (t) => {
    const staged = await stageSchool(t, { undoWindowSeconds: 15 });
    const { school, heard } = staged;
    await write(staged, together, ['5A math: fractions', '5A math: hw p45']);
    const [notice, ...more] = heard(school.guardians.ashasFather);
    assert.match(notice!, /fractions.*p45/);
    assert.deepEqual(more, []);
    assert.match(heard(school.staff.maya)[1]!, /Put together with your text before/);
  });

  test(`of two attendances of a class the later stands, ${how}`, async (t) => {
    const staged = await stageSchool(t, { undoWindowSeconds: 15 });
    const { runtime, school, heard } = staged;
    await write(staged, together, ['5A absent 1, 2', '5A absent 2, 3']);
    const { ashasFather, bimalsFather, chitrasMother } = school.guardians;
    assert.deepEqual(
      [ashasFather, bimalsFather, chitrasMother].map((parent) => heard(parent).length),
      [0, 1, 1],
    );
    const marks = await runtime.database.query(
      `SELECT e.roll FROM attendance a JOIN enrolment e ON e.student_id = a.student_id WHERE a.state = 'absent' ORDER BY 1`,
    );
    assert.deepEqual(marks, [{ roll: 2 }, { roll: 3 }]);
    assert.match(heard(school.staff.maya)[1]!, /Your newer text replaces the one before/);
  });
}

test('other subjects and other classes do not cross', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { school, heard } = staged;
  await write(staged, false, ['5A math: fractions', '5A science: light', '5B math: sets']);
  assert.equal(heard(school.guardians.ashasFather).length, 2);
  assert.equal(heard(school.guardians.ashasMother).length, 3);
});

test('of several subjects in one message only the one written again changes', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { school, heard } = staged;
  await write(staged, false, [
    '5A math: fractions, hw p45\nscience: light, hw p9',
    '5A math: fractions, hw p46',
  ]);
  const [notice, ...more] = heard(school.guardians.ashasFather);
  assert.match(notice!, /light.*p9.*fractions.*p46/);
  assert.doesNotMatch(notice!, /p45/);
  assert.deepEqual(more, []);
});

test('once it has gone, a second text is a second message', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { school, heard } = staged;
  await write(staged, false, ['5A math: fractions, hw p45']);
  await write(staged, false, ['5A math: decimals, hw p46']);
  assert.equal(heard(school.guardians.ashasFather).length, 2);
});

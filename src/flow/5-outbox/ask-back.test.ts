import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stageSchool } from '#test/support/stage-school.ts';

test('what is missing is asked for, nothing is sent meanwhile, and the answer completes it', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A math');
  assert.equal(heard(school.guardians.ashasFather).length, 0);
  assert.equal(heard(maya).length, 1);
  await says(maya, 'decimals, hw p9');
  assert.match(heard(school.guardians.ashasFather)[0]!, /Mathematics.*decimals.*p9/s);
  assert.match(heard(maya)[1]!, /Going to 4 parents/);
});

test('the choice of a list completes it as a typed word does', async (t) => {
  const { runtime, school, says, taps, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await runtime.database.query(`UPDATE teaching SET subjects = '{mathematics,science}' WHERE staff_id = $1`, [
    maya.id,
  ]);
  await says(maya, '5A: fractions, hw p45');
  const [, id] = /"id":"(choose:[^"]+)","title":"Mathematics"/.exec(heard(maya)[0]!)!;
  await taps(maya, id!, 'Mathematics');
  assert.match(heard(school.guardians.ashasFather)[0]!, /Mathematics.*fractions.*p45/s);
});

test('a complete new text takes the place of what was asked about', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A math');
  await says(maya, '5B science: plants, hw p12');
  assert.match(heard(school.guardians.ashasMother)[0]!, /plants/);
  assert.deepEqual(heard(school.guardians.ashasFather), []);
  assert.deepEqual(await runtime.database.query('SELECT 1 FROM draft'), []);
});

test('cancel drops it', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  await says(school.staff.maya, '5A math');
  await says(school.staff.maya, 'cancel');
  await says(school.staff.maya, 'decimals');
  for (const person of Object.values(school.guardians)) assert.deepEqual(heard(person), []);
});

test('after two hours an answer is no answer any more', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  await says(school.staff.maya, '5A math');
  runtime.time.pass(2 * 60 * 60_000);
  await says(school.staff.maya, 'decimals');
  assert.deepEqual(heard(school.guardians.ashasFather), []);
});

for (const code of ['6A', '7A']) {
  test(`a class that is not theirs (${code}) is refused, and nothing is kept of it`, async (t) => {
    const { runtime, school, says, heard } = await stageSchool(t);
    await says(school.staff.maya, `${code} math: fractions, hw p45`);
    assert.match(heard(school.staff.maya)[0]!, new RegExp(`Class ${code} is not among your classes`));
    assert.deepEqual(heard(school.guardians.ekasMother), []);
    assert.deepEqual(
      await runtime.database.query('SELECT 1 FROM draft UNION ALL SELECT 1 FROM daily_update'),
      [],
    );
  });
}

test('who teaches one subject in the class need not name it', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  await says(school.staff.maya, '5B: plants, hw p12');
  assert.match(heard(school.guardians.ashasMother)[0]!, /विज्ञान.*plants/s);
  assert.match(heard(school.staff.maya)[0]!, /No subject was named, so it is Science/);
});

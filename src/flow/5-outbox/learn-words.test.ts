import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

/** Maya teaches several subjects in 5A, so that the subject must be said. */
async function stage(t: Parameters<typeof stageSchool>[0]): Promise<StagedSchool> {
  const staged = await stageSchool(t);
  const { runtime, school } = staged;
  for (const { id } of [school.staff.maya, school.staff.hari])
    await runtime.database.query(
      `INSERT INTO teaching (school_id, staff_id, class_id, rank, subjects) VALUES ($1, $2, $3, 1, '{mathematics,optional_math}')
       ON CONFLICT (school_id, staff_id, class_id) DO UPDATE SET subjects = excluded.subjects`,
      [school.id, id, school.classes['5A']],
    );
  return staged;
}

const last = ({ heard }: StagedSchool, person: { phone: string }) => heard(person).at(-1) ?? '';

test('a word answered twice becomes theirs, is shown where it is used, and is forgotten when they say so', async (t) => {
  const staged = await stage(t);
  const { school, says, heard } = staged;
  const { maya } = school.staff;
  const { bimalsFather } = school.guardians;
  for (const lesson of ['sets', 'vectors']) {
    await says(maya, `5A omt: ${lesson}, hw p3`);
    assert.match(last(staged, maya), /Which subject is this/);
    await says(maya, 'optional math');
    assert.match(last(staged, bimalsFather), new RegExp(`(Optional Mathematics|ऐच्छिक गणित).*${lesson}`));
    assert.doesNotMatch(last(staged, bimalsFather), /omt/, 'the word is no part of the lesson');
  }
  assert.match(last(staged, maya), /From now on, “omt” is Optional Mathematics/);
  const before = heard(bimalsFather).length;
  await says(maya, '5A omt: limits, hw p9');
  assert.match(last(staged, maya), /“omt” is Optional Mathematics, as you told me.*Going to 4 parents/s);
  assert.equal(heard(bimalsFather).length, before + 1);
  await says(maya, 'forget omt');
  assert.match(last(staged, maya), /“omt” is forgotten/);
  await says(maya, '5A omt: limits, hw p10');
  assert.match(last(staged, maya), /Which subject is this/);
});

test('said outright it counts at once, for its writer alone', async (t) => {
  const staged = await stage(t);
  const { school, says } = staged;
  await says(school.staff.maya, 'omt = optional math');
  await says(school.staff.maya, '5A omt: sets, hw p3');
  assert.match(last(staged, school.staff.maya), /“omt” is Optional Mathematics, as you told me/);
  await says(school.staff.hari, '5A omt: sets, hw p3');
  assert.doesNotMatch(last(staged, school.staff.hari), /तपाईंले भन्नुभएअनुसार/);
});

test('a subject put right is forgotten', async (t) => {
  const staged = await stage(t);
  const { runtime, school, says } = staged;
  await says(school.staff.maya, 'omt = optional math');
  await says(school.staff.maya, '5A omt: sets, hw p3');
  await says(school.staff.maya, 'math not optional math');
  assert.deepEqual(await runtime.database.query('SELECT word FROM own_word'), []);
});

test('an own word changes neither class nor audience', async (t) => {
  const staged = await stage(t);
  const { school, says, heard } = staged;
  await says(school.staff.maya, 'omt = optional math');
  await says(school.staff.maya, 'omt: sets, hw p3');
  assert.match(last(staged, school.staff.maya), /No class was named, so it is for Class 5A/);
  assert.deepEqual(heard(school.guardians.ekasMother), []);
});

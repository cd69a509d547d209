import assert from 'node:assert/strict';
import { test } from 'node:test';
import { subjectNames } from '#templates/words/subjects.ts';
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

test('a choice means what it stands for, also where its title is cut or in two languages', async (t) => {
  const { runtime, school, says, taps, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await runtime.database.query(`UPDATE staff SET language = 'both' WHERE id = $1`, [maya.id]);
  for (const [n, code] of (['mathematics', 'optional_math', 'occupation'] as const).entries()) {
    await runtime.database.query(`UPDATE teaching SET subjects = $1 WHERE staff_id = $2`, [
      [code, 'science'],
      maya.id,
    ]);
    await says(maya, `5A: what we did, hw p${n}`);
    const [, id, title] = new RegExp(`"id":"(choose:[^"]+:${code})","title":"([^"]+)"`).exec(
      heard(maya).at(-1)!,
    )!;
    await taps(maya, id!, title!);
    const { en } = subjectNames[code];
    assert.match(heard(school.guardians.ashasFather)[n]!, new RegExp(`${en}.*what we did.*p${n}`, 's'));
  }
});

test('a class is chosen by a reader of both languages', async (t) => {
  const { runtime, school, says, taps, heard } = await stageSchool(t);
  const { office } = school.staff;
  await runtime.database.query(`UPDATE staff SET language = 'both' WHERE id = $1`, [office.id]);
  await says(office, 'absent 1');
  const [, id, title] = /"id":"(choose:[^"]+:5B)","title":"([^"]+)"/.exec(heard(office)[0]!)!;
  await taps(office, id!, title!);
  assert.match(heard(school.guardians.ashasMother)[0]!, /दीपक|Dipak/);
  assert.deepEqual(heard(school.guardians.ashasFather), []);
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

test('who answers a question that has expired is told so in one sentence, and nothing is sent', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A math');
  runtime.time.pass(2 * 60 * 60_000);
  await says(maya, 'decimals');
  assert.match(heard(maya).at(-1)!, /was not finished in time and was not sent/);
  assert.deepEqual(heard(school.guardians.ashasFather), []);
  await says(maya, '5A math: decimals, hw p9');
  assert.match(heard(maya).at(-1)!, /Going to 4 parents/);
  assert.equal(heard(maya).length, 3, 'it is told once');
});

test('a tap under an expired question sends nothing and says why', async (t) => {
  const { runtime, school, says, tapsLast, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A math: fractions, hw p45. Note: Bimal did not do his homework');
  runtime.time.pass(2 * 60 * 60_000);
  await tapsLast(maya, 'send');
  assert.match(heard(maya).at(-1)!, /was not finished in time and was not sent/);
  assert.deepEqual(heard(school.guardians.bimalsFather), []);
});

test('a complete text after an expired question goes its way without a word about it', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A math');
  runtime.time.pass(2 * 60 * 60_000);
  await says(maya, '5A math: decimals, hw p9');
  assert.match(heard(maya).at(-1)!, /Going to 4 parents/);
  assert.deepEqual(await runtime.database.query('SELECT 1 FROM draft'), []);
});

test('"ok" to a question that wants words asks it again', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A math');
  await says(maya, 'ok');
  assert.match(heard(maya).at(-1)!, /what was taught/);
  await says(maya, 'decimals, hw p9');
  assert.match(heard(school.guardians.ashasFather)[0]!, /decimals.*p9/);
});

test('a complete new text says that the unfinished one before it was not sent', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  const { maya } = school.staff;
  await says(maya, '5A math');
  await says(maya, '5B science: plants, hw p12');
  assert.match(heard(maya).at(-1)!, /unfinished text before this one was not sent/);
});

test('a guardian who answers an expired question is asked to write once more', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { ashasMother } = school.guardians;
  await says(ashasMother, 'bida chahiyo bholi, jworo ayo');
  assert.match(heard(ashasMother)[0]!, /कुन/);
  runtime.time.pass(2 * 60 * 60_000);
  await says(ashasMother, 'Asha');
  assert.match(heard(ashasMother).at(-1)!, /त्यो प्रश्न सोधेको धेरै बेर भयो/);
  assert.deepEqual(heard(school.staff.maya), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

const UPDATE = '5A math: fractions, hw p45';

/** Maya also teaches 6A, so that a class can be mistaken for another of hers. */
async function stage(t: Parameters<typeof stageSchool>[0], undoWindowSeconds: number): Promise<StagedSchool> {
  const staged = await stageSchool(t, { undoWindowSeconds });
  const { runtime, school } = staged;
  await runtime.database.query(
    `INSERT INTO teaching (school_id, staff_id, class_id, rank, subjects) VALUES ($1, $2, $3, 2, '{mathematics}')`,
    [school.id, school.staff.maya.id, school.classes['6A']],
  );
  return staged;
}

const last = ({ heard }: StagedSchool, person: { phone: string }) => heard(person).at(-1) ?? '';

async function windowEnds({ runtime }: StagedSchool): Promise<void> {
  runtime.time.pass(60_000);
  await settle(runtime);
}

const unquoted: [text: string, echo: RegExp][] = [
  ['hw p46 not p45', /Your newer text replaces.*Goes to 4 parents/s],
  ['p45 hoina p46', /Your newer text replaces.*Goes to 4 parents/s],
];
for (const [text, echo] of unquoted) {
  test(`within the window "${text}" goes in the place of what was wrong`, async (t) => {
    const staged = await stage(t, 15);
    const { school, says, heard } = staged;
    await says(school.staff.maya, UPDATE);
    await says(school.staff.maya, text);
    assert.match(last(staged, school.staff.maya), echo);
    await windowEnds(staged);
    const [notice, ...more] = heard(school.guardians.ashasFather);
    assert.match(notice!, /fractions.*p46/);
    assert.doesNotMatch(notice!, /p45|orrection/);
    assert.deepEqual(more, []);
  });
}

test('a class mistaken for another reaches the right one alone', async (t) => {
  for (const text of ['6A not 5A', 'kaksha 6 ko ho, 5 haina']) {
    const staged = await stage(t, 15);
    const { school, says, heard } = staged;
    await says(school.staff.maya, UPDATE);
    await says(school.staff.maya, text);
    await windowEnds(staged);
    assert.match(heard(school.guardians.ekasMother)[0]!, /fractions/);
    for (const parent of ['ashasMother', 'ashasFather', 'bimalsFather'] as const)
      assert.deepEqual(heard(school.guardians[parent]), []);
    const records = await staged.runtime.database.query(
      'SELECT class_id FROM daily_update WHERE withdrawn_at IS NULL AND school_id = $1',
      [school.id],
    );
    assert.deepEqual(records, [{ class_id: school.classes['6A'] }]);
  }
});

test('a class that is not theirs stops the wrong one and sends nothing', async (t) => {
  const staged = await stage(t, 15);
  const { school, says, heard } = staged;
  await says(school.staff.maya, UPDATE);
  await says(school.staff.maya, '7A not 5A');
  assert.match(last(staged, school.staff.maya), /7A is not among your classes/);
  await windowEnds(staged);
  for (const person of Object.values(school.guardians)) assert.deepEqual(heard(person), []);
});

test('in reply to the echo a few words are enough', async (t) => {
  const staged = await stage(t, 15);
  const { school, says, replies, heard } = staged;
  await says(school.staff.maya, UPDATE);
  await says(school.staff.maya, '5B science: plants, hw p12');
  await replies(school.staff.maya, /fractions/, 'hw p46');
  await windowEnds(staged);
  assert.match(heard(school.guardians.ashasFather)[0]!, /fractions.*p46/);
  assert.equal(heard(school.guardians.ashasMother).length, 2, 'the other text is left alone');
});

test('"undo" in reply to an echo undoes that one', async (t) => {
  const staged = await stage(t, 15);
  const { school, says, replies, heard } = staged;
  await says(school.staff.maya, UPDATE);
  await says(school.staff.maya, '5B science: plants, hw p12');
  await replies(school.staff.maya, /fractions/, 'galti bhayo');
  await windowEnds(staged);
  assert.deepEqual(heard(school.guardians.bimalsFather), []);
  assert.match(heard(school.guardians.ashasMother)[0]!, /plants/);
});

test('after it went, the truth is told, and one tap sends the right one as a correction', async (t) => {
  const staged = await stage(t, 0);
  const { runtime, school, says, tapsLast, heard } = staged;
  const { maya } = school.staff;
  const { ashasFather } = school.guardians;
  await says(maya, UPDATE);
  await says(maya, 'hw p46 not p45');
  assert.match(last(staged, maya), /already gone to 4 parents.*as a correction\?.*send:/s);
  assert.equal(heard(ashasFather).length, 1, 'nothing goes before the tap');
  await tapsLast(maya, 'send');
  assert.match(last(staged, ashasFather), /class_correction_en.*fractions.*p46/);
  await tapsLast(maya, 'send');
  assert.equal(heard(ashasFather).length, 2, 'a second tap sends nothing');
  const homework = await runtime.database.query(
    'SELECT homework FROM daily_update WHERE withdrawn_at IS NULL',
  );
  assert.deepEqual(homework, [{ homework: 'p46' }]);
});

test('a class mistaken after it went: the right parents get it, the others are asked to take no notice', async (t) => {
  const staged = await stage(t, 0);
  const { school, says, tapsLast, heard } = staged;
  const { maya } = school.staff;
  await says(maya, UPDATE);
  await says(maya, '6A not 5A');
  await tapsLast(maya, 'send');
  assert.match(last(staged, maya), /Asking 4 parents to take no notice.*Going to 1 parent/s);
  assert.match(heard(school.guardians.ekasMother)[0]!, /class_update_en.*fractions/);
  for (const parent of ['ashasFather', 'bimalsFather', 'chitrasMother'] as const)
    assert.match(last(staged, school.guardians[parent]), /taken_back/, parent);
});

test('undo after it went offers to ask for no notice, once', async (t) => {
  const staged = await stage(t, 0);
  const { school, says, tapsLast, heard } = staged;
  const { maya } = school.staff;
  await says(maya, UPDATE);
  await says(maya, 'undo');
  await tapsLast(maya, 'takeBack');
  assert.match(last(staged, maya), /Asking 4 parents to take no notice/);
  for (const parent of ['ashasFather', 'bimalsFather'] as const)
    assert.match(last(staged, school.guardians[parent]), /taken_back.*(Mathematics|गणित)/, parent);
  await tapsLast(maya, 'takeBack');
  assert.match(last(staged, maya), /put right already/);
  assert.equal(heard(school.guardians.ashasFather).length, 2);
});

test('undo after it went offers a correction: the next text is it', async (t) => {
  const staged = await stage(t, 0);
  const { school, says, tapsLast, heard } = staged;
  const { maya } = school.staff;
  await says(maya, UPDATE);
  await says(maya, 'undo');
  await tapsLast(maya, 'correction');
  assert.match(last(staged, maya), /Please write the right text/);
  await says(maya, 'decimals, hw p50');
  await tapsLast(maya, 'send');
  assert.match(last(staged, school.guardians.ashasFather), /class_correction.*decimals.*p50/);
  assert.equal(heard(school.guardians.ashasFather).length, 2);
});

test('the words of a notice are put right for those who have it', async (t) => {
  const staged = await stage(t, 0);
  const { school, says, tapsLast } = staged;
  const { office } = school.staff;
  await says(office, 'Notice 6A: Meeting at 10 on Friday.');
  await says(office, '11 not 10');
  await tapsLast(office, 'send');
  assert.match(last(staged, school.guardians.ekasMother), /Correction: Meeting at 11 on Friday/);
});

test('what waits for a yes is put right before it', async (t) => {
  const staged = await stage(t, 0);
  const { school, says, tapsLast, heard } = staged;
  const { maya } = school.staff;
  await says(maya, '5A math: fractions, hw p45. Note: Bimal did not do his homework');
  await says(maya, 'hw p46 not p45');
  assert.deepEqual(heard(school.guardians.bimalsFather), []);
  await tapsLast(maya, 'send');
  assert.match(heard(school.guardians.bimalsFather)[0]!, /fractions.*p46/);
});

test('words that name nothing that was said correct nothing', async (t) => {
  const staged = await stage(t, 15);
  const { school, says, heard } = staged;
  await says(school.staff.maya, UPDATE);
  await says(school.staff.maya, 'hw p46 not p44');
  assert.match(last(staged, school.staff.maya), /p46 not p44.*send:/s, 'it is shown first');
  await windowEnds(staged);
  assert.match(heard(school.guardians.ashasFather)[0]!, /p45/);
  assert.equal(heard(school.guardians.ashasFather).length, 1);
});

test('the button under an older question answers no newer one', async (t) => {
  const staged = await stage(t, 0);
  const { school, says, taps, heard } = staged;
  const { maya } = school.staff;
  await says(maya, '5A math: fractions, hw p45. Note: Bimal did not do his homework');
  const older = /send:[0-9a-f-]{36}/.exec(heard(maya)[0]!)![0];
  await says(maya, '5A math: decimals, hw p46. Note: Asha did not do her homework');
  await taps(maya, older, 'Send');
  assert.match(last(staged, maya), /no longer open/);
  assert.deepEqual(heard(school.guardians.bimalsFather), []);
});

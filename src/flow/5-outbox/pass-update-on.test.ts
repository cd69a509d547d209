import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

type Row = { class: string; subject: string; topic: string; homework: string; understanding: string };

const recordsOf = ({ runtime }: StagedSchool) =>
  runtime.database.query<Row>(
    `SELECT c.code AS class, u.subject, u.topic, u.homework, u.understanding
     FROM daily_update u JOIN class c ON c.id = u.class_id ORDER BY c.code`,
  );

const forms: [name: string, text: string][] = [
  ['on one line', '5A math: fractions, hw p45, ramro'],
  ['labelled', 'Class: 5A\nSubject: Mathematics\nTopic: fractions\nHomework: p45\nUnderstanding: good'],
  ['on four lines', 'math\nfractions\np45\ngood'],
];

for (const [name, text] of forms) {
  test(`a daily update ${name} goes to each guardian of the class once, in their language`, async (t) => {
    const staged = await stageSchool(t);
    const { school, says, heard } = staged;
    await says(school.staff.maya, text);
    const { ashasMother, ashasFather, bimalsFather, chitrasMother, ekasMother } = school.guardians;
    const words: [person: { phone: string }, language: RegExp, child: RegExp][] = [
      [ashasMother, /गणित/, /Asha Rai/],
      [ashasFather, /Mathematics/, /Asha Rai/],
      [bimalsFather, /गणित/, /Bimal Magar/],
      [chitrasMother, /गणित/, /Chitra Tamang/],
    ];
    for (const [person, language, child] of words) {
      const [only, ...more] = heard(person);
      assert.deepEqual(more, [], 'once');
      for (const expected of [language, child, /fractions/, /p45/]) assert.match(only!, expected);
    }
    assert.deepEqual(heard(ekasMother), [], 'nobody of another class');
    const [echo, ...more] = heard(school.staff.maya);
    assert.match(echo!, /Class 5A.*Mathematics.*fractions.*p45.*Going to 4 parents now/s);
    assert.deepEqual(more, []);
    assert.deepEqual(await recordsOf(staged), [
      { class: '5A', subject: 'mathematics', topic: 'fractions', homework: 'p45', understanding: 'good' },
    ]);
  });
}

test('who is left out is counted by its reason, and the teacher is told', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { ashasMother, ashasFather, bimalsFather, chitrasMother } = school.guardians;
  const change = (set: string, { id }: { id: string }) =>
    runtime.database.query(`UPDATE guardian SET ${set} WHERE id = $1`, [id]);
  await change('opted_in = false', ashasMother);
  await change(`muted_topics = '{homework}'`, bimalsFather);
  await change(`unreachable_since = '2026-05-01'`, chitrasMother);
  await says(school.staff.maya, '5A math: fractions, hw p45');
  assert.equal(heard(ashasFather).length, 1);
  for (const person of [ashasMother, bimalsFather, chitrasMother]) assert.deepEqual(heard(person), []);
  const [row] = await runtime.database.query(
    `SELECT recipients, excluded FROM message WHERE kind = 'daily_update'`,
  );
  assert.deepEqual(row, { recipients: 1, excluded: { no_consent: 1, opted_out: 1, not_on_whatsapp: 1 } });
  const [echo] = heard(school.staff.maya);
  assert.match(echo!, /Going to 1 parent now/);
  assert.equal(echo!.match(/Left out: 1 parent\./g)?.length, 3);
});

test('a topic that is muted is muted for itself alone', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  await runtime.database.query(`UPDATE guardian SET muted_topics = '{announcements}'`);
  await says(school.staff.maya, '5A math: fractions, hw p45');
  assert.equal(heard(school.guardians.ashasFather).length, 1);
});

test('with nobody to reach nothing is sent or recorded, and the teacher is told', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says, heard } = staged;
  await runtime.database.query('UPDATE guardian SET opted_in = false');
  await says(school.staff.maya, '5A math: fractions, hw p45');
  assert.match(heard(school.staff.maya)[0]!, /No parent of Class 5A can be reached/);
  assert.deepEqual(await recordsOf(staged), []);
  assert.deepEqual(await runtime.database.query(`SELECT 1 FROM message WHERE kind <> 'reply'`), []);
});

test('for two classes at once a guardian with a child in both gets one message that names both', async (t) => {
  const staged = await stageSchool(t);
  const { school, says, heard } = staged;
  await says(school.staff.maya, '5A and 5B science: plants, hw p12');
  const [only, ...more] = heard(school.guardians.ashasMother);
  assert.deepEqual(more, []);
  assert.match(only!, /Asha Rai.*Dipak Rai/s);
  assert.deepEqual(
    (await recordsOf(staged)).map((r) => r.class),
    ['5A', '5B'],
  );
});

test('inside the 24-hour window it goes free-form, after it as a template', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { ashasFather, bimalsFather } = school.guardians;
  await says(ashasFather, 'thank you');
  runtime.time.pass(23 * 3_600_000);
  await says(school.staff.maya, '5A math: fractions, hw p45');
  assert.match(heard(ashasFather).at(-1)!, /^{"body":/);
  assert.match(heard(bimalsFather).at(-1)!, /^{"name":"class_update_ne"/);
  runtime.time.pass(2 * 3_600_000);
  await says(school.staff.maya, '5A math: decimals, hw p46');
  assert.match(heard(ashasFather).at(-1)!, /^{"name":"class_update_en".*decimals/);
});

test('a guardian with children in two classes that one text speaks to gets one message about both', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  await says(school.staff.maya, '5A and 5B math: fractions, hw p45');
  const [notice, ...more] = heard(school.guardians.ashasMother);
  assert.match(notice!, /(Asha|आशा).*(Dipak|दिपक)/s);
  assert.deepEqual(more, []);
});

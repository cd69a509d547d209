import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SmallSchool } from '#test/support/small-school.ts';
import { stageSchool } from '#test/support/stage-school.ts';

type Guardian = keyof SmallSchool['guardians'];

const ofGrade5: Guardian[] = ['ashasMother', 'ashasFather', 'bimalsFather', 'chitrasMother'];

const scopes: [scope: string, text: string, readers: Guardian[], audience: RegExp][] = [
  [
    'the school',
    'Announcement: Please come to the gate on Friday.',
    [...ofGrade5, 'ekasMother'],
    /5 parents/,
  ],
  ['a grade', 'Announcement class 5: Bring hats on Friday.', ofGrade5, /Class 5.*4 parents/s],
  ['a class', 'Announcement 6A: Bring hats on Friday.', ['ekasMother'], /Class 6A.*1 parent/s],
];

for (const [scope, text, readers, audience] of scopes) {
  test(`an announcement to ${scope} reaches each of its guardians once, and nobody else`, async (t) => {
    const { school, says, heard } = await stageSchool(t);
    await says(school.staff.office, text);
    for (const [key, person] of Object.entries(school.guardians)) {
      const [notice] = heard(person);
      assert.equal(heard(person).length, readers.includes(key as Guardian) ? 1 : 0, key);
      if (notice) assert.match(notice, /Friday/);
    }
    assert.match(heard(school.staff.office)[0]!, audience);
  });
}

test('an announcement that the office cannot mean for one class speaks of no child', async (t) => {
  const { runtime, school, says } = await stageSchool(t);
  await says(school.staff.office, 'Announcement: Please come to the gate on Friday.');
  const rows = await runtime.database.query(
    `SELECT DISTINCT about, m.class_id FROM delivery d JOIN message m ON m.id = d.message_id WHERE recipient_kind = 'guardian'`,
  );
  assert.deepEqual(rows, [{ about: null, class_id: null }]);
});

test('an urgent announcement goes before everything else, another after it', async (t) => {
  const { runtime, school, says } = await stageSchool(t);
  await says(school.staff.office, 'Announcement: Please come to the gate on Friday.');
  await says(school.staff.office, 'Announcement: urgent: Please come to the gate today.');
  const rows = await runtime.database.query<{ priority: number }>(
    `SELECT priority FROM message WHERE kind = 'announcement' ORDER BY id`,
  );
  assert.deepEqual(
    rows.map((row) => row.priority),
    [3, 0],
  );
});

test('who stopped announcements is left out, who stopped homework is not', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { ashasFather, ekasMother } = school.guardians;
  const mute = (topic: string, { id }: { id: string }) =>
    runtime.database.query('UPDATE guardian SET muted_topics = $1 WHERE id = $2', [[topic], id]);
  await mute('announcements', ashasFather);
  await mute('homework', ekasMother);
  await says(school.staff.office, 'Announcement: Please come to the gate on Friday.');
  assert.deepEqual([heard(ashasFather).length, heard(ekasMother).length], [0, 1]);
  assert.match(heard(school.staff.office)[0]!, /Left out: 1 parent\..*Going to 4 parents/s);
});

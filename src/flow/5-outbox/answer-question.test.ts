import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { stageSchool } from '#test/support/stage-school.ts';

test('homework of today comes from what the teachers wrote, in the language of the guardian', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  const { ashasFather, chitrasMother } = school.guardians;
  await says(ashasFather, 'what is the homework today?');
  assert.match(heard(ashasFather)[0]!, /No homework has been sent for Asha Rai/);
  await says(school.staff.maya, '5A math: fractions, hw p45');
  await says(ashasFather, 'homework?');
  assert.match(heard(ashasFather).at(-1)!, /homework of Sunday.*Mathematics.*fractions.*p45/);
  await says(chitrasMother, 'आजको गृहकार्य के हो?');
  assert.match(heard(chitrasMother).at(-1)!, /गणित.*fractions.*p45/);
});

test('a withdrawn update is no homework any more', async (t) => {
  const { school, says, heard } = await stageSchool(t, { undoWindowSeconds: 15 });
  await says(school.staff.maya, '5A math: fractions, hw p45');
  await says(school.staff.maya, 'undo');
  await says(school.guardians.ashasFather, 'homework?');
  assert.match(heard(school.guardians.ashasFather)[0]!, /No homework has been sent/);
});

test('attendance of the month is counted, and of a day told', async (t) => {
  const { school, says, heard } = await stageSchool(t);
  const { ekasMother } = school.guardians;
  await says(school.staff.hari, '6A absent 1');
  await says(ekasMother, 'how is her attendance this month?');
  assert.match(heard(ekasMother).at(-1)!, /Eka Sherpa.*Present: 0 days.*Absent: 1 day/);
});

test('the calendar answers from the school first, then from the holidays of Nepal', async (t) => {
  const { runtime, school, says, heard } = await stageSchool(t);
  const { ekasMother } = school.guardians;
  await says(ekasMother, 'is there school on Saturday?');
  assert.match(heard(ekasMother).at(-1)!, /school is closed \(weekly holiday\)/);
  await runtime.database.query(
    `INSERT INTO calendar_event (school_id, id, starts_on, ends_on, kind, title) VALUES ($1, $2, '2026-05-12', '2026-05-12', 'closure', 'Election')`,
    [school.id, newId(runtime.time.now())],
  );
  await says(ekasMother, 'is school open on Tuesday?');
  assert.match(heard(ekasMother).at(-1)!, /school is closed \(Election\)/);
});

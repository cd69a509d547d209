import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '#test/support/settle.ts';
import { stageSchool } from '#test/support/stage-school.ts';

const NOTICE = 'notice to the whole school: school is closed tomorrow';

/** What a person was told last. */
const last = (heard: string[]) => heard.at(-1) ?? '';

test('the office reads the cost of a notice; there is nothing else to say when all have it within a minute', async (t) => {
  const { says, heard, school } = await stageSchool(t, { undoWindowSeconds: 0 });
  await says(school.staff.office, NOTICE);
  assert.match(last(heard(school.staff.office)), /Costs about Rs|खर्च करिब रु/);
  assert.doesNotMatch(last(heard(school.staff.office)), /last parent|अन्तिम अभिभावक/);
});

test('beyond the limit of the day the office reads how many wait; they get it the next day and not before', async (t) => {
  const { says, heard, school, runtime } = await stageSchool(t, { undoWindowSeconds: 0 });
  await runtime.database.query('UPDATE portfolio SET people_per_day = 1');
  await says(school.staff.office, NOTICE);
  assert.match(last(heard(school.staff.office)), /waits? until about|सीमा पुगेकाले/);
  const parents = Object.values(school.guardians);
  const told = () => parents.filter((parent) => heard(parent).length > 0).length;
  assert.equal(told(), 1);
  runtime.time.pass(24 * 3_600_000);
  await settle(runtime);
  assert.equal(told(), 1, 'not within 24 hours');
  runtime.time.pass(2 * 60_000);
  await settle(runtime);
  assert.equal(told(), 2);
});

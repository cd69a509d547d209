import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';
import { watchStatements } from '#test/support/watch-statements.ts';

/** They write this, all that follows is done, and so many times readers were looked for. */
async function looksFor({ runtime, school, writes }: StagedSchool, text: string): Promise<number> {
  await writes(school.staff.maya, text);
  const watched = watchStatements(runtime);
  await settle(runtime);
  return watched.stop().filter(({ sql }) => /JOIN guardianship k/.test(sql)).length;
}

test('the readers of the class that a text names are looked for once', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 0 });
  const { school, heard } = staged;
  assert.equal(await looksFor(staged, '5A math: fractions, hw p45'), 1);
  assert.equal(heard(school.guardians.ashasFather).length, 1);
});

test('a text of few words has no readers, and none are looked for', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 0 });
  assert.equal(await looksFor(staged, 'thanks 5A'), 0);
});

test('a class that is only spoken of is looked for in vain: it goes to the one that was understood', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 0 });
  const { school, heard, says } = staged;
  assert.equal(await looksFor(staged, '5-B science: shadows, hw: ask 5A'), 2);
  await says(school.staff.maya, 'yes');
  // She has a child in either class, he in 5A alone.
  assert.equal(heard(school.guardians.ashasMother).length, 1);
  assert.equal(heard(school.guardians.ashasFather).length, 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

const CAPTION = '5A math: fractions, hw p45';

/** What the simulated WhatsApp has under the media ids of a message. */
function shown({ simulator }: StagedSchool, content = ''): string[] {
  return [...content.matchAll(/"id":"(\d+)"/g)].flatMap(
    ([, id]) => simulator.world.media.get(id!)?.bytes.toString() ?? [],
  );
}

async function windowEnds({ runtime }: StagedSchool): Promise<void> {
  runtime.time.pass(60_000);
  await settle(runtime);
}

test('words put right within the window keep their picture', async (t) => {
  for (const quotes of [false, true]) {
    const stage = await stageSchool(t, { undoWindowSeconds: 15 });
    const { school, attaches, says, replies, heard } = stage;
    await attaches(school.staff.maya, [{ holds: 'the board', caption: CAPTION }]);
    if (quotes) await replies(school.staff.maya, /fractions/, 'hw p46');
    else await says(school.staff.maya, 'hw p46 not p45');
    await windowEnds(stage);
    const [notice, ...more] = heard(school.guardians.ashasFather);
    assert.match(notice!, /fractions.*p46/s);
    assert.deepEqual(shown(stage, notice), ['the board']);
    assert.deepEqual(more, []);
  }
});

test('a picture in reply to the echo takes the place of the one before', async (t) => {
  const stage = await stageSchool(t, { undoWindowSeconds: 15 });
  const { school, attaches, heard } = stage;
  await attaches(school.staff.maya, [{ holds: 'the wrong board', caption: CAPTION }]);
  await attaches(school.staff.maya, [{ holds: 'the right board' }], /fractions/);
  assert.match(heard(school.staff.maya).at(-1)!, /With your file.*Your newer text replaces/s);
  await windowEnds(stage);
  const [notice, ...more] = heard(school.guardians.ashasFather);
  assert.match(notice!, /fractions.*p45/s);
  assert.deepEqual(shown(stage, notice), ['the right board']);
  assert.deepEqual(more, []);
});

test('a picture and words in reply to the echo of a text put it right together', async (t) => {
  const stage = await stageSchool(t, { undoWindowSeconds: 15 });
  const { school, attaches, says, heard } = stage;
  await says(school.staff.maya, CAPTION);
  await attaches(school.staff.maya, [{ holds: 'page 46', caption: 'hw p46' }], /fractions/);
  await windowEnds(stage);
  const [notice, ...more] = heard(school.guardians.ashasFather);
  assert.match(notice!, /fractions.*p46/s);
  assert.deepEqual(shown(stage, notice), ['page 46']);
  assert.deepEqual(more, []);
});

test('after it went, a picture is the correction that was asked for, once its writer says yes', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, says, tapsLast, heard } = stage;
  const { maya } = school.staff;
  await attaches(maya, [{ holds: 'the wrong board', caption: CAPTION }]);
  await says(maya, 'undo');
  await tapsLast(maya, 'correction');
  await attaches(maya, [{ holds: 'the right board' }]);
  assert.equal(heard(school.guardians.ashasFather).length, 1, 'nothing goes before the tap');
  await tapsLast(maya, 'send');
  const [, notice, ...more] = heard(school.guardians.ashasFather);
  assert.match(notice!, /orrection.*fractions.*p45/s);
  assert.deepEqual(shown(stage, notice), ['the right board']);
  assert.deepEqual(more, []);
});

test('the words under a picture that is a notice are put right for those who have it', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, says, tapsLast, heard } = stage;
  const { office } = school.staff;
  await attaches(office, [{ holds: 'the routine', caption: 'Notice 6A: Exam starts on Sunday.' }]);
  await says(office, 'Monday not Sunday');
  await tapsLast(office, 'send');
  const [first, second, ...more] = heard(school.guardians.ekasMother);
  assert.doesNotMatch(first!, /orrection/);
  assert.match(second!, /Correction: Exam starts on Monday/);
  assert.deepEqual(shown(stage, second), ['the routine']);
  assert.deepEqual(more, []);
});

test('a picture in reply to what was said of attendance stays where it is', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, says, heard, uploads } = stage;
  await says(school.staff.maya, '5A absent 2');
  await attaches(school.staff.maya, [{ holds: 'the register' }], /5A/);
  assert.equal(heard(school.guardians.bimalsFather).length, 1);
  assert.equal(uploads(), 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

const CLASS_5A = ['ashasMother', 'ashasFather', 'bimalsFather', 'chitrasMother'] as const;

/** What the simulated WhatsApp has under the media ids of a message. */
function shown({ simulator }: StagedSchool, content: string): string[] {
  return [...content.matchAll(/"id":"(\d+)"/g)].flatMap(([, id]) => {
    const media = simulator.world.media.get(id!);
    return media ? [media.bytes.toString()] : [];
  });
}

/** Those of several messages, sorted: the parts of one message leave side by side. */
function allShown(stage: StagedSchool, messages: string[]): string[] {
  return messages.flatMap((content) => shown(stage, content)).sort();
}

test('a photo with words goes to the class as its text would, from one upload', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, heard, uploads } = stage;
  await attaches(school.staff.maya, [{ holds: 'the board', caption: '5A math: fractions, hw p45' }]);
  for (const key of CLASS_5A) {
    const [message, ...more] = heard(school.guardians[key]);
    assert.match(message!, /fractions.*p45/s, key);
    assert.deepEqual(shown(stage, message!), ['the board'], key);
    assert.deepEqual(more, [], key);
  }
  assert.deepEqual(heard(school.guardians.ekasMother), []);
  assert.equal(uploads(), 1);
  assert.match(heard(school.staff.maya)[0]!, /Class 5A.*fractions.*With your file.*4 parents/s);
});

test('inside the window the words stand under the picture, in the language of each', async (t) => {
  const stage = await stageSchool(t);
  const { school, says, attaches, heard } = stage;
  await says(school.guardians.ashasMother, 'namaste');
  await says(school.guardians.ashasFather, 'hello');
  await attaches(school.staff.maya, [{ holds: 'the board', caption: '5A math: fractions, hw p45' }]);
  const [mother, father] = [heard(school.guardians.ashasMother)[1]!, heard(school.guardians.ashasFather)[1]!];
  assert.match(mother, /"caption":".*गणित/s);
  assert.match(father, /"caption":".*Mathematics/s);
  assert.deepEqual([shown(stage, mother), shown(stage, father)], [['the board'], ['the board']]);
});

test('an album is one message: one echo, each picture once, the words under the first', async (t) => {
  const stage = await stageSchool(t);
  const { school, says, attaches, heard, uploads } = stage;
  await says(school.guardians.ashasFather, 'hello');
  await attaches(school.staff.maya, [
    { holds: 'one' },
    { holds: 'two', caption: '5A math: fractions, hw p45' },
    { holds: 'three' },
  ]);
  const [, ...album] = heard(school.guardians.ashasFather);
  assert.deepEqual(allShown(stage, album), ['one', 'three', 'two']);
  assert.equal(album.filter((message) => /p45/.test(message)).length, 1);
  assert.equal(uploads(), 3);
  assert.equal(heard(school.staff.maya).length, 1);
  assert.match(heard(school.staff.maya)[0]!, /With your 3 files/);
  // Outside the window one template, whose button opens all three.
  const [closed, ...more] = heard(school.guardians.bimalsFather);
  assert.match(closed!, /readAll:/);
  assert.deepEqual(more, []);
  await stage.tapsLast(school.guardians.bimalsFather, 'readAll');
  const [, ...opened] = heard(school.guardians.bimalsFather);
  assert.deepEqual(allShown(stage, opened), ['one', 'three', 'two']);
  assert.equal(uploads(), 3);
});

test('two pictures with words of their own are two messages', async (t) => {
  const { school, attaches, heard } = await stageSchool(t);
  await attaches(school.staff.maya, [
    { holds: 'one', caption: '5A math: fractions, hw p45' },
    { holds: 'two', caption: '5B science: plants, hw p3' },
  ]);
  const [first, second] = heard(school.guardians.ashasMother);
  assert.match(first! + second!, /p45.*p3|p3.*p45/s);
  assert.equal(heard(school.guardians.ashasFather).length, 1);
});

test('a PDF travels in the header of its template with its name, a voice note behind a button', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, heard } = stage;
  const pdf = { holds: 'routine', type: 'document', filename: 'रुटिन.pdf' } as const;
  await attaches(school.staff.maya, [{ ...pdf, caption: '5A math hw p45' }]);
  const [document] = heard(school.guardians.ashasMother);
  assert.match(document!, /class_document.*"filename":"रुटिन.pdf"/s);
  assert.deepEqual(shown(stage, document!), ['routine']);

  await attaches(school.staff.hari, [{ holds: 'a voice', type: 'audio' }]);
  assert.deepEqual(heard(school.guardians.ekasMother), [], 'he is asked first');
  await stage.tapsLast(school.staff.hari, 'send');
  const [behind] = heard(school.guardians.ekasMother);
  assert.match(behind!, /class_media_more/);
  await stage.tapsLast(school.guardians.ekasMother, 'readAll');
  const [, ...opened] = heard(school.guardians.ekasMother);
  assert.deepEqual(allShown(stage, opened), ['a voice']);
  assert.equal(opened.length, 2, 'a voice note has no caption, so the words come as a text');
});

test('without words a teacher of one class is asked once; "no" sends nothing, and nothing is fetched', async (t) => {
  const { school, attaches, heard, tapsLast, uploads } = await stageSchool(t);
  await attaches(school.staff.hari, [{ holds: 'a list of marks' }]);
  const [question, ...more] = heard(school.staff.hari);
  assert.match(question!, /send:.*doNotSend:/s);
  assert.deepEqual(more, []);
  await tapsLast(school.staff.hari, 'doNotSend');
  assert.deepEqual(heard(school.guardians.ekasMother), []);
  assert.equal(uploads(), 0);
});

test('a teacher of several classes chooses one, and a second file meanwhile goes along', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, says, heard } = stage;
  await attaches(school.staff.maya, [{ holds: 'one' }]);
  assert.match(heard(school.staff.maya)[0]!, /5A.*5B.*notForParents:/s);
  await attaches(school.staff.maya, [{ holds: 'two' }]);
  await says(school.staff.maya, 'Class 5B');
  await stage.tapsLast(school.guardians.ashasMother, 'readAll');
  assert.deepEqual(allShown(stage, heard(school.guardians.ashasMother)), ['one', 'two']);
  assert.deepEqual(heard(school.guardians.ashasFather), [], 'a guardian of 5A alone');
});

test('words that follow a picture go with it', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, says, heard } = stage;
  await attaches(school.staff.maya, [{ holds: 'the board' }]);
  await says(school.staff.maya, '5A math: fractions, hw p45');
  const [message] = heard(school.guardians.ashasFather);
  assert.match(message!, /p45/);
  assert.deepEqual(shown(stage, message!), ['the board']);
});

test('words that come much later do not take an old picture with them', async (t) => {
  const stage = await stageSchool(t);
  const { runtime, school, attaches, says, heard, uploads } = stage;
  await attaches(school.staff.maya, [{ holds: 'the board of 5B' }]);
  runtime.time.pass(60 * 60 * 1_000);
  await says(school.staff.maya, '5A math: fractions, hw p45');
  assert.match(heard(school.guardians.ashasFather)[0]!, /p45/);
  assert.equal(uploads(), 0);
});

test('a picture answers what was asked: class and subject alone need no topic with it', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, says, heard } = stage;
  await says(school.staff.maya, '5A math');
  assert.equal(heard(school.staff.maya).length, 1);
  await attaches(school.staff.maya, [{ holds: 'page 45' }]);
  assert.deepEqual(shown(stage, heard(school.guardians.ashasFather)[0] ?? ''), ['page 45']);
});

test('the office is asked for whom, and the whole school wants one more tap', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, tapsLast, heard } = stage;
  await attaches(school.staff.office, [
    { holds: 'the calendar', type: 'document', filename: 'calendar.pdf' },
  ]);
  assert.match(heard(school.staff.office)[0]!, /wholeSchool:.*notForParents:/s);
  await tapsLast(school.staff.office, 'wholeSchool');
  assert.deepEqual(heard(school.guardians.ekasMother), []);
  await tapsLast(school.staff.office, 'send');
  for (const [key, guardian] of Object.entries(school.guardians))
    assert.deepEqual(shown(stage, heard(guardian)[0] ?? ''), ['the calendar'], key);
});

test('a picture of the register stays where it is', async (t) => {
  const { school, attaches, heard, uploads } = await stageSchool(t);
  await attaches(school.staff.maya, [{ holds: 'the register', caption: '5A absent 2' }]);
  assert.match(heard(school.staff.maya).join(), /not passed on/);
  assert.equal(heard(school.guardians.bimalsFather).length, 1);
  assert.equal(uploads(), 0);
});

test('what cannot be sent is told at once', async (t) => {
  const { school, attaches, heard, uploads } = await stageSchool(t);
  const { maya } = school.staff;
  await attaches(maya, [
    { holds: 'x', type: 'document', mimeType: 'application/zip', caption: '5A math hw p45' },
  ]);
  assert.match(heard(maya)[0]!, /has not gone to anybody.*kind of file/s);
  const many = Array.from({ length: 11 }, (_, nth) => ({ holds: `picture ${nth}` }));
  await attaches(maya, many);
  assert.match(heard(maya)[1]!, /At most 10/);
  assert.deepEqual(heard(school.guardians.ashasMother), []);
  assert.equal(uploads(), 0);
});

test('a parent’s picture reaches the class teacher, whose voice note goes back to that parent alone', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, says, heard } = stage;
  await says(school.staff.maya, 'hello');
  await attaches(school.guardians.bimalsFather, [{ holds: 'a rash' }]);
  const [, parents] = heard(school.staff.maya);
  assert.match(parents!, /From a parent of.*Bimal/);
  assert.deepEqual(shown(stage, parents!), ['a rash']);
  await attaches(school.staff.maya, [{ holds: 'an answer', type: 'audio' }], /From a parent of/);
  assert.deepEqual(allShown(stage, heard(school.guardians.bimalsFather)), ['an answer']);
  assert.deepEqual(heard(school.guardians.ashasMother), []);
});

test('a note for leave keeps its picture', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, says, heard } = stage;
  await says(school.staff.maya, 'hello');
  const letter = { holds: 'a letter', caption: 'Bimal is sick, he will not come tomorrow' };
  await attaches(school.guardians.bimalsFather, [letter]);
  const [, told] = heard(school.staff.maya);
  assert.match(told!, /Leave/);
  assert.deepEqual(shown(stage, told!), ['a letter']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimMedia } from '#send/media-queries.ts';
import { settle } from '#test/support/settle.ts';
import { type Attached, type StagedSchool, stageSchool } from '#test/support/stage-school.ts';

const WORDS = '5A math: fractions, hw p45';
const BOARD: Attached[] = [{ holds: 'the board', caption: WORDS }];
const MINUTE_MS = 60 * 1_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What people sent is forgotten by Meta, or what we uploaded, or both. */
function forget({ simulator, school }: StagedSchool, ...whose: ('theirs' | 'ours')[]): void {
  for (const { id, phoneNumberId } of [...simulator.world.media.values()])
    if (whose.includes(phoneNumberId === school.phoneNumberId ? 'ours' : 'theirs'))
      simulator.world.media.delete(id);
}

async function pass({ runtime }: StagedSchool, ms: number): Promise<void> {
  runtime.time.pass(ms);
  await settle(runtime);
}

/** A teacher's files have come and wait for more of the album; what happens then comes before anything is fetched. */
async function afterArrival(stage: StagedSchool, files: Attached[], happens: () => void): Promise<void> {
  await stage.arrives(stage.school.staff.maya, files);
  await settle(stage.runtime);
  happens();
  await pass(stage, 3_001);
}

test('it is fetched while the undo window is open, and nobody has it before the window ends', async (t) => {
  const stage = await stageSchool(t, { undoWindowSeconds: 60 });
  const { school, attaches, heard, uploads } = stage;
  await attaches(school.staff.maya, BOARD);
  assert.equal(uploads(), 1);
  assert.deepEqual(heard(school.guardians.ashasMother), []);
  await pass(stage, MINUTE_MS);
  assert.equal(heard(school.guardians.ashasMother).length, 1);
});

test('what is taken back before its file is there is neither fetched any more nor sent', async (t) => {
  const stage = await stageSchool(t, { undoWindowSeconds: 60 });
  const { simulator, school, heard, says, uploads } = stage;
  await afterArrival(stage, BOARD, () => simulator.chaos.set({ cutBeforeRate: 1 }));
  simulator.chaos.calm();
  stage.runtime.time.pass(500);
  await says(school.staff.maya, 'undo');
  await pass(stage, 10 * MINUTE_MS);
  assert.equal(uploads(), 0);
  assert.deepEqual(heard(school.guardians.ashasMother), []);
});

test('a file that Meta has no more: nobody gets anything, and its writer is told once what helps', async (t) => {
  const stage = await stageSchool(t);
  const { runtime, school, attaches, heard } = stage;
  await afterArrival(stage, [...BOARD, { holds: 'two' }], () => forget(stage, 'theirs'));
  await pass(stage, 10 * MINUTE_MS);
  const [echo, told, ...more] = heard(school.staff.maya);
  assert.match(echo!, /4 parents/);
  assert.match(told!, /has not gone to anybody.*once more/s);
  assert.deepEqual(more, []);
  for (const guardian of Object.values(school.guardians)) assert.deepEqual(heard(guardian), []);
  const rows = await runtime.database.query(
    `SELECT DISTINCT d.status, m.held FROM delivery d JOIN message m ON m.id = d.message_id WHERE recipient_kind = 'guardian'`,
  );
  assert.deepEqual(rows, [{ status: 'withdrawn', held: false }]);
  assert.deepEqual(await runtime.database.query('SELECT 1 FROM daily_update WHERE withdrawn_at IS NULL'), []);
  await attaches(school.staff.maya, BOARD);
  assert.equal(heard(school.guardians.ashasFather).length, 1, 'sent once more as asked, it goes');
});

test('a picture of more than 5 MB is told to be too big', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, heard, uploads } = stage;
  await attaches(school.staff.maya, [{ holds: 'x'.repeat(5 * 1_024 * 1_024 + 1), caption: WORDS }]);
  assert.match(heard(school.staff.maya)[1]!, /too big.*5 MB/s);
  assert.deepEqual(heard(school.guardians.ashasMother), []);
  assert.equal(uploads(), 0);
});

test('bytes that are not what was announced are never passed on', async (t) => {
  const stage = await stageSchool(t);
  const { simulator, school, heard, uploads } = stage;
  await afterArrival(stage, BOARD, () => {
    for (const media of simulator.world.media.values()) media.bytes = Buffer.from('something else');
  });
  for (let tries = 0; tries < 3; tries++) await pass(stage, MINUTE_MS);
  assert.match(heard(school.staff.maya)[1]!, /could not be opened/);
  assert.deepEqual(heard(school.guardians.ashasMother), []);
  assert.equal(uploads(), 0);
});

test('while Meta cannot be reached it is tried again; then it goes', async (t) => {
  const stage = await stageSchool(t);
  const { simulator, school, heard, uploads } = stage;
  await afterArrival(stage, BOARD, () => simulator.chaos.set({ cutBeforeRate: 1 }));
  await pass(stage, MINUTE_MS);
  simulator.chaos.calm();
  assert.equal(uploads(), 0);
  await pass(stage, 10 * MINUTE_MS);
  assert.equal(uploads(), 1);
  assert.equal(heard(school.guardians.ashasMother).length, 1);
});

test('after six hours without Meta its writer is told', async (t) => {
  const stage = await stageSchool(t);
  const { runtime, simulator, school, heard } = stage;
  await afterArrival(stage, BOARD, () => simulator.chaos.set({ cutBeforeRate: 1 }));
  await pass(stage, 6 * 60 * MINUTE_MS);
  const told = await runtime.database.query(
    `SELECT 1 FROM message WHERE content::text ~ 'has not gone to anybody'`,
  );
  assert.equal(told.length, 1);
  simulator.chaos.calm();
  await pass(stage, MINUTE_MS);
  assert.deepEqual(heard(school.guardians.ashasMother), []);
  assert.deepEqual(await runtime.database.query('SELECT 1 FROM message WHERE held'), []);
});

test('what a dead worker had in hand is fetched by another one', async (t) => {
  const stage = await stageSchool(t);
  const { runtime, simulator, school, heard, uploads } = stage;
  await afterArrival(stage, BOARD, () => simulator.chaos.set({ cutBeforeRate: 1 }));
  simulator.chaos.calm();
  runtime.time.pass(MINUTE_MS);
  const now = runtime.clock.now();
  const taken = () => claimMedia(runtime.db, new Date(now), new Date(now + 100_000), 4);
  assert.equal((await taken()).length, 1);
  assert.equal((await taken()).length, 0, 'it is in the hands of one');
  await settle(runtime);
  assert.equal(uploads(), 0);
  await pass(stage, 100_001);
  assert.equal(uploads(), 1);
  assert.equal(heard(school.guardians.ashasMother).length, 1);
});

test('the same bytes are uploaded once, and once more when Meta has forgotten them', async (t) => {
  const stage = await stageSchool(t);
  const { runtime, school, attaches, heard, uploads } = stage;
  await attaches(school.staff.maya, BOARD);
  await attaches(school.staff.maya, BOARD);
  assert.equal(heard(school.guardians.ashasFather).length, 2);
  assert.equal(uploads(), 1);
  runtime.time.pass(31 * DAY_MS);
  forget(stage, 'theirs', 'ours');
  await attaches(school.staff.maya, BOARD);
  assert.equal(heard(school.guardians.ashasFather).length, 3);
  assert.equal(uploads(), 1, 'the new one');
});

test('who opens an old message gets it from our own upload, uploaded anew before Meta forgets it', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, heard, tapsLast, uploads } = stage;
  await attaches(school.staff.maya, [...BOARD, { holds: 'two' }]);
  forget(stage, 'theirs');
  await pass(stage, 28 * DAY_MS);
  await tapsLast(school.guardians.ashasFather, 'readAll');
  assert.equal(heard(school.guardians.ashasFather).length, 3);
  assert.equal(uploads(), 4);
});

test('who opens it when it is there no longer is told kindly', async (t) => {
  const stage = await stageSchool(t);
  const { school, attaches, heard, tapsLast } = stage;
  await attaches(school.staff.maya, [...BOARD, { holds: 'two' }]);
  forget(stage, 'theirs', 'ours');
  await pass(stage, 31 * DAY_MS);
  await tapsLast(school.guardians.ashasFather, 'readAll');
  const [, told, ...more] = heard(school.guardians.ashasFather);
  assert.match(told!, /no longer there/);
  assert.deepEqual(more, []);
});

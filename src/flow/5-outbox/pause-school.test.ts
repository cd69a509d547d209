import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSchool } from '#lib/db.ts';
import { settle } from '#test/support/settle.ts';
import { loadSmallSchool } from '#test/support/small-school.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';
import { pauseSchool, resumeSchool } from './pause-school.ts';

const HOUR = 60 * 60 * 1_000;

const pause = ({ runtime, school }: StagedSchool) =>
  inSchool(runtime.db, school.id, (tx) =>
    pauseSchool(tx, school.id, { actor: 'operator:test', now: runtime.time.now(), note: 'closure day' }),
  );
const resume = ({ runtime, school }: StagedSchool) =>
  inSchool(runtime.db, school.id, (tx) =>
    resumeSchool(tx, school.id, { actor: 'operator:test', now: runtime.time.now() }),
  );
const parentsHeard = ({ school, heard }: StagedSchool) => heard(school.guardians.bimalsFather).length;

test('a paused school sends parents nothing, however long it waits; its teachers are told, and parents get answers', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 15 });
  const { runtime, school, says, heard } = staged;
  await says(school.staff.maya, '5A math: fractions, hw p45');
  assert.equal(await pause(staged), 4, 'what the undo window holds is held on');
  await says(school.staff.maya, '5A holiday tomorrow for all');
  for (let quarters = 0; quarters < 12; quarters++) {
    runtime.time.pass(HOUR / 4);
    await settle(runtime);
  }
  assert.equal(parentsHeard(staged), 0);
  const echo = heard(school.staff.maya)[1]!;
  assert.match(echo, /paused at present\. The school has stopped all messages for now\./);
  await says(school.guardians.bimalsFather, 'homework?');
  assert.equal(parentsHeard(staged), 1, 'who asks is answered');

  assert.equal(await resume(staged), 8);
  await settle(runtime);
  assert.equal(parentsHeard(staged), 3);
  const audit = await runtime.database.query(
    `SELECT actor, action FROM audit_log WHERE action LIKE 'school.%' ORDER BY id`,
  );
  assert.deepEqual(
    audit.map(({ actor, action }) => `${actor} ${action}`),
    ['operator:test school.paused', 'operator:test school.resumed'],
  );
});

test('what is in line already gives up its place, and a school beside it on the same number goes on', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, writes } = staged;
  const neighbour = await loadSmallSchool(runtime, { nth: 2, shares: school });
  await runtime.database.query(`UPDATE lane SET stopped_reason = 'token'`);
  await writes(school.staff.maya, '5A math: fractions, hw p45');
  await writes(neighbour.staff.maya, '5A science: plants, hw p12');
  await settle(runtime);
  await pause(staged);
  await runtime.database.query(`UPDATE lane SET stopped_reason = NULL`);
  await settle(runtime);
  assert.equal(parentsHeard(staged), 0);
  assert.equal(staged.heard(neighbour.guardians.bimalsFather).length, 1);
  await resume(staged);
  await settle(runtime);
  assert.equal(parentsHeard(staged), 1);
});

test('what is out of date when the school resumes is not sent', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says } = staged;
  await pause(staged);
  await says(school.staff.maya, '5A math: fractions, hw p45');
  runtime.time.pass(24 * HOUR);
  await settle(runtime);
  assert.equal(await resume(staged), 0);
  await settle(runtime);
  assert.equal(parentsHeard(staged), 0);
});

test('a text that is being handled while the pause begins does not slip through', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, writes } = staged;
  await runtime.database.query(`UPDATE lane SET stopped_reason = 'token'`);
  for (let n = 1; n <= 5; n++) {
    await writes(school.staff.maya, `5A math: part ${n}, hw p${n}`);
    await Promise.all([settle(runtime), pause(staged)]);
    const [{ placed }] = (await runtime.database.query<{ placed: number }>(
      `SELECT count(*)::int AS placed FROM delivery WHERE recipient_kind = 'guardian' AND place IS NOT NULL`,
    )) as [{ placed: number }];
    assert.equal(placed, 0, `after text ${n}`);
    await resume(staged);
  }
});

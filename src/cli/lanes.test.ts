import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { runCommand } from '#test/support/run-command.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { run as lane } from './lane.ts';
import { run as lanes } from './lanes.ts';
import { run as pause } from './pause.ts';
import { run as resume } from './resume.ts';

const runtime = await createTestRuntime({ after });
const url = ['--database-url', runtime.database.url];
const one = await addLane(runtime, { perSecond: 250 });
const other = await addLane(runtime);
const school = await addSchool(runtime, one);
await planMessage(runtime, school, one, { recipients: 30 });
await planMessage(runtime, school, one, { recipients: 3, sendAfter: new Date(Date.now() + 60_000) });

const row = async (t: TestContext, number: string) =>
  (await runCommand(t, lanes, url)).printed
    .find((line) => line.startsWith(number))!
    .replaceAll(/ {2,}/g, ' | ')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\dZ/g, 'TIME');

test('lists each number with its line, its pace and its stop', async (t) => {
  assert.equal(
    await row(t, one.phoneNumberId),
    `${one.phoneNumberId} | waiting | 30 | 3 | 250/s | UNKNOWN | 250? | platform | - | - | - | -`,
  );
  assert.equal(
    await row(t, other.phoneNumberId),
    `${other.phoneNumberId} | idle | 0 | 0 | 80/s | UNKNOWN | 250? | platform | - | - | - | -`,
  );
  await runtime.database.query(
    `UPDATE lane SET stopped_reason = 'quality', stopped_code = 131048, stopped_at = now(), stopped_until = now() + interval '6 hours' WHERE sender_id = $1`,
    [other.senderId],
  );
  assert.equal(
    await row(t, other.phoneNumberId),
    `${other.phoneNumberId} | stopped | 0 | 0 | 80/s | UNKNOWN | 250? | platform | - | quality 131048 | TIME | TIME`,
  );
  const alarm = await runCommand(t, lanes, ['--stopped', ...url]);
  assert.deepEqual([alarm.code, alarm.printed.length], [1, 2]);
  await runtime.database.query('UPDATE lane SET stopped_until = now() WHERE sender_id = $1', [
    other.senderId,
  ]);
  const calm = await runCommand(t, lanes, ['--stopped', ...url]);
  assert.deepEqual([calm.code, calm.printed], [0, ['No number has stopped.']], 'it goes on by itself');
});

test('a number is stopped and resumed by hand, by its id at Meta or its own digits', async (t) => {
  const stop = await runCommand(t, lane, ['stop', one.phoneNumberId, '--reason', 'moving', ...url]);
  assert.equal(stop.code, 0);
  assert.equal(
    await row(t, one.phoneNumberId),
    `${one.phoneNumberId} | stopped | 30 | 3 | 250/s | UNKNOWN | 250? | platform | - | by_hand moving | TIME | by hand`,
  );
  const go = await runCommand(t, lane, ['resume', `+977 ${one.phoneNumberId}`, ...url]);
  assert.deepEqual(go.printed, [`${one.phoneNumberId} goes on; it had stopped for by_hand.`]);
  const again = await runCommand(t, lane, ['resume', one.phoneNumberId, ...url]);
  assert.deepEqual(again.printed, [`${one.phoneNumberId} had not stopped.`]);
});

test('a school is paused and resumed, and so is the platform', async (t) => {
  const held = await runCommand(t, pause, ['--school', school, '--reason', 'bandh', ...url]);
  assert.match(held.printed[0]!, /^The school is paused; 33 deliveries wait\./);
  await runCommand(t, pause, ['--all', ...url]);
  const { printed } = await runCommand(t, lanes, url);
  assert.match(printed.at(-2)!, new RegExp(`^Paused since .*: school ${school} \\(bandh\\)$`));
  assert.match(printed.at(-1)!, /: the whole platform$/);
  assert.match(await row(t, one.phoneNumberId), / \| paused \| 0 \| 33 \| /);

  assert.match((await runCommand(t, resume, ['--all', ...url])).printed[0]!, /^The platform goes on/);
  assert.match((await runCommand(t, resume, ['--all', ...url])).printed[0]!, /was not paused/);
  const go = await runCommand(t, resume, ['--school', school, ...url]);
  assert.deepEqual(go.printed, ['The school sends again; 33 deliveries were waiting.']);
});

test('what cannot be done is said in one sentence', async (t) => {
  const cases: [typeof lane, string[], RegExp][] = [
    [lane, ['halt', '1'], /^Say lane stop NUMBER/],
    [lane, ['stop'], /^Which number\?/],
    [lane, ['stop', '999', ...url], /^There is no number 999/],
    [pause, [], /^Say what to pause/],
    [pause, ['--all', '--school', school], /^Say what to pause/],
    [pause, ['--school', '5'], /is not the id of a school/],
    [
      pause,
      ['--school', school.replace(/.{12}$/, '000000000000'), ...url],
      /^There is no school with the id/,
    ],
    [resume, [], /^Say what to resume/],
    [lanes, ['--stoped'], /^Unknown option '--stoped'/],
  ];
  for (const [run, argv, says] of cases) {
    const { code, errors } = await runCommand(t, run, argv);
    assert.deepEqual([code, errors.length], [1, 1], argv.join(' '));
    assert.match(errors[0]!, says);
  }
});

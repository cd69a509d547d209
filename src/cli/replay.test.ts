import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { runCommand } from '#test/support/run-command.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { run as failed } from './failed.ts';
import { run as replay } from './replay.ts';
import { run as setAside } from './set-aside.ts';

const runtime = await createTestRuntime({ after });
const { database } = runtime;
const url = ['--database-url', database.url];
const lane = await addLane(runtime);
const school = await addSchool(runtime, lane);
const message = await planMessage(runtime, school, lane, { recipients: 5 });
await database.query(
  `INSERT INTO guardian (school_id, id, name, phone, opted_in) SELECT school_id, recipient_id, 'Somebody', address, true FROM delivery`,
);
await database.query(
  `UPDATE delivery SET status = 'failed', place = NULL, attempt = 8, failed_at = now(), error_code = 80007, error_detail = 'gave_up'`,
);

test('failed counts by school and reason, without a name or a number', async (t) => {
  const { code, printed } = await runCommand(t, failed, url);
  assert.equal(code, 0);
  assert.match(printed[1]!, new RegExp(`^${school} +gave_up +5 +1 +0 +\\d{4}-`));
  assert.doesNotMatch(printed.join('\n'), /\+977|Somebody/);
  for (const narrow of [
    ['--reason', 'token'],
    ['--school', message],
    ['--since', '2999-01-01'],
  ])
    assert.match((await runCommand(t, failed, [...narrow, ...url])).printed[0]!, /^Nothing failed since/);
});

test('replay says what it would do, does it, and does it once', async (t) => {
  const dry = await runCommand(t, replay, ['--message', message, '--dry-run', ...url]);
  assert.deepEqual(dry.printed, ['Would be planned again: 5.']);
  const done = await runCommand(t, replay, ['--reason', 'gave_up', ...url]);
  assert.deepEqual(done.printed, ['Planned again: 5.']);
  await database.query(
    `UPDATE delivery SET status = 'failed', failed_at = now(), error_detail = 'gave_up' WHERE status = 'planned'`,
  );
  const again = await runCommand(t, replay, ['--school', school, ...url]);
  assert.deepEqual(again.printed, ['Planned again: 0.', 'Left out, replayed once already: 5.']);
});

test('set-aside lists and tries again', async (t) => {
  assert.deepEqual((await runCommand(t, setAside, ['list', ...url])).printed, ['Nothing is set aside.']);
  await database.query(
    `INSERT INTO set_aside (id, event_id, kind, reason, fragment, at) VALUES ($1, $1, 'unknown_number', 'number 9779800000000 is not one of ours', '{}', now())`,
    [message],
  );
  const { printed } = await runCommand(t, setAside, ['list', ...url]);
  assert.match(printed[1]!, /^unknown_number +1 .*number … is not one of ours$/);
  const dry = await runCommand(t, setAside, ['replay', '--kind', 'unknown_number', '--dry-run', ...url]);
  assert.deepEqual(dry.printed, ['Would be tried again: 1 events, 0 texts.']);
});

test('what cannot be done is said in one sentence', async (t) => {
  const cases: [typeof replay, string[], RegExp][] = [
    [replay, url, /^Say what to replay/],
    [replay, ['--message', '5'], /is not the id of a message/],
    [replay, ['--reason', 'Not one'], /is not a reason/],
    [failed, ['--since', 'yesterday'], /^--since is a date/],
    [failed, ['--since', '2026-13-45'], /^--since is a date/],
    [setAside, ['show'], /^Say set-aside list/],
    [setAside, ['replay', '--kind', 'x'], /^--kind is one of/],
  ];
  for (const [run, argv, says] of cases) {
    const { code, errors } = await runCommand(t, run, argv);
    assert.deepEqual([code, errors.length], [1, 1], argv.join(' '));
    assert.match(errors[0]!, says);
  }
});

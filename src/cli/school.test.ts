import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { addLane, addSchool } from '#test/support/plan-deliveries.ts';
import { runCommand } from '#test/support/run-command.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { run } from './school.ts';

const runtime = await createTestRuntime({ after });
const url = ['--database-url', runtime.database.url];
const school = await addSchool(runtime, await addLane(runtime));

test('shows and changes what a school decides, and notes down who did', async (t) => {
  const shown = await runCommand(t, run, ['--school', school, ...url]);
  assert.deepEqual(shown.printed, [
    'Test school',
    '  --undo-window 15',
    '  --approve wider',
    '  --unsettled aside',
  ]);
  const flags = ['--undo-window', '0', '--approve', 'all', '--unsettled', 'again'];
  const changed = await runCommand(t, run, ['--school', school, ...flags, ...url]);
  assert.deepEqual(changed.printed.slice(1), ['  --undo-window 0', '  --approve all', '  --unsettled again']);
  const again = await runCommand(t, run, ['--school', school, ...url]);
  assert.deepEqual(again.printed, changed.printed);
  const audit = await runtime.database.query('SELECT actor, action, detail FROM audit_log');
  assert.deepEqual(audit, [
    {
      actor: 'operator:cli',
      action: 'school.settings_changed',
      detail: { undo_window_seconds: 0, notices_to_approve: 'all', unsettled: 'again' },
    },
  ]);
});

const refused: [flags: string[], sentence: RegExp][] = [
  [['--undo-window', '301'], /"301" is not a number of seconds from 0 to 300/],
  [['--undo-window', '-1'], /undo-window/],
  [['--undo-window', '1.5'], /"1.5" is not a number of seconds/],
  [['--undo-window', ''], /"" is not a number of seconds/],
  [['--approve', 'some'], /"some" is none of these: none, wider, all/],
  [['--unsettled', 'AGAIN'], /"AGAIN" is none of these: aside, again/],
];
for (const [flags, sentence] of refused) {
  test(`"${flags.join(' ')}" changes nothing and says what would do`, async (t) => {
    const { code, errors } = await runCommand(t, run, ['--school', school, ...flags, ...url]);
    assert.equal(code, 1);
    assert.match(errors[0]!, sentence);
  });
}

test('a school that is not there is told', async (t) => {
  const nobody = newId(Date.now());
  const { errors } = await runCommand(t, run, ['--school', nobody, '--approve', 'all', ...url]);
  assert.deepEqual(errors, [`There is no school with the id ${nobody}.`]);
});

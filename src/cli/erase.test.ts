import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runCommand } from '#test/support/run-command.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { loadSmallSchool } from '#test/support/small-school.ts';
import { run } from './erase.ts';

const runtime = await createTestRuntime({ after });
const school = await loadSmallSchool(runtime);
const url = ['--database-url', runtime.database.url];
const { phone, id } = school.guardians.ekasMother;

test('says what it would do, does it, and names nobody', async (t) => {
  const dry = await runCommand(t, run, ['--school', school.id, '--person', phone, '--dry-run', ...url]);
  assert.deepEqual(dry.printed, [
    `Would be erased: guardian:${id}`,
    '  raw webhooks: 0',
    'This was a dry run; nothing was written.',
  ]);
  const done = await runCommand(t, run, ['--school', school.id, '--person', phone.slice(4), ...url]);
  assert.deepEqual(done.printed, [`Erased: guardian:${id}`, '  raw webhooks: 0']);
  const again = await runCommand(t, run, ['--school', school.id, '--person', phone, ...url]);
  assert.equal(again.printed[0], 'No person of this school has it (any more).');
});

test('what cannot be done is said in one sentence', async (t) => {
  const cases: [string[], RegExp][] = [
    [['--person', phone], /^--school is missing/],
    [['--school', school.id], /^--person is missing/],
    [['--school', school.id, '--person', 'Hari'], /^--person is a telephone number/],
    [['--school', school.id, '--person', '019a0000-1'], /is not the id of a person/],
    [
      ['--school', school.id.replace(/.{12}$/, '000000000000'), '--person', phone, ...url],
      /^There is no school/,
    ],
  ];
  for (const [argv, says] of cases) {
    const { code, errors } = await runCommand(t, run, argv);
    assert.deepEqual([code, errors.length], [1, 1], argv.join(' '));
    assert.match(errors[0]!, says);
  }
});

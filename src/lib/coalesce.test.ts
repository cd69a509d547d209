import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createCoalescer } from '#lib/coalesce.ts';

function gate() {
  const runs: { key: string; end: (error?: Error) => void }[] = [];
  const action = (key: string) =>
    new Promise<void>((resolve, reject) =>
      runs.push({ key, end: (error) => (error ? reject(error) : resolve()) }),
    );
  return { runs, action, keys: () => runs.map((run) => run.key) };
}

const unexpected = (error: unknown) => assert.fail(String(error));

test('a thousand wake-ups during one run become one more run', async () => {
  const { runs, action, keys } = gate();
  const wake = createCoalescer(action, unexpected);
  for (let i = 0; i < 1_000; i++) wake('a');
  assert.deepEqual(keys(), ['a']);
  runs[0]!.end();
  await turn();
  assert.deepEqual(keys(), ['a', 'a']);
  runs[1]!.end();
  await turn();
  assert.equal(runs.length, 2);
});

test('other keys do not wait', () => {
  const { action, keys } = gate();
  const wake = createCoalescer(action, unexpected);
  wake('a');
  wake('b');
  assert.deepEqual(keys(), ['a', 'b']);
});

test('a run that fails is told of, and the wake-up that came meanwhile still runs', async () => {
  const { runs, action } = gate();
  const errors: unknown[] = [];
  const wake = createCoalescer(action, (error) => errors.push(error));
  wake('a');
  wake('a');
  runs[0]!.end(new Error('queue away'));
  await turn();
  assert.match(String(errors[0]), /queue away/);
  assert.equal(runs.length, 2);
});

import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { waitUntil } from '#test/support/wait-until.ts';
import { createBreath } from './breath.ts';

test('a process that only works is short of breath, and one that waits gets it back', async () => {
  const breath = createBreath();
  const end = performance.now() + 150;
  while (performance.now() < end) await new Promise(setImmediate);
  const busy = performance.now() + 60;
  while (performance.now() < busy);
  assert.equal(breath.isShort(), true);
  // Asked seldom, so that the process has something to rest from.
  await waitUntil('it has time again', () => !breath.isShort(), { everyMs: 20 });
});

test('it looks no more often than every 50 ms', () => {
  let clock = 0;
  let looks = 0;
  const breath = createBreath(
    () => {
      looks += 1;
      return { idle: 0, active: 1, utilization: 1 };
    },
    () => clock,
  );
  for (; clock <= 100; clock += 1) breath.isShort();
  assert.equal(looks, 1 + 2 * 2);
});

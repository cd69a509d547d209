import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumUp } from '#bench/support/sum-up.ts';

test('each figure has its median and spread over the runs, nested as it was', () => {
  const runs = [
    { rate: 30, ms: { p50: 1, p99: 9 } },
    { rate: 10, ms: { p50: 3, p99: 7 } },
    { rate: 20, ms: { p50: 2, p99: 8 } },
  ];
  assert.deepEqual(sumUp(runs), {
    rate: { median: 20, lowest: 10, highest: 30 },
    ms: {
      p50: { median: 2, lowest: 1, highest: 3 },
      p99: { median: 8, lowest: 7, highest: 9 },
    },
  });
});

test('an even number of runs has its median between the two in the middle', () => {
  assert.equal((sumUp([{ x: 1 }, { x: 4 }]).x as { median: number }).median, 2.5);
});

test('a run that lacks a figure does not count for it', () => {
  assert.deepEqual(sumUp([{ x: 1 }, { x: 3, y: 5 }]).y, { median: 5, lowest: 5, highest: 5 });
});

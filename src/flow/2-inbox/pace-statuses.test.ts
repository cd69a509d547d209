import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paceAfter } from './pace-statuses.ts';

const cases: [name: string, swept: { statuses: number; isFull: boolean }, ms: number][] = [
  ['nothing', { statuses: 0, isFull: false }, 250],
  ['a few', { statuses: 40, isFull: false }, 250],
  ['over a thousand a second', { statuses: 250, isFull: false }, 500],
  ['more than a sweep takes', { statuses: 5_000, isFull: true }, 0],
];
for (const [name, swept, ms] of cases) {
  test(`after ${name}: ${ms} ms`, () => assert.equal(paceAfter(swept), ms));
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitUntil } from './wait-until.ts';

test('returns the first answer that is there', async () => {
  const answers = [undefined, null, false, 0];
  assert.equal(await waitUntil('a number', () => answers.shift()), 0);
  assert.deepEqual(answers, []);
});

test('says what it waited for when the deadline passes', async () => {
  await assert.rejects(
    waitUntil('the cows come home', () => false, { deadlineMs: 20, everyMs: 5 }),
    /Waited 20 ms in vain: the cows come home/,
  );
});

test('an error of the question ends the waiting', async () => {
  const broken = async () => Promise.reject(new Error('no database'));
  await assert.rejects(waitUntil('anything', broken), /no database/);
});

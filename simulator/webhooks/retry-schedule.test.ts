import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfter } from './retry-schedule.ts';

test('tries again at once, then ever less often, for just under seven days', () => {
  let spent = 0;
  let before = -1;
  let attempt = 0;
  for (let wait = retryAfter(0); wait !== null; wait = retryAfter(attempt)) {
    assert.ok(wait >= before, `wait ${attempt} is shorter than the one before`);
    before = wait;
    spent += wait;
    attempt += 1;
  }
  const day = 24 * 60 * 60 * 1000;
  assert.equal(retryAfter(0), 0);
  assert.ok(spent <= 7 * day && spent > 6.5 * day, `${spent / day} days`);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHoldBack } from '#send/hold-back.ts';

const unsure = (hold: ReturnType<typeof createHoldBack>, now: number, times: number) => {
  for (let nth = 0; nth < times; nth += 1) hold.unsure(now);
};

test('a few unknown outcomes hold nothing back', () => {
  const hold = createHoldBack();
  unsure(hold, 0, 4);
  assert.deepEqual([hold.allowance(0), hold.waitMs(0)], [Number.POSITIVE_INFINITY, 0]);
});

test('five in a row: a pause of a second, then one to try', () => {
  const hold = createHoldBack();
  unsure(hold, 0, 5);
  assert.deepEqual([hold.allowance(999), hold.waitMs(999)], [0, 1]);
  assert.deepEqual([hold.allowance(1_000), hold.waitMs(1_000)], [1, 0]);
});

test('what was on the wire with the first of them does not lengthen the pause', () => {
  const hold = createHoldBack();
  unsure(hold, 0, 80);
  assert.equal(hold.allowance(1_000), 1);
});

test('each try that fails doubles the pause, up to half a minute', () => {
  const hold = createHoldBack();
  unsure(hold, 0, 5);
  let now = 0;
  const pauses = Array.from({ length: 7 }, () => {
    const wait = hold.waitMs(now);
    now += wait;
    hold.unsure(now);
    return wait;
  });
  assert.deepEqual(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('one that is taken sets it free, and the next trouble begins anew', () => {
  const hold = createHoldBack();
  unsure(hold, 0, 10);
  hold.sure();
  assert.equal(hold.allowance(1), Number.POSITIVE_INFINITY);
  unsure(hold, 10, 5);
  assert.equal(hold.waitMs(10), 1_000);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPace } from '#send/pace.ts';

test('a burst up to the limit goes at once, the next when the window has passed', () => {
  const pace = createPace([{ ms: 1_000, max: 80 }]);
  assert.equal(pace.allowance(0), 80);
  pace.took(0, 80);
  assert.deepEqual([pace.allowance(10), pace.waitMs(10)], [0, 1_040]);
  assert.deepEqual([pace.allowance(1_050), pace.waitMs(1_050)], [80, 0]);
});

test('the tightest window decides', () => {
  const pace = createPace([
    { ms: 1_000, max: 80 },
    { ms: 60_000, max: 100 },
  ]);
  pace.took(0, 80);
  assert.equal(pace.allowance(2_000), 20);
});

test('after "too fast": a pause, half the pace, then slowly back', () => {
  const pace = createPace([{ ms: 1_000, max: 80 }]);
  pace.slowDown(0);
  assert.equal(pace.allowance(999), 0);
  assert.equal(pace.allowance(1_000), 40);
  assert.equal(pace.allowance(20_000), 56);
  assert.equal(pace.allowance(50_000), 80);
});

test('in no second are there more than the limit, however it is asked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ wait: fc.nat(400), want: fc.nat(60) }), { maxLength: 200 }),
      fc.integer({ min: 1, max: 50 }),
      (steps, max) => {
        const pace = createPace([{ ms: 1_000, max }]);
        const sends: number[] = [];
        let now = 0;
        for (const { wait, want } of steps) {
          now += wait;
          const count = Math.min(want, pace.allowance(now));
          pace.took(now, count);
          for (let i = 0; i < count; i++) sends.push(now);
        }
        return sends.every((at, i) => (sends[i + max] ?? Number.POSITIVE_INFINITY) - at >= 1_000);
      },
    ),
  );
});

test('what was held up on its way counts from when it arrived', () => {
  const pace = createPace([{ ms: 1_000, max: 80 }]);
  pace.took(0, 80);
  pace.arrived(0, 300);
  pace.arrived(0, 200);
  assert.deepEqual([pace.allowance(1_349), pace.waitMs(1_300)], [0, 50]);
  assert.equal(pace.allowance(1_350), 80);
});

test('a late word about what counts no more changes nothing', () => {
  const pace = createPace([{ ms: 1_000, max: 80 }]);
  pace.took(0, 80);
  assert.equal(pace.allowance(1_100), 80);
  pace.took(1_100, 30);
  pace.arrived(0, 1_090);
  assert.equal(pace.allowance(2_150), 80);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSteadyClock } from './steady-clock.ts';

const BEGAN = 1_800_000_000_000;

/** A machine whose clock can be set: `passes` both go on, `setBy` only the time of day. */
function machine() {
  let monotonic = 5;
  let wall = BEGAN;
  return {
    now: createSteadyClock(
      () => wall,
      () => monotonic,
    ),
    passes(ms: number) {
      monotonic += ms;
      wall += ms;
    },
    setBy(ms: number) {
      wall += ms;
    },
    wall: () => wall,
  };
}

test('it is the time of day', () => {
  const { now, passes } = machine();
  assert.equal(now(), BEGAN);
  passes(60_000);
  assert.equal(now(), BEGAN + 60_000);
});

for (const [what, by, at] of [
  ['forward', 3_600_000, 15_000],
  ['back', -3_600_000, 5_000],
] as const) {
  test(`set ${what} by an hour, it does not jump but follows`, () => {
    const { now, passes, setBy, wall } = machine();
    now();
    setBy(by);
    assert.equal(now(), BEGAN);
    passes(10_000);
    assert.equal(now(), BEGAN + at);
    passes(3 * 3_600_000);
    assert.equal(now(), wall());
  });
}

test('however the clock is set, a wait is never shorter than two thirds nor longer than twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ passes: fc.nat(60_000), setBy: fc.integer({ min: -1e8, max: 1e8 }) })),
      (steps) => {
        const { now, passes, setBy } = machine();
        let before = now();
        for (const step of steps) {
          setBy(step.setBy);
          passes(step.passes);
          const after = now();
          assert.ok(after - before >= step.passes * 0.5 - 1 && after - before <= step.passes * 1.5 + 1);
          before = after;
        }
      },
    ),
  );
});

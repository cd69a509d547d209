import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPace, type Pace, type PaceWindow } from '#send/pace.ts';

const eighty = () => createPace([{ ms: 1_000, max: 80 }]);
/** An eighth of a window and its slack. */
const BITE_MS = 1_050 / 8;

/** With more in line than may go: when how many went, for so many milliseconds. */
function crowd(pace: Pace, forMs: number): { at: number; count: number }[] {
  const sends: { at: number; count: number }[] = [];
  for (let now = 0; now < forMs; now += Math.max(1, Math.ceil(pace.waitMs(now)))) {
    const count = pace.allowance(now);
    pace.took(now, count, true);
    if (count > 0) sends.push({ at: now, count });
  }
  return sends;
}

test('after a rest a class of forty and what is said besides go at once', () => {
  const pace = eighty();
  assert.ok(pace.allowance(0) >= 45);
  pace.took(0, 41, false);
  assert.ok(pace.allowance(1_000) >= 39, 'and so may the next class, a second later');
  pace.took(1_000, 39, true);
  assert.ok(pace.allowance(60_000) >= 45, 'a number that was crowded rests, too');
});

test('while more waits than may go, ten go at a time, and the number is used to the full', () => {
  const later = crowd(eighty(), 20_000).filter(({ at }) => at >= 2_000);
  for (const [nth, { at, count }] of later.entries()) {
    assert.ok(count <= 15, `${count} at a time`);
    const since = at - (later[nth - 1]?.at ?? at);
    assert.ok(since <= BITE_MS + 2, `${since} ms without any`);
  }
  const sent = later.reduce((sum, { count }) => sum + count, 0);
  assert.ok(sent >= (18_000 / 1_050) * 80 - 20, `${sent} in 18 s`);
});

test('even right after the first burst an urgent message waits for less than a second', () => {
  const sends = crowd(eighty(), 3_000);
  const pauses = sends.slice(1).map(({ at }, nth) => at - sends[nth]!.at);
  assert.ok(Math.max(...pauses) < 700, `${Math.max(...pauses)} ms without any`);
});

test('bites of all numbers come at the same moments, so that one claim serves them', () => {
  const [one, other] = [eighty(), eighty()];
  one.took(7, 50, true);
  other.took(90, 50, true);
  assert.equal(7 + one.waitMs(7), 90 + other.waitMs(90));
});

test('the tightest window decides', () => {
  const pace = createPace([
    { ms: 1_000, max: 80 },
    { ms: 60_000, max: 60 },
  ]);
  pace.took(0, 50, false);
  assert.equal(pace.allowance(2_000), 10);
});

test('after "too fast": a pause, half the pace, then slowly back', () => {
  const pace = eighty();
  pace.slowDown(0);
  assert.equal(pace.allowance(999), 0);
  const sends = crowd(pace, 70_000);
  assert.ok(sends[0]!.at >= 1_000);
  const bySecond = Map.groupBy(sends, ({ at }) => Math.floor(at / 1_050));
  const in1050ms = (second: number) =>
    (bySecond.get(second) ?? []).reduce((sum, { count }) => sum + count, 0);
  assert.ok(in1050ms(5) >= 35 && in1050ms(5) <= 40, `${in1050ms(5)} a second`);
  assert.ok(in1050ms(20) >= 52 && in1050ms(20) <= 56, `${in1050ms(20)} a second`);
  assert.ok(in1050ms(60) >= 75 && in1050ms(60) <= 80, `${in1050ms(60)} a second`);
});

test('a number that changed hands waits until what the last owner may have sent counts no more', () => {
  const pace = createPace([
    { ms: 1_000, max: 80 },
    { ms: 3_600_000, max: 10_000 },
  ]);
  pace.usedUp(0);
  assert.equal(pace.allowance(1_049), 0);
  assert.ok(pace.allowance(1_050) > 0, 'of an hour it can have used no more than a second');
});

const WINDOWS = fc
  .record({ second: fc.integer({ min: 1, max: 50 }), minute: fc.option(fc.integer({ min: 1, max: 300 })) })
  .map(({ second, minute }): PaceWindow[] => [
    { ms: 1_000, max: second },
    ...(minute === null ? [] : [{ ms: 60_000, max: minute }]),
  ]);

const STEP = fc.record({
  wait: fc.oneof(fc.nat(400), fc.nat(3_000)),
  want: fc.nat(60),
  /** Answers that tell how late the requests arrived, or none. */
  late: fc.option(fc.nat(900)),
  event: fc.option(fc.constantFrom('too fast', 'other owner'), { freq: 15 }),
});

test('in no second and no minute do more arrive than the limit, however it is asked and whatever happens', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 200 }), WINDOWS, (steps, windows) => {
      const pace = createPace(windows);
      const arrived: number[] = [];
      let now = 0;
      for (const { wait, want, late, event } of steps) {
        now += wait;
        if (event === 'too fast') pace.slowDown(now);
        // The other sent all that it could, and nothing came between it and us.
        if (event === 'other owner') {
          const others = pace.allowance(now);
          pace.usedUp(now);
          arrived.push(...new Array<number>(others).fill(now));
        }
        const count = Math.min(want, pace.allowance(now));
        pace.took(now, count, count < want);
        const taken = now;
        now += late ?? 0;
        if (count > 0 && late !== null) pace.arrived(taken, now);
        arrived.push(...new Array<number>(count).fill(now));
      }
      for (const { ms, max } of windows)
        for (const [nth, at] of arrived.entries())
          assert.ok(
            (arrived[nth + max] ?? Number.POSITIVE_INFINITY) - at >= ms,
            `${max + 1} within ${ms} ms`,
          );
    }),
    { numRuns: 300 },
  );
});

test('whoever waits as long as they are told may go, and is not told to wait for ever', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 60 }), WINDOWS, (steps, windows) => {
      const pace = createPace(windows);
      let now = 0;
      for (const { wait, want, event } of steps) {
        now += wait;
        if (event === 'too fast') pace.slowDown(now);
        if (event === 'other owner') pace.usedUp(now);
        const count = Math.min(want, pace.allowance(now));
        pace.took(now, count, true);
      }
      for (let looks = 0; pace.allowance(now) === 0; looks++) {
        assert.ok(looks < 20, `after ${looks} looks nothing may go`);
        const waitMs = pace.waitMs(now);
        assert.ok(waitMs > 0 && waitMs <= 63_000, `told to wait for ${waitMs} ms`);
        now += Math.ceil(waitMs);
      }
    }),
    { numRuns: 300 },
  );
});

test('what was held up on its way counts from when it arrived', () => {
  const pace = createPace([{ ms: 1_000, max: 8 }]);
  pace.usedUp(0);
  pace.arrived(0, 300);
  pace.arrived(0, 200);
  assert.deepEqual([pace.allowance(1_349), pace.waitMs(1_300)], [0, 50]);
  assert.ok(pace.allowance(1_350) > 0);
});

test('a late word about what counts no more changes nothing', () => {
  const pace = createPace([{ ms: 1_000, max: 80 }]);
  pace.took(0, 50, true);
  assert.ok(pace.allowance(1_100) > 0);
  pace.took(1_100, 20, true);
  pace.arrived(0, 1_090);
  assert.ok(pace.allowance(2_150) > 0);
  assert.equal(pace.waitMs(2_150), 0);
});

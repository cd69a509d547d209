import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startClock } from './clock.ts';

test('a move runs what falls due in order of time, each at its own time', () => {
  const clock = startClock(() => 1_000);
  const seen: [string, number][] = [];
  clock.after(300, () => seen.push(['c', clock.now()]));
  clock.after(100, () => {
    seen.push(['a', clock.now()]);
    clock.after(100, () => seen.push(['b', clock.now()]));
  });
  clock.after(5_000, () => seen.push(['late', clock.now()]));
  clock.move(1_000);
  assert.deepEqual(seen, [
    ['a', 1_100],
    ['b', 1_200],
    ['c', 1_300],
  ]);
  assert.equal(clock.now(), 2_000);
  assert.equal(clock.waiting, 1);
  clock.close();
});

test('things due at the same time run in the order they were asked for', () => {
  const clock = startClock(() => 0);
  const seen: number[] = [];
  for (let i = 0; i < 100; i += 1) clock.after(50, () => seen.push(i));
  clock.move(50);
  assert.deepEqual(
    seen,
    Array.from({ length: 100 }, (_, i) => i),
  );
  clock.close();
});

test('frozen, time stands still until it is moved, and goes on from there when thawed', () => {
  let real = 0;
  const clock = startClock(() => real);
  clock.freeze(true);
  real = 60_000;
  assert.equal(clock.now(), 0);
  clock.move(5_000);
  assert.equal(clock.now(), 5_000);
  clock.freeze(false);
  real = 61_000;
  assert.equal(clock.now(), 6_000);
  clock.close();
});

test('without a move, it runs by itself', async () => {
  const clock = startClock(Date.now);
  await new Promise<void>((done) => clock.after(5, done));
  assert.equal(clock.waiting, 0);
  clock.close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reserveOf } from '#audience/tier-room.ts';
import { fitTier, spreadWaiting, type TierRequest } from './fit-tier.ts';

const one = (address: string, over: Partial<TierRequest> = {}): TierRequest => ({
  address,
  isReached: false,
  isUrgent: false,
  ...over,
});

test('people reached within the day cost nothing, the same person costs once', () => {
  const requests = [one('a', { isReached: true }), one('b'), one('b'), one('c'), one('b')];
  assert.deepEqual(fitTier(requests, { limit: 10, urgentReserve: 0, used: 9 }), [
    'fits',
    'fits',
    'fits',
    'waits',
    'fits',
  ]);
});

test('the reserve is for what is urgent, and what is urgent may use all', () => {
  const book = { limit: 10, urgentReserve: 2, used: 8 };
  assert.deepEqual(fitTier([one('a'), one('b', { isUrgent: true })], book), ['waits', 'fits']);
  assert.deepEqual(fitTier([one('a', { isUrgent: true })], { ...book, used: 10 }), ['waits']);
});

test('never more new people than there is room, and none waits while there is', () => {
  const request = fc.record({
    address: fc.nat(30).map(String),
    isReached: fc.boolean(),
    isUrgent: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(request), fc.nat(20), fc.nat(20), fc.nat(25), (given, limit, reserve, used) => {
      // A person either was reached or was not.
      const known = new Map(given.map((r) => [r.address, r.isReached]));
      const requests = given.map((r) => ({ ...r, isReached: known.get(r.address)! }));
      const book = { limit: Math.max(limit, reserve), urgentReserve: reserve, used };
      const answers = fitTier(requests, book);
      const people = (keep: (r: TierRequest, nth: number) => boolean) =>
        new Set(requests.filter((r, nth) => !r.isReached && keep(r, nth)).map((r) => r.address));
      const admitted = people((_, nth) => answers[nth] === 'fits');
      assert.ok(admitted.size === 0 || used + admitted.size <= book.limit);
      const calm = people((r, nth) => answers[nth] === 'waits' && !r.isUrgent);
      if (calm.size > 0) assert.ok(used + admitted.size >= book.limit - reserve);
      const urgent = people((r, nth) => answers[nth] === 'waits' && r.isUrgent);
      if (urgent.size > 0) assert.ok(used + admitted.size >= book.limit);
    }),
  );
});

test('a reserve never takes all of a limit', () => {
  assert.deepEqual(
    [reserveOf(250, 10), reserveOf(2_000, 10), reserveOf(1, 50), reserveOf(3, 90)],
    [25, 200, 0, 2],
  );
});

test('each who waits gets a moment of their own; who finds none in sight gets none', () => {
  assert.deepEqual(
    [...spreadWaiting(['a', 'b', 'a', 'c'], [10, 20])],
    [
      ['a', 10],
      ['b', 20],
    ],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BURST } from '#audience/pair-limit.ts';
import { takePairRate } from '#simulator/limits/pair-rate.ts';
import type { Thread } from '#simulator/people/person.ts';
import { createPairPace } from './pair-pace.ts';

const EVERY_MS = 6_000;
const START = Date.UTC(2026, 10, 25);

type Sent = { address: string; at: number };

/** Lets messages go as they come, those that must wait when they may; in the order of the clock. */
function play(gaps: { ms: number; to: number }[], handOverAt = -1): Sent[] {
  let pairs = createPairPace(EVERY_MS);
  const sent: Sent[] = [];
  let now = START;
  const queue = gaps.map(({ ms, to }) => {
    now += ms;
    return { address: `+977980000000${to}`, at: now };
  });
  for (let step = 0; queue.length > 0; step++) {
    queue.sort((a, b) => a.at - b.at);
    const { address, at } = queue.shift()!;
    if (step === handOverAt) {
      const next = createPairPace(EVERY_MS);
      next.restore(pairs.owing(at, 0));
      pairs = next;
    }
    const until = pairs.take(address, at);
    assert.ok(until === 0 || until > at, 'who waits, waits for a moment to come');
    if (until === 0) sent.push({ address, at });
    else queue.push({ address, at: until });
  }
  return sent;
}

const GAPS = fc.array(
  fc.record({ ms: fc.oneof(fc.constant(0), fc.nat(400), fc.nat(20_000)), to: fc.nat(2) }),
  { minLength: 1, maxLength: 160 },
);

test('however messages come, Meta never finds one too many for a person, and every one goes', () => {
  fc.assert(
    fc.property(GAPS, fc.nat(200), (gaps, handOverAt) => {
      const sent = play(gaps, handOverAt);
      assert.equal(sent.length, gaps.length);
      const threads = new Map<string, Thread>();
      for (const { address, at } of sent) {
        const thread = threads.get(address) ?? ({ pairPaidUntil: 0, burstFrom: 0, burstSize: 0 } as Thread);
        threads.set(address, thread);
        assert.ok(takePairRate(thread, at), `131056 for ${address} after ${at - START} ms`);
      }
    }),
  );
});

test('in any span a person gets 45 at most and one more for each six seconds of it', () => {
  fc.assert(
    fc.property(GAPS, (gaps) => {
      for (const those of Map.groupBy(play(gaps), (one) => one.address).values())
        for (let from = 0; from < those.length; from++)
          for (let to = from; to < those.length; to++) {
            const span = those[to]!.at - those[from]!.at;
            const most = BURST + Math.floor(span / EVERY_MS);
            assert.ok(to - from + 1 <= most, `${to - from + 1} within ${span} ms`);
          }
    }),
  );
});

test('one who is out of their pace keeps nobody else waiting', () => {
  const pairs = createPairPace(EVERY_MS);
  for (let n = 0; n < BURST; n++) assert.equal(pairs.take('+977980000001', START), 0);
  const first = pairs.take('+977980000001', START);
  const second = pairs.take('+977980000001', START);
  assert.ok(first >= START + BURST * EVERY_MS);
  assert.ok(second >= first + EVERY_MS, 'the next comes back after the one before it');
  assert.equal(pairs.take('+977980000002', START), 0);
});

test('what is far ahead is left behind for a lane that changes hands, what is paid is not', () => {
  const pairs = createPairPace(EVERY_MS);
  for (let n = 0; n < 10; n++) pairs.take('+977980000001', START);
  pairs.take('+977980000002', START);
  assert.deepEqual(Object.keys(pairs.owing(START, 18_000)), ['+977980000001']);
  assert.deepEqual(Object.keys(pairs.owing(START, 0)), ['+977980000001', '+977980000002']);
  assert.deepEqual(pairs.owing(START + 10 * 7_000, 0), {});
});

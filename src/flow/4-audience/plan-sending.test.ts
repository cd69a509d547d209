import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Addressee, planSending, type SendingFacts } from './plan-sending.ts';
import { REACH_MS } from './tier-room.ts';

const NOW = Date.UTC(2026, 10, 25, 6);
const HOUR = 3_600_000;
const SECOND = 1_000;

const facts = (over: Partial<SendingFacts> = {}): SendingFacts => ({
  sendAfter: NOW,
  expiresAt: NOW + 48 * HOUR,
  pairMs: 6_000,
  lane: { perSecond: 80, ahead: { first: 0, last: 0 }, stopped: null },
  tier: null,
  prices: {
    prices: { NP: { utility: 0.004, service: 0.002 }, '*': { utility: 0.05, service: 0.05 } },
    nprPerUsd: 140,
    freeLeft: 0,
    isServiceFree: false,
  },
  ...over,
});

const people = (count: number, over: Partial<Addressee> = {}): Addressee[] =>
  Array.from({ length: count }, (_, n) => ({
    address: `+97798${String(n).padStart(8, '0')}`,
    windowUntil: null,
    parts: 1,
    ...over,
  }));
const open = { windowUntil: new Date(NOW + HOUR) };

test('a second’s worth goes at once, the rest as the seconds pass', () => {
  const at = (count: number) => planSending(people(count), facts()).lastAt! - NOW;
  assert.deepEqual([at(1), at(80), at(81), at(4_800), at(4_801)], [0, 0, SECOND, 59 * SECOND, 60 * SECOND]);
});

test('what waits in the lane goes before it, by fair order: other messages for the first than for the last', () => {
  const lane = { perSecond: 10, ahead: { first: 5, last: 100 }, stopped: null };
  const plan = planSending(people(100), facts({ lane }));
  assert.deepEqual([plan.firstAt, plan.lastAt], [NOW, NOW + 19 * SECOND]);
});

test('the undo window holds it, and a stopped number says no time', () => {
  const plan = planSending(people(3), facts({ sendAfter: NOW + 15 * SECOND }));
  assert.equal(plan.firstAt, NOW + 15 * SECOND);
  const lane = { perSecond: 80, ahead: { first: 0, last: 0 }, stopped: 'payment' };
  const stopped = planSending(people(3), facts({ lane }));
  assert.deepEqual(
    [stopped.firstAt, stopped.lastAt, stopped.stopped, stopped.goes],
    [null, null, 'payment', 3],
  );
});

test('more messages to one person than may be borrowed take six seconds each', () => {
  assert.equal(planSending(people(1, { ...open, parts: 48 }), facts()).lastAt, NOW + 18 * SECOND);
});

test('free-form inside the window after the free ones, one template outside, by the country of each', () => {
  const list = [
    ...people(3, { ...open, parts: 2 }),
    ...people(4),
    { address: '+447911123456', windowUntil: null, parts: 1 },
    { address: 'NP.abc', windowUntil: null, parts: 1 },
  ];
  const { prices } = facts();
  const cost = (over: Partial<SendingFacts['prices']>) =>
    planSending(list, facts({ prices: { ...prices, ...over } })).cost;
  assert.deepEqual(cost({}), { messages: 12, free: 0, usd: 0.082, npr: 11.48 });
  assert.deepEqual(cost({ freeLeft: 5 }), { messages: 12, free: 5, usd: 0.072, npr: 10.08 });
  assert.deepEqual(cost({ isServiceFree: true }), { messages: 12, free: 6, usd: 0.07, npr: 9.8 });
});

test('a school of 300 and a limit of 250 with a reserve of 25: 225 go, 75 follow a day later', () => {
  const tier = { room: 225, used: 0, known: 0, freed: [] };
  const plan = planSending(people(300), facts({ tier }));
  assert.deepEqual([plan.goes, plan.deferred, plan.refused], [225, 75, 0]);
  assert.equal(plan.deferredUntil, NOW + REACH_MS);
  assert.equal(plan.cost.messages, 300);
});

test('homework that would come the next day is refused, and costs nothing', () => {
  const tier = { room: 225, used: 200, known: 10, freed: [NOW + HOUR, NOW + 2 * HOUR, NOW + 20 * HOUR] };
  const plan = planSending(people(40), facts({ tier, expiresAt: NOW + 12 * HOUR }));
  assert.deepEqual([plan.goes, plan.deferred, plan.refused], [35, 2, 3]);
  assert.equal(plan.deferredUntil, NOW + 2 * HOUR);
  assert.equal(plan.cost.messages, 37);
});

test('people whose window is open need no room', () => {
  const tier = { room: 0, used: 0, known: 0, freed: [] };
  const plan = planSending([...people(30, open), ...people(2)], facts({ tier }));
  assert.deepEqual([plan.goes, plan.deferred, plan.refused], [30, 0, 2]);
});

test('everybody goes, waits or is refused; never more new people at once than there is room', () => {
  fc.assert(
    fc.property(
      fc.nat(300),
      fc.nat(60),
      fc.record({ room: fc.nat(300), used: fc.nat(300), known: fc.nat(300) }),
      fc.array(fc.integer({ min: 1, max: 40 * HOUR })),
      fc.integer({ min: 1, max: 50 }),
      (outside, inside, tier, freed, hours) => {
        const list = [...people(outside), ...people(inside, open)];
        const sorted = freed.map((ms) => NOW + ms).sort((a, b) => a - b);
        const plan = planSending(
          list,
          facts({ tier: { ...tier, freed: sorted }, expiresAt: NOW + hours * HOUR }),
        );
        assert.equal(plan.goes + plan.deferred + plan.refused, list.length);
        const known = Math.min(tier.known, outside);
        assert.ok(plan.goes - inside - known <= Math.max(0, tier.room - tier.used));
        if (plan.deferred + plan.refused > 0)
          assert.equal(plan.goes - inside - known, Math.max(0, tier.room - tier.used));
        if (plan.deferredUntil !== null) assert.ok(plan.deferredUntil < NOW + hours * HOUR);
        assert.equal(plan.cost.messages, plan.goes + plan.deferred);
      },
    ),
  );
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type DoorFacts, decideSettlement, type SettlementFacts } from './decide-settlement.ts';

const SECOND = 1_000;
const WAITS = {
  notTaken: 45 * SECOND,
  notTakenAfterGap: 120 * SECOND,
  urgent: 60 * SECOND,
  other: 900 * SECOND,
};
const SENT = 1_800_000_000_000;
const after = (seconds: number) => SENT + seconds * SECOND;

const open: DoorFacts = { brokenAt: after(-3_600), keptAt: after(10), knownTo: after(3_000) };

function decide(seconds: number, facts: Partial<SettlementFacts> = {}) {
  const settlement = decideSettlement(
    { unknownSince: SENT, isUrgent: false, choice: 'aside', numberTells: true, door: open, ...facts },
    WAITS,
    after(seconds),
  );
  return settlement.kind === 'wait'
    ? `wait until ${(settlement.until - SENT) / SECOND}`
    : settlement.kind === 'again'
      ? settlement.because
      : settlement.kind;
}

type Case = [what: string, seconds: number, facts: Partial<SettlementFacts>, expected: string];

const cases: Case[] = [
  ['not silent for long enough', 44, {}, 'wait until 45'],
  ['silent while webhooks come', 45, {}, 'not_taken'],
  ['the webhook never broke', 45, { door: { ...open, brokenAt: null } }, 'not_taken'],
  [
    'a process has not said since that it is there',
    45,
    { door: { ...open, knownTo: after(45.9) } },
    'wait until 50',
  ],
  ['every process has, and all is read', 50, { door: { ...open, knownTo: after(46) } }, 'not_taken'],
  ['no process is there', 45, { door: { ...open, knownTo: null } }, 'wait until 50'],
  ['nothing has come in since', 45, { door: { ...open, keptAt: after(-1) } }, 'wait until 60'],
  ['nothing ever came in', 45, { door: { ...open, brokenAt: null, keptAt: null } }, 'wait until 60'],
  ['the number has told nothing today', 45, { numberTells: false }, 'wait until 60'],
  [
    'the webhook broke a moment later',
    45,
    { door: { ...open, brokenAt: after(2), keptAt: after(40) } },
    'wait until 122',
  ],
  [
    'and has been open again for long enough',
    122,
    { door: { ...open, brokenAt: after(2), keptAt: after(40) } },
    'not_taken',
  ],
  [
    'a late break makes it wait as long again, twice',
    121,
    { door: { ...open, brokenAt: after(120), keptAt: after(121) } },
    'wait until 360',
  ],
  [
    'a break much later: four times the usual wait at most',
    381,
    { door: { ...open, brokenAt: after(380), keptAt: after(381) } },
    'wait until 860',
  ],
  [
    'nothing has come in since that break',
    360,
    { door: { ...open, brokenAt: after(120), keptAt: after(119) } },
    'wait until 375',
  ],
  ['no evidence to the end', 900, { numberTells: false }, 'aside'],
  ['no evidence, and the school wants it again', 900, { numberTells: false, choice: 'again' }, 'no_evidence'],
  ['urgent without evidence', 60, { isUrgent: true, numberTells: false }, 'no_evidence'],
  ['urgent, a second earlier', 59, { isUrgent: true, numberTells: false }, 'wait until 60'],
  ['urgent with evidence', 45, { isUrgent: true }, 'not_taken'],
];

describe('what becomes of a send of unknown outcome', () => {
  for (const [what, seconds, facts, expected] of cases) {
    test(`${what}, after ${seconds} s: ${expected}`, () => assert.equal(decide(seconds, facts), expected));
  }

  const instant = fc.option(fc.integer({ min: -2_000, max: 2_000 }).map(after), { nil: null });
  const facts = fc.record({
    unknownSince: fc.constant(SENT),
    isUrgent: fc.boolean(),
    choice: fc.constantFrom('aside' as const, 'again' as const),
    numberTells: fc.boolean(),
    door: fc.record({ brokenAt: instant, keptAt: instant, knownTo: instant }),
  });

  test('it never waits past the longest wait, nor until a moment that has passed', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 3_000 }), (one, seconds) => {
        const settlement = decideSettlement(one, WAITS, after(seconds));
        const last = one.isUrgent ? 60 : 900;
        assert.equal(settlement.kind === 'wait', settlement.kind === 'wait' && seconds < last);
        if (settlement.kind === 'wait') {
          assert.ok(settlement.until > after(seconds));
          assert.ok(settlement.until <= after(last));
        }
      }),
    );
  });

  test('it counts as not taken only when webhooks came after the send and after every break, and long enough ago', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 3_000 }), (one, seconds) => {
        const settlement = decideSettlement(one, WAITS, after(seconds));
        if (settlement.kind !== 'again' || settlement.because !== 'not_taken') return;
        const { brokenAt, keptAt, knownTo } = one.door;
        assert.ok(knownTo !== null && knownTo > SENT + WAITS.notTaken);
        assert.ok(one.numberTells && keptAt! > SENT && keptAt! > (brokenAt ?? 0) && seconds >= 45);
        if (brokenAt !== null && brokenAt >= SENT)
          assert.ok(Math.min(after(seconds), knownTo) - brokenAt >= WAITS.notTakenAfterGap);
      }),
    );
  });
});

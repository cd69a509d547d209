import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { looksLikeCorrection, readCorrection } from './read-correction.ts';
import type { Draft, UnderstandInput } from './reading.ts';

const TEACHER = {
  id: 'x',
  today: '2026-11-23',
  role: 'teacher',
  classes: ['5A', '6A', '7B'],
  subjects: ['mathematics', 'science'],
  roster: {
    '5A': [
      { roll: 3, name: 'Asha Rai' },
      { roll: 4, name: 'Bimal Magar' },
      { roll: 5, name: 'Chitra Rai' },
    ],
  },
} satisfies Omit<UnderstandInput, 'text'>;

const update: Draft = {
  intent: 'daily_update',
  ask: null,
  class: '5A',
  updates: [{ subject: 'mathematics', topic: 'fractions', homework: 'p45', due: '2026-11-24' }],
  defaulted: ['class'],
};
const notice: Draft = {
  intent: 'announcement',
  ask: null,
  scope: 'class',
  class: '5A',
  text: 'Meeting at 10 am on Friday',
  urgent: false,
};
const absence: Draft = { intent: 'attendance', ask: null, class: '5A', date: '2026-11-23', absent: [3] };
const direct: Draft = { intent: 'direct', ask: null, class: '5A', roll: 3, text: 'Please call me' };

const correct = (text: string, previous: Draft, quoted = false) =>
  readCorrection({ ...TEACHER, text }, previous, quoted);

const classes: [text: string, code: string][] = [
  ['6A not 5A', '6A'],
  ['not 5A, 6A', '6A'],
  ['sorry, it was for 6A, not for 5A', '6A'],
  ['5A hoina 6A', '6A'],
  ['6A ho, 5A haina', '6A'],
  ['kaksha 6 ko ho, 5 haina', '6A'],
  ['कक्षा ६ को हो, ५ होइन', '6A'],
  ['7B instead of 5A', '7B'],
  ['5A -> 6A', '6A'],
];
for (const [text, code] of classes) {
  test(`"${text}" is for ${code}, and everything else stays`, () => {
    const { defaulted: _, ...rest } = update as Draft & { defaulted: string[] };
    assert.deepEqual(correct(text, update), { ...rest, class: code });
    assert.ok(looksLikeCorrection(text));
  });
}

test('a class that is not theirs is asked about', () => {
  assert.deepEqual(correct('8C not 5A', update)?.ask, 'class');
});

const slots: [text: string, slots: object][] = [
  ['hw p46 not p45', { homework: 'p46' }],
  ['p46, not p45', { homework: 'p46' }],
  ['hw p45 hoina p46', { homework: 'p46' }],
  ['change p45 to p46', { homework: 'p46' }],
  ['p45 should be p46', { homework: 'p46' }],
  ['science not math', { subject: 'science' }],
  ['ganit hoina bigyan', { subject: 'science' }],
  ['topic decimals not fractions', { topic: 'decimals' }],
  ['wednesday not tuesday', { due: '2026-11-25' }],
];
for (const [text, changed] of slots) {
  test(`"${text}" changes just that`, () => {
    const corrected = correct(text, update);
    assert.deepEqual(corrected?.intent === 'daily_update' && corrected.updates, [
      { subject: 'mathematics', topic: 'fractions', homework: 'p45', due: '2026-11-24', ...changed },
    ]);
  });
}

test('the words of a notice are exchanged where they stand', () => {
  for (const text of ['11 not 10', 'meeting at 11 not 10', '10 hoina 11'])
    assert.deepEqual(correct(text, notice), { ...notice, text: 'Meeting at 11 am on Friday' }, text);
});

test('pupils are exchanged by roll or name', () => {
  for (const text of ['4 not 3', 'roll 4 not 3', 'Bimal not Asha', 'Asha haina Bimal', '3 hoina 4 ho'])
    assert.deepEqual(correct(text, absence), { ...absence, absent: [4] }, text);
  assert.deepEqual(correct('Bimal not Asha', direct), { ...direct, roll: 4 });
});

const leftAlone: [text: string, previous: Draft][] = [
  ['6A not 7B', update],
  ['hw p46 not p44', update],
  ['5 and 4 are not absent', absence],
  ['Chitra not Bimal', absence],
  ['3 not 5', { ...absence, absent: [3, 5] } as Draft],
  ['they did not understand', update],
  ['5B science: plants, hw p12', update],
  ['Friday not Monday', notice],
];
for (const [text, previous] of leftAlone) {
  test(`"${text}" corrects nothing that was said`, () => assert.equal(correct(text, previous), null));
}

test('what could be meant in two ways is not taken in one', () => {
  const twice = { ...update, updates: [{ subject: 'mathematics', topic: 'p45', homework: 'p45' }] } as Draft;
  assert.equal(correct('p46 not p45', twice), null);
  assert.ok(correct('hw p46 not p45', twice));
  const both = { ...update, updates: [{ subject: 'mathematics', homework: 'no 5' }] } as Draft;
  assert.equal(correct('6 not 5', both), null);
});

test('in reply to the echo, what is said takes the place of what was said', () => {
  const [old] = (update as Extract<Draft, { intent: 'daily_update' }>).updates;
  const replies: [text: string, changed: object, code?: string][] = [
    ['hw p46', { homework: 'p46' }],
    ['correction: hw p46', { homework: 'p46' }],
    ['5A math: decimals, hw p50', { topic: 'decimals', homework: 'p50' }],
    ['6A', {}, '6A'],
    ['it was for 6A', {}, '6A'],
    ['6A math: decimals, hw p50', { topic: 'decimals', homework: 'p50' }, '6A'],
  ];
  for (const [text, changed, code = '5A'] of replies) {
    const corrected = correct(text, update, true);
    assert.ok(corrected?.intent === 'daily_update', text);
    assert.deepEqual([corrected.class, corrected.ask], [code, null], text);
    assert.deepEqual(corrected.updates, [{ ...old, ...changed }], text);
  }
});

test('new words for a notice are shown once more before they go', () => {
  const corrected = correct('Meeting is on Sunday at noon', notice, true);
  assert.deepEqual(corrected, { ...notice, text: 'Meeting is on Sunday at noon', ask: 'confirm' });
  for (const text of ['thanks', 'ok', 'who has read it?']) assert.equal(correct(text, notice, true), null);
});

test('a whole attendance in reply stands in place of the one before', () => {
  const corrected = correct('absent 4, 5', absence, true);
  assert.deepEqual(corrected?.intent === 'attendance' && [corrected.class, corrected.absent], ['5A', [4, 5]]);
});

test('never throws, whatever is typed, and never touches what it does not name', () => {
  const pieces = [
    '6A',
    '5A',
    'not',
    'hoina',
    'p45',
    'p46',
    'math',
    'science',
    '->',
    ',',
    'ho',
    'कक्षा',
    '५',
    'hw',
    'change',
    'to',
    '🙏',
  ];
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((w) => w.join(' ')),
  );
  fc.assert(
    fc.property(
      typed,
      fc.constantFrom(update, notice, absence, direct),
      fc.boolean(),
      (text, previous, quoted) => {
        const before = structuredClone(previous);
        const corrected = correct(text, previous, quoted);
        assert.deepEqual(previous, before);
        assert.ok(corrected === null || corrected.intent === previous.intent);
      },
    ),
    { numRuns: 2_000 },
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownWordsIn, readTeaching, shorthandOf } from './own-words.ts';
import type { DailyUpdate } from './reading.ts';
import { readByRules } from './understand.ts';

const read = (text: string, ownWords = {}) =>
  readByRules({
    id: 'x',
    text,
    role: 'teacher',
    classes: ['5A', '6A'],
    subjects: ['mathematics', 'science'],
    today: '2026-11-23',
    ownWords,
  });

test('an own word names the subject, and nothing changes without it', () => {
  const own = { omt: 'optional_math' } as const;
  const reading = read('5A omt: sets, hw p3', own);
  assert.deepEqual(reading, {
    id: 'x',
    intent: 'daily_update',
    ask: null,
    class: '5A',
    updates: [{ subject: 'optional_math', topic: 'sets', homework: 'p3' }],
  });
  assert.equal(read('5A omt: sets, hw p3').ask, 'subject');
  assert.deepEqual(ownWordsIn('5A omt: sets', own, reading as DailyUpdate), [['omt', 'optional_math']]);
  assert.deepEqual(ownWordsIn('5A math: sets', own, reading as DailyUpdate), []);
});

test('it takes no word of the lexicon, and no class', () => {
  for (const text of ['5A math: sets, hw p3', '6A science: light', 'Notice 5A: hats on Friday'])
    assert.deepEqual(read(text, { math: 'science', '6a': 'dance', hats: 'music' }), read(text), text);
});

const heads: [topic: string, word: string | null][] = [
  ['omt: sets', 'omt'],
  ['omt - sets and functions', 'omt'],
  ['omt sets', null],
  ['omt', null],
  ['math: sets', null],
  ['absent: 5', null],
];
for (const [topic, word] of heads) {
  test(`the head of "${topic}" is ${word ?? 'no word of their own'}`, () =>
    assert.equal(shorthandOf({ topic })?.word ?? null, word));
}

test('what is left of the topic keeps the sender’s words', () =>
  assert.equal(shorthandOf({ topic: 'omt: Sets & Functions' })?.topic, 'Sets & Functions'));

const teachings: [text: string, own: Record<string, 'science'>, expected: object | null][] = [
  ['omt = optional math', {}, { kind: 'learn', word: 'omt', subject: 'optional_math' }],
  ['omt means optional math', {}, { kind: 'learn', word: 'omt', subject: 'optional_math' }],
  ['omt bhaneko bigyan ho', {}, { kind: 'learn', word: 'omt', subject: 'science' }],
  ['omt: sets', {}, null],
  ['math = science', {}, null],
  ['omt = p45', {}, null],
  ['forget omt', { omt: 'science' }, { kind: 'forget', word: 'omt' }],
  ['omt birsanus', { omt: 'science' }, { kind: 'forget', word: 'omt' }],
  ['forget it', { omt: 'science' }, null],
  ['forget omt', {}, null],
];
for (const [text, own, expected] of teachings) {
  test(`"${text}" ${expected ? `says ${JSON.stringify(expected)}` : 'teaches nothing'}`, () =>
    assert.deepEqual(readTeaching(text, own), expected));
}

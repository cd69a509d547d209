import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inJson, needlesOf, patternOf } from './needles.ts';

const person = (names: string[], phone: string | null = null) => ({
  kind: 'guardian' as const,
  id: 'x',
  names,
  phone,
  user_id: 'NP.7',
});

test('a person is found by full names, also as files are named, and by the number in each of its writings', () => {
  assert.deepEqual(needlesOf([person(['Hari Rai', ' हरि राई '], '+9779812345678')], 'x'), {
    numbers: ['+9779812345678', 'NP.7'],
    inTexts: [
      ...['+9779812345678', '9779812345678', '9812345678'],
      ...['Hari Rai', 'Hari_Rai', 'Hari-Rai', 'Hari.Rai', 'Hari+Rai'],
      ...['हरि राई', 'हरि_राई', 'हरि-राई', 'हरि.राई', 'हरि+राई'],
      'NP.7',
    ],
    alone: [],
  });
});

test('a name of one word is looked for only where it stands alone', () => {
  const { inTexts, alone } = needlesOf([person(['Ram', 'राम'])], 'x');
  assert.deepEqual([inTexts, alone], [['NP.7'], ['Ram', 'राम']]);
});

test('a number that no row has any more is looked for, and an erased one is not', () => {
  assert.deepEqual(needlesOf([], '+447700900123').inTexts, ['+447700900123', '447700900123']);
  assert.deepEqual(needlesOf([{ ...person([]), user_id: 'erased:1' }], 'x').inTexts, []);
});

test('signs with a meaning in patterns and in JSON mean themselves', () => {
  assert.equal(patternOf(['+977', 'A. (B)']), '\\+977|A\\. \\(B\\)');
  assert.equal(patternOf([]), null);
  assert.equal(inJson('Hari "Bir" Rai'), 'Hari \\"Bir\\" Rai');
});

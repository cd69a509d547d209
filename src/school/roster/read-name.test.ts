import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNothing, nameKey, readName } from './read-name.ts';

test('names are put in order', () => {
  const cases: [cell: string, name: string | null, nameNe: string | null][] = [
    ['Sita Rai', 'Sita Rai', null],
    ['  SITA   KUMARI  RAI ', 'Sita Kumari Rai', null],
    ['sita rai', 'Sita Rai', null],
    ['Asmita TAMANG', 'Asmita Tamang', null],
    ['OM RAI', 'Om Rai', null],
    ['HARI KC', 'Hari KC', null],
    ['HARI K.C.', 'Hari K.C.', null],
    ['RamBahadur Rai', 'RamBahadur Rai', null],
    ['MINA B.K', 'Mina B.K', null],
    ['Sita (Gita) Rai', 'Sita (Gita) Rai', null],
    ["MARY D'SOUZA", "Mary D'Souza", null],
    ['सीता   राई', null, 'सीता राई'],
    ['माेहन राई', null, 'मोहन राई'],
  ];
  for (const [cell, name, nameNe] of cases)
    assert.deepEqual(readName(cell), { is: 'name', value: { name, nameNe } }, cell);
});

test('what fills a cell is nothing, and what no name has is not taken', () => {
  for (const cell of [
    '',
    ' ',
    'Na',
    'NA',
    'n/a',
    'N.A.',
    'null',
    'NIL',
    'None',
    '-',
    '--',
    '.',
    '0',
    'xxx',
    '-,',
    'छैन',
  ])
    assert.deepEqual(readName(cell), { is: 'none' }, cell);
  for (const cell of [
    '9841234567',
    'Sita2',
    'a',
    'Sita/Gita',
    "/fd axfb'/",
    'Sita@x',
    '=1+1',
    'uLtf',
    'ldgf',
    'ab'.repeat(51),
    'Sita" Rai',
  ])
    assert.deepEqual(readName(cell), { is: 'unreadable' }, cell);
  for (const name of ['Nabin', 'Nila', 'Om', 'Xi']) assert.ok(!isNothing(name), name);
});

test('two spellings of a name have one key, two names have two', () => {
  const same: [string, string][] = [
    ['HARI K.C.', 'hari k c'],
    ['सीता राई', 'सिता राइ'],
    ['Sita  Rai', 'sita rai'],
  ];
  for (const [one, other] of same) assert.equal(nameKey(one), nameKey(other));
  assert.notEqual(nameKey('Sita Rai'), nameKey('Sita Raya'));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findClasses, type SchoolClass } from './find-class.ts';

/** "5A" is grade 5, section A; "Nursery/A" where the two cannot be told apart. */
const school = (...codes: string[]): SchoolClass[] =>
  codes.map((written) => {
    const [, grade = '', section = ''] = /^(\d+|[^/]+)\/?(.*)$/.exec(written)!;
    const code = grade + section;
    return { id: code, code, grade, section };
  });

const classes = school('Nursery/A', 'LKG/A', '1A', '5A', '5B', '6Rose', '6Lotus', '7', '10A', '11A');

test('a cell is read as people write classes', () => {
  const cases: [cell: string, section: string, means: string][] = [
    ['5A', '', '5A'],
    ['5 b', '', '5B'],
    ["Class 5 'A'", '', '5A'],
    ['Grade-05', 'B', '5B'],
    ['5', 'A', '5A'],
    ['5', 'Section B', '5B'],
    ['5A', 'A', '5A'],
    ['५', 'ख', '5B'],
    ['कक्षा ५ क', '', '5A'],
    ['कक्षा ५', 'वर्ग ख', '5B'],
    ['V', 'A', '5A'],
    ['VB', '', '5B'],
    ['Five', 'a', '5A'],
    ['पाँच', 'क', '5A'],
    ['1', '', '1A'],
    ['I', '', '1A'],
    ['X', '', '10A'],
    ['XI', '', '11A'],
    ['11', '', '11A'],
    ['11', 'A', '11A'],
    ['nursery', '', 'NurseryA'],
    ['नर्सरी', '', 'NurseryA'],
    ['L.K.G.', 'Na', 'LKGA'],
    ['6 rose', '', '6Rose'],
    ['6', 'LOTUS', '6Lotus'],
    ['7', '', '7'],
    ['7', 'A', '7'],
    ['5', '', '5A 5B'],
    ['6', '-', '6Rose 6Lotus'],
    ['ECD/PPC', '', 'NurseryA LKGA'],
    ['बाल विकास', '', 'NurseryA LKGA'],
    ['5', 'C', ''],
    ['5A', 'B', ''],
    ['12', '', ''],
    ['2', '', ''],
    ['0', '', ''],
    ['Staff', '', ''],
    ['', 'A', ''],
    ['--', '', ''],
  ];
  for (const [cell, section, means] of cases) {
    const found = findClasses(cell, section, classes).map(({ code }) => code);
    assert.equal(found.join(' '), means, `${cell} | ${section}`);
  }
});

test('ECD/PPC of IEMIS is the one class before grade 1, or the one that is called so', () => {
  const one = school('Nursery/A', '1A');
  assert.deepEqual(findClasses('ECD/PPC', 'A', one), [one[0]]);
  const named = school('ECD', 'Nursery/A', '1A');
  assert.deepEqual(findClasses('ECD/PPC', '', named), [named[0]]);
});

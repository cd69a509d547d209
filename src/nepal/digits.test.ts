import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digitsFor, toAsciiDigits, toDevanagariDigits } from './digits.ts';

test('digits of every script become ASCII and other characters stay', () => {
  const cases: [string, string][] = [
    ['', ''],
    ['2083', '2083'],
    ['२०८३/८/१२', '2083/8/12'],
    ['कक्षा ५ क', 'कक्षा 5 क'],
    ['٩٨٤١ ۹۸۴۱', '9841 9841'],
    ['９８４１', '9841'],
    ['৯৮৪', '984'],
    ['\u{1D7CE}\u{1D7D7}\u{1D7D8}\u{1D7FF}', '0909'],
    ['½ ² Ⅳ', '½ ² Ⅳ'],
  ];
  for (const [text, expected] of cases) assert.equal(toAsciiDigits(text), expected);
});

test('every digit that ICU writes in any numbering system is read back', () => {
  let systems = 0;
  for (const numberingSystem of Intl.supportedValuesOf('numberingSystem')) {
    const format = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false });
    const written = [...'0123456789'].map((digit) => format.format(Number(digit)));
    if (!written.every((digit) => /^\p{Nd}$/u.test(digit))) continue;
    systems++;
    assert.equal(toAsciiDigits(written.join('')), '0123456789', numberingSystem);
  }
  assert.ok(systems > 50);
});

test('Devanagari digits out', () => {
  assert.equal(toDevanagariDigits(2083), '२०८३');
  assert.equal(toDevanagariDigits('12 July'), '१२ July');
  assert.equal(digitsFor('ne', 5), '५');
  assert.equal(digitsFor('en', '५'), '5');
});

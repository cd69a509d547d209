import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePhone, parsePhones } from './phone.ts';
import { type PhoneProblem, phoneProblemSentences, phoneWarningSentences } from './phone-sentences.ts';

const ram = '+9779841234567';
const sita = '+9779801234567';

test('one number, however it is written', () => {
  const same = [
    '9841234567',
    '09841234567',
    '9779841234567',
    '09779841234567',
    '+9779841234567',
    '009779841234567',
    '00 977 984 1234567',
    '+977 9841234567',
    '+977-984-1234567',
    '+977 (0) 9841234567',
    '+977 09841234567',
    '977-984 123 4567',
    '+977 977 9841234567',
    '+0977 9841234567',
    '984.123.4567',
    '984–123–4567',
    '(984) 1234567',
    '  9841234567  ',
    '9841 234 567',
    '९८४१२३४५६७',
    '+९७७ ९८४-१२३४५६७',
    '９８４１２３４５６７',
    '＋977 9841234567',
    '98\u200c41\u200d234567',
    '\u202a+977 984-1234567\u202c',
    '9841\u00a0234\u00a0567',
    "'9841234567",
    '="9841234567"',
    '9841234567.0',
    '9841234567.00',
    '9.841234567E+09',
    '9.841234567e9',
    '9,841234567E+09',
    '9.779841234567E+12',
    '9,841,234,567',
    '9,84,12,34,567',
    'Mobile: 9841234567',
    'M: 9841234567',
    'Mob.9841234567',
    'Mob9841234567',
    'फोन नं. ९८४१२३४५६७',
    '9841234567 (father)',
    '9841234567 (F)',
    'Ram Bahadur - 9841234567',
    '9841234567,',
    '9841234567 / 9841234567',
    9841234567,
    9779841234567,
    9841234567n,
  ];
  for (const cell of same) {
    assert.deepEqual(
      parsePhones(cell),
      { numbers: [{ e164: ram, kind: 'mobile' }], problems: [] },
      String(cell),
    );
    assert.deepEqual(parsePhone(cell), { ok: true, e164: ram, kind: 'mobile' }, String(cell));
  }
});

test('several numbers in one cell', () => {
  const cells = [
    '9841234567/9801234567',
    '9841234567, 9801234567',
    '9841234567;9801234567',
    '9841234567\n9801234567',
    '९८४१२३४५६७ र ९८०१२३४५६७',
    '९८४१२३४५६७र९८०१२३४५६७',
    '9841234567 or 9801234567',
    '9841234567 वा 9801234567',
    '9841234567 and 9801234567',
    '9841234567 & 9801234567',
    '9841234567 | 9801234567',
    '9841234567 9801234567',
    '984-1234567 980-1234567',
    '9841234567-9801234567',
    '+977-9841234567 +977-9801234567',
    '+9779841234567+9779801234567',
    '977 9841234567 9801234567',
    'Father 9841234567 Mother 9801234567',
    'बुबा: ९८४१२३४५६७, आमा: ९८०१२३४५६७',
  ];
  for (const cell of cells) {
    const { numbers, problems } = parsePhones(cell);
    assert.deepEqual([numbers.map(({ e164 }) => e164), problems], [[ram, sita], []], cell);
    assert.equal(parsePhone(cell).ok, false);
  }
  const mixed = parsePhones('9841234567, 98412, 01-4412345');
  assert.deepEqual(
    mixed.numbers.map(({ e164 }) => e164),
    [ram, '+97714412345'],
  );
  assert.deepEqual(
    mixed.problems.map(({ text, reason }) => [text, reason]),
    [['98412', 'too-short']],
  );
});

test('landlines, numbers abroad and closed networks', () => {
  const cases: [unknown, string, string, string?][] = [
    ['01-4412345', '+97714412345', 'landline', 'landline'],
    ['014412345', '+97714412345', 'landline', 'landline'],
    ['+977-1-4412345', '+97714412345', 'landline', 'landline'],
    ['(01) 4412345', '+97714412345', 'landline', 'landline'],
    ['०१-४४१२३४५', '+97714412345', 'landline', 'landline'],
    [14412345, '+97714412345', 'landline', 'landline'],
    ['056-523456', '+97756523456', 'landline', 'landline'],
    ['56523456', '+97756523456', 'landline', 'landline'],
    ['+97756523456', '+97756523456', 'landline', 'landline'],
    ['+971 50 123 4567', '+971501234567', 'foreign'],
    ['00971501234567', '+971501234567', 'foreign'],
    ['+974 6612 3456', '+97466123456', 'foreign'],
    ['+966512345678', '+966512345678', 'foreign'],
    ['+91 98765 43211', '+919876543211', 'foreign'],
    ['+६० १२-३४५ ६७८९', '+60123456789', 'foreign'],
    ['+44 20 7946 0018', '+442079460018', 'foreign', 'landline'],
    [971501234567, '+971501234567', 'foreign', 'plus-added'],
    ['919876543211', '+919876543211', 'foreign', 'plus-added'],
    ['60123456789', '+60123456789', 'foreign', 'plus-added'],
    ['96550012345', '+96550012345', 'foreign', 'plus-added'],
    ['+9841234567', ram, 'mobile', 'plus-ignored'],
    ['9611234567', '+9779611234567', 'mobile', 'dead-prefix'],
    ['9621234567', '+9779621234567', 'mobile', 'dead-prefix'],
    ['9881234567', '+9779881234567', 'mobile', 'dead-prefix'],
    ['9721234567', '+9779721234567', 'mobile', 'dead-prefix'],
    ['9631234567', '+9779631234567', 'mobile', 'dead-prefix'],
    ['9871234567', '+9779871234567', 'mobile', 'unusual-prefix'],
    ['9691234567', '+9779691234567', 'mobile', 'unusual-prefix'],
    ['9800000000', '+9779800000000', 'mobile', 'looks-invented'],
  ];
  for (const [cell, e164, kind, warning] of cases) {
    const expected = warning ? { ok: true, e164, kind, warning } : { ok: true, e164, kind };
    assert.deepEqual(parsePhone(cell), expected, String(cell));
  }
  for (const prefix of ['984', '985', '986', '974', '975', '976', '980', '981', '982', '970']) {
    assert.deepEqual(parsePhone(`${prefix}1234568`), {
      ok: true,
      e164: `+977${prefix}1234568`,
      kind: 'mobile',
    });
  }
});

test('what is no number says why', () => {
  const cases: [unknown, PhoneProblem][] = [
    ['', 'empty'],
    ['  ', 'empty'],
    [null, 'empty'],
    [undefined, 'empty'],
    ['123', 'placeholder'],
    [123, 'placeholder'],
    ['0', 'placeholder'],
    [0, 'placeholder'],
    ['Na', 'placeholder'],
    ['N/A', 'placeholder'],
    ['#N/A', 'placeholder'],
    ['-null', 'placeholder'],
    ['-null,', 'placeholder'],
    ['-', 'placeholder'],
    ['none', 'placeholder'],
    ['छैन', 'placeholder'],
    ['98xxxxxxxx', 'placeholder'],
    ['9999999999', 'placeholder'],
    ['0000000000', 'placeholder'],
    ['1234567890', 'placeholder'],
    ['9876543210', 'placeholder'],
    ['+9779876543210', 'placeholder'],
    ['Ram Bahadur', 'not-a-phone'],
    ['ram@example.com', 'not-a-phone'],
    [true, 'not-a-phone'],
    [{}, 'not-a-phone'],
    [9841234567.5, 'not-a-phone'],
    [Number.NaN, 'not-a-phone'],
    [-9841234567, 'not-a-phone'],
    ['9'.repeat(400), 'not-a-phone'],
    ['984123456O', 'letters-in-number'],
    ['98l1234567', 'letters-in-number'],
    ['9.84123E+09', 'digits-lost'],
    ['9.8E+9', 'digits-lost'],
    ['९.८४१२३E+०९', 'digits-lost'],
    ['9.77984E+12', 'digits-lost'],
    ['984123456', 'too-short'],
    ['98412', 'too-short'],
    ['+977 984123456', 'too-short'],
    ['+9771234567', 'too-short'],
    ['0984123456', 'too-short'],
    ['98412345678', 'too-long'],
    ['984123456789', 'country-code-unclear'],
    ['+977 98412345678', 'too-long'],
    ['98412345679801234567', 'too-long'],
    ['4412345', 'area-code-missing'],
    ['97466123456', 'country-code-unclear'],
    ['8765432190', 'unknown-number'],
    ['9001234567', 'unknown-number'],
    ['9641234567', 'unknown-number'],
    ['9771234567', 'unknown-number'],
    ['+97798', 'too-short'],
    ['+9715012345', 'unknown-foreign-number'],
    ['+999123456789', 'unknown-foreign-number'],
    ['9841234567/9801234567', 'several-numbers'],
  ];
  for (const [cell, reason] of cases) {
    const parsed = parsePhone(cell);
    assert.equal(parsed.ok ? parsed.e164 : parsed.reason, reason, String(cell));
    if (reason !== 'several-numbers') assert.equal(parsePhones(cell).numbers.length, 0, String(cell));
  }
});

test('every reason and warning has a sentence in both languages', () => {
  for (const { en, ne } of [
    ...Object.values(phoneProblemSentences),
    ...Object.values(phoneWarningSentences),
  ]) {
    assert.match(en, /^[A-Z].*\.$/);
    assert.match(ne, /[\u0900-\u097f].*।$/);
  }
});

const prefix = fc.constantFrom('984', '985', '986', '974', '975', '976', '980', '981', '982', '970');
const mobile = fc
  .tuple(prefix, fc.integer({ min: 0, max: 9_999_999 }))
  .map(([network, rest]) => network + String(rest).padStart(7, '0'))
  .filter((digits) => parsePhone(digits).ok);

test('every way of writing a mobile gives the same number', () => {
  const before = fc.constantFrom(
    '',
    '0',
    '977',
    '0977',
    '+977',
    '00977',
    '+977 ',
    '+977-',
    '977 ',
    '(+977) ',
    '+977 (0)',
  );
  const gaps = fc.array(fc.constantFrom('', '', '', ' ', '-', '.', '\u00a0', '\u200d', ' - '), {
    minLength: 9,
    maxLength: 9,
  });
  const script = fc.constantFrom(0x30, 0x966, 0xff10, 0x660);
  const around = fc.constantFrom(
    ['', ''],
    [' ', ' '],
    ["'", ''],
    ['Mob: ', ''],
    ['', ' (आमा)'],
    ['"', '"'],
    ['', ','],
  );
  fc.assert(
    fc.property(mobile, before, gaps, script, around, (digits, code, between, zero, [left, right]) => {
      const spaced = [...digits].map((digit, index) => digit + (between[index] ?? '')).join('');
      fc.pre(!/\.[0\u200d]+$/.test(spaced)); // Excel's ending of a number, not a way of spacing.
      const written = (code + spaced).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
      const { numbers, problems } = parsePhones(left + written + right);
      assert.deepEqual([numbers.map(({ e164 }) => e164), problems], [[`+977${digits}`], []]);
    }),
    { numRuns: 500 },
  );
});

test('never throws, never leaves a cell without a word, and reads its own output as itself', () => {
  const pieces = fc.constantFrom(
    ...[
      '9841234567',
      '+977',
      '00',
      '971',
      '501234567',
      ' ',
      '-',
      '/',
      ',',
      'र',
      'or',
      'E+09',
      '.',
      '(',
      ')',
      'x',
      'Na',
    ],
    ...[
      '\n',
      '९८',
      '4412345',
      '01',
      '+',
      "'",
      '=',
      '"',
      'Father',
      'ा',
      '\u200d',
      '\ud800',
      '123',
      '0',
      '.0',
      '&',
    ],
  );
  const cell = fc.oneof(
    fc.array(pieces, { maxLength: 10 }).map((list) => list.join('')),
    fc.string(),
    fc.stringMatching(/^[0-9+ -]{5,18}$/),
    fc.double(),
    fc.bigInt(),
    fc.anything(),
  );
  fc.assert(
    fc.property(cell, (value) => {
      const { numbers, problems } = parsePhones(value);
      assert.ok(numbers.length + problems.length > 0);
      for (const { e164 } of numbers) {
        assert.match(e164, /^\+[1-9]\d{6,14}$/);
        const again = parsePhone(e164);
        assert.equal(again.ok && again.e164, e164);
      }
      for (const { reason } of problems) assert.ok(phoneProblemSentences[reason]);
      parsePhone(value);
    }),
    { numRuns: 700 },
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Reading,
  readBirthDate,
  readConsent,
  readGender,
  readIemisStudentId,
  readLanguage,
  readRoll,
  readTransferred,
} from './read-cells.ts';

const TODAY = '2026-11-23';
const REFUSED = Symbol('refused');

/** The value, or REFUSED with sentences in both languages. */
function given<T>(reading: Reading<T>): T | null | typeof REFUSED {
  if (reading.ok) return reading.value;
  assert.match(reading.say.en, /[.]$/);
  assert.match(reading.say.ne, /\p{Script=Devanagari}.*।$/u);
  return REFUSED;
}

test('cells are read as offices and IEMIS write them', () => {
  const cases: [read: (cell: string) => Reading<unknown>, cell: string, value: unknown][] = [
    [readGender, 'F', 'female'],
    [readGender, 'female', 'female'],
    [readGender, 'Girl', 'female'],
    [readGender, 'छात्रा', 'female'],
    [readGender, 'महिला', 'female'],
    [readGender, 'M', 'male'],
    [readGender, 'MALE', 'male'],
    [readGender, 'boy', 'male'],
    [readGender, 'छात्र', 'male'],
    [readGender, 'पुरूष', 'male'],
    [readGender, 'Other', 'other'],
    [readGender, 'Na', null],
    [readGender, 'Q', REFUSED],
    [readLanguage, 'Nepali', 'ne'],
    [readLanguage, 'नेपाली', 'ne'],
    [readLanguage, 'EN', 'en'],
    [readLanguage, 'अंग्रेजी', 'en'],
    [readLanguage, 'दुबै', 'both'],
    [readLanguage, '', null],
    [readLanguage, 'Maithili', REFUSED],
    [readConsent, 'Yes', 'yes'],
    [readConsent, 'छ', 'yes'],
    [readConsent, '1', 'yes'],
    [readConsent, 'no', 'no'],
    [readConsent, 'छैन', 'no'],
    [readConsent, '0', 'no'],
    [readConsent, '', null],
    [readConsent, 'maybe', REFUSED],
    [readRoll, '7', 7],
    [readRoll, '०७', 7],
    [readRoll, '7.0', 7],
    [readRoll, '', null],
    [readRoll, '0', null],
    [readRoll, '-3', REFUSED],
    [readRoll, '7.5', REFUSED],
    [readRoll, '12345', REFUSED],
    [readRoll, 'A7', REFUSED],
    [readIemisStudentId, '0012345678901234', '0012345678901234'],
    [readIemisStudentId, "'1234567890123456", '1234567890123456'],
    [readIemisStudentId, '१२३४५६७८९०१२३४५६', '1234567890123456'],
    [readIemisStudentId, 'Na', null],
    [readIemisStudentId, '1.23457E+15', REFUSED],
  ];
  for (const [read, cell, value] of cases) assert.equal(given(read(cell)), value, `${read.name} ${cell}`);
  assert.deepEqual(['Yes', 'No', '', 'x?'].map(readTransferred), [true, false, false, false]);
});

test('dates of birth are of either calendar, of a pupil, and never guessed', () => {
  const cases: [cell: string, value: string | null | typeof REFUSED][] = [
    ['2072-3-13', '2015-06-28'],
    ['2072/03/13', '2015-06-28'],
    ['२०७२-३-१३', '2015-06-28'],
    ['13-3-2072', '2015-06-28'],
    ['2015-06-28', '2015-06-28'],
    ['28/06/2015', '2015-06-28'],
    ['28-Jun-2015', '2015-06-28'],
    ['5/5/2015', '2015-05-05'],
    ['05/06/2015', REFUSED],
    ['3-12-2072', REFUSED],
    ['2072-13-1', REFUSED],
    ['2072-2-33', REFUSED],
    ['2072-3', REFUSED],
    ['Asar 13', REFUSED],
    ['today', REFUSED],
    ['42179', REFUSED],
    ['2083-1-1', REFUSED],
    ['1950-01-01', REFUSED],
    ['Na', null],
    ['', null],
  ];
  for (const [cell, value] of cases) assert.equal(given(readBirthDate(cell, TODAY)), value, cell);
});

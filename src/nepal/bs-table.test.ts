import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BsYearRow, buildBsTable, withOverrides } from './bs-table.ts';
import { BS_TABLE, bsYearStatus, daysInMonth, toBs, toIso } from './calendar.ts';

const year2084 = [31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31];
const longer2084 = [31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 30, 30];

test('a published year replaces the prediction and moves the years behind it', () => {
  const longer = [31, 31, 32, 31, 31, 31, 30, 30, 29, 30, 30, 30];
  const table = withOverrides(BS_TABLE, [{ year: 2085, months: longer }]);
  assert.equal(bsYearStatus(2085, table), 'official');
  assert.equal(bsYearStatus(2086, table), 'predicted');
  assert.equal(daysInMonth(2085, 1, table), 31);
  assert.equal(toIso({ year: 2085, month: 1, day: 1 }, table), toIso({ year: 2085, month: 1, day: 1 }));
  assert.equal(toIso({ year: 2086, month: 1, day: 1 }), '2029-04-14');
  assert.equal(toIso({ year: 2086, month: 1, day: 1 }, table), '2029-04-15');
  assert.deepEqual(toBs('2029-04-14', table), { year: 2085, month: 12, day: 30 });
  assert.equal(daysInMonth(2085, 1), 30, 'the table that was given is unchanged');
});

test('a year may be replaced without a change, and the next year added', () => {
  assert.equal(withOverrides(BS_TABLE, []), BS_TABLE);
  const table = withOverrides(BS_TABLE, [
    { year: 2091, months: year2084, status: 'predicted' },
    { year: 2084, months: longer2084 },
  ]);
  assert.equal(table.lastYear, 2091);
  assert.equal(bsYearStatus(2091, table), 'predicted');
  assert.equal(toIso({ year: 2085, month: 1, day: 1 }, table), toIso({ year: 2085, month: 1, day: 1 }));
  assert.equal(toIso({ year: 2084, month: 10, day: 30 }, table), '2028-02-13');
});

test('rows that cannot be a year are refused with a sentence', () => {
  const refused: [BsYearRow, RegExp][] = [
    [{ year: 2084, months: year2084.slice(1) }, /twelve months/],
    [{ year: 2084, months: [...year2084.slice(1), 33] }, /29 to 32 days/],
    [{ year: 2084, months: year2084.map(() => 30) }, /has 360 days/],
    [{ year: 2084, months: year2084.map((days, index) => (index === 0 ? 30.5 : days)) }, /29 to 32/],
    [{ year: 2093, months: year2084 }, /follow one another/],
    [{ year: 1999, months: year2084 }, /begins in 2000/],
    [
      { year: 2080, months: [31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 30, 30] },
      /first day of 2081 BS, which is official/,
    ],
  ];
  for (const [row, message] of refused) {
    assert.throws(
      () => withOverrides(BS_TABLE, [row]),
      (error) => error instanceof RangeError && message.test(error.message),
    );
  }
  assert.throws(() => buildBsTable([], '2026-04-14'), RangeError);
});

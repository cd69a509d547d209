import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, weekday } from './calendar.ts';
import data from './data/holidays.json' with { type: 'json' };
import { closesSchoolIn, HOLIDAYS, holidaysOn, isWeeklyHoliday, undatedHolidays } from './holidays.ts';
import { DISTRICTS } from './places.ts';

const idsOn = (iso: string) => holidaysOn(iso).map(({ id }) => id);

test('the notice of 2083 by date, in either calendar', () => {
  assert.deepEqual(idsOn('2026-04-14'), ['2083-new-year']);
  assert.deepEqual(holidaysOn({ year: 2083, month: 1, day: 1 }), holidaysOn('2026-04-14'));
  assert.deepEqual(idsOn('2026-05-01'), ['2083-labour-day', '2083-buddha-jayanti']);
  assert.deepEqual(idsOn('2026-10-16'), []);
  for (let day = 0; day < 7; day++) assert.deepEqual(idsOn(addDays('2026-10-17', day)), ['2083-dashain']);
  assert.deepEqual(idsOn('2026-10-24'), []);
  assert.deepEqual(idsOn('2026-11-11'), ['2083-tihar', '2083-falgunanda']);
  assert.deepEqual(idsOn('2026-11-23'), []);
  assert.throws(() => holidaysOn('2026-02-30'), RangeError);
});

test('printed weekdays, spans and notes of the file hold', () => {
  const names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  for (const row of data.holidays) {
    if (row.ad) assert.equal(names[weekday(row.ad)], row.weekday, row.id);
  }
  for (const holiday of HOLIDAYS) {
    if (holiday.days) assert.ok(holiday.days.first <= holiday.days.last, holiday.id);
    assert.equal(holiday.confidence === 'low', holiday.bsYear === 2084, holiday.id);
  }
  assert.equal(HOLIDAYS.length, 113);
  assert.deepEqual(
    undatedHolidays(2082).map(({ id }) => id),
    ['2082-eid-fitr', '2082-eid-adha'],
  );
});

test('31 national days of 2083, nine of them on Saturday or Sunday (nepal.md section 2)', () => {
  const days = new Set<string>();
  for (let iso = '2026-04-14'; iso < '2027-04-14'; iso = addDays(iso, 1)) {
    if (holidaysOn(iso).some(({ scope, off }) => scope === 'national' && off)) days.add(iso);
  }
  assert.equal(days.size, 31);
  assert.equal([...days].filter((iso) => isWeeklyHoliday(iso)).length, 9);
});

test('which schools close', () => {
  const one = (id: string) => HOLIDAYS.find((holiday) => holiday.id === id)!;
  const cases: [string, string, boolean][] = [
    ['2083-new-year', 'Humla', true],
    ['2083-basanta-panchami', 'Humla', true],
    ['2083-fagu-hill', 'Kaski', true],
    ['2083-fagu-hill', 'Jhapa', false],
    ['2083-fagu-terai', 'Jhapa', true],
    ['2083-fagu-terai', 'Nawalparasi (Bardaghat Susta West)', true],
    ['2083-fagu-terai', 'Kaski', false],
    ['2083-gai-jatra', 'Lalitpur', true],
    ['2083-gai-jatra', 'Kaski', false],
    ['2083-teej', 'Kaski', false],
    ['2083-gaura', 'Doti', false],
    ['2083-civil-service', 'Kaski', false],
  ];
  for (const [id, district, closed] of cases)
    assert.equal(closesSchoolIn(one(id), district), closed, `${id} ${district}`);
  for (const { en, group } of DISTRICTS) {
    assert.equal(closesSchoolIn(one('2083-fagu-hill'), en), group === 'hill');
    assert.equal(closesSchoolIn(one('2083-fagu-terai'), en), group === 'terai');
  }
});

test('weekly days off change on 2026-04-06, or by the rules given', () => {
  const cases: [string, boolean][] = [
    ['2026-04-04', true],
    ['2026-04-05', false],
    ['2026-04-06', false],
    ['2026-04-11', true],
    ['2026-04-12', true],
    ['2026-11-27', false],
  ];
  for (const [iso, off] of cases) assert.equal(isWeeklyHoliday(iso), off, iso);
  const own = [
    { from: '2026-06-01', days: [5] },
    { from: null, days: [6] },
  ];
  assert.equal(isWeeklyHoliday('2026-05-30', own), true);
  assert.equal(isWeeklyHoliday('2026-06-05', own), true);
  assert.equal(isWeeklyHoliday('2026-06-06', own), false);
  assert.equal(isWeeklyHoliday('2026-06-06', []), false);
});

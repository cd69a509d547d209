import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from './calendar.ts';
import {
  type DateStyle,
  formatAd,
  formatBs,
  formatForParents,
  monthName,
  weekdayName,
} from './format-date.ts';
import { parseDate } from './parse-date.ts';

const iso = '2026-11-28';

test('a day in every style', () => {
  const cases: [DateStyle, string, string][] = [
    [{ language: 'en' }, '12 Mangsir 2083', '28 November 2026'],
    [{ language: 'ne' }, '२०८३ मंसिर १२ गते', '२८ नोभेम्बर २०२६'],
    [{ language: 'en', length: 'short' }, 'Mangsir 12', '28 Nov'],
    [{ language: 'ne', length: 'short' }, 'मंसिर १२ गते', '२८ नोभेम्बर'],
    [{ language: 'en', length: 'numeric' }, '2083-08-12', '2026-11-28'],
    [{ language: 'ne', length: 'numeric' }, '२०८३-०८-१२', '२०२६-११-२८'],
    [{ language: 'en', withWeekday: true }, 'Saturday, 12 Mangsir 2083', 'Saturday, 28 November 2026'],
    [{ language: 'ne', length: 'short', withWeekday: true }, 'शनिबार, मंसिर १२ गते', 'शनिबार, २८ नोभेम्बर'],
  ];
  for (const [style, bs, ad] of cases) {
    assert.equal(formatBs(iso, style), bs);
    assert.equal(formatAd(iso, style), ad);
  }
  assert.equal(formatForParents(iso, 'en'), 'Saturday, Mangsir 12 (28 Nov)');
  assert.equal(formatForParents(iso, 'ne'), 'शनिबार, मंसिर १२ गते (२८ नोभेम्बर)');
});

test('names, and what is no date', () => {
  assert.equal(weekdayName(4, 'ne', 'short'), 'बिही');
  assert.equal(weekdayName(4, 'en', 'short'), 'Thu');
  assert.equal(monthName('bs', 1, 'ne'), 'वैशाख');
  assert.equal(monthName('ad', 12, 'en'), 'December');
  assert.throws(() => weekdayName(7, 'en'), RangeError);
  assert.throws(() => monthName('bs', 0, 'en'), RangeError);
  assert.throws(() => formatAd('2026-02-30', { language: 'en' }), RangeError);
  assert.throws(() => formatBs('2090-01-01', { language: 'en' }), RangeError);
});

test('what is written for people is read back as the same day', () => {
  const styles = (['en', 'ne'] as const).flatMap((language) =>
    (['long', 'short', 'numeric'] as const).flatMap((length) =>
      [true, false].map((withWeekday) => ({ language, length, withWeekday })),
    ),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.constantFrom(...styles), (ahead, style) => {
      const day = addDays('2026-11-23', ahead);
      for (const written of [formatBs(day, style), formatAd(day, style)]) {
        const parsed = parseDate(written, { today: '2026-11-23', direction: 'future' });
        assert.equal(parsed.ok && parsed.iso, day, written);
      }
    }),
    { numRuns: 300 },
  );
});

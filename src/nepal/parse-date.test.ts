import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, BS_TABLE, toBs, toIso, withOverrides } from './calendar.ts';
import { type DateProblem, findDates, parseDate } from './parse-date.ts';

// 2026-11-23 is Monday, 2083 Mangsir 7.
const today = '2026-11-23';
const future = { today, direction: 'future' } as const;
const past = { today, direction: 'past' } as const;

test('whole texts, looking ahead', () => {
  const cases: [string, string][] = [
    ['today', '2026-11-23'],
    ['Aaja', '2026-11-23'],
    ['aja', '2026-11-23'],
    ['आज', '2026-11-23'],
    ['अाज', '2026-11-23'],
    ['tomorrow', '2026-11-24'],
    ['tmrw', '2026-11-24'],
    ['BHOLI', '2026-11-24'],
    ['voli', '2026-11-24'],
    ['भोलि', '2026-11-24'],
    ['भोली', '2026-11-24'],
    ['भाेलि', '2026-11-24'],
    ['bholi samma', '2026-11-24'],
    ['भोलिसम्म', '2026-11-24'],
    ['yesterday', '2026-11-22'],
    ['hijo', '2026-11-22'],
    ['हिजो', '2026-11-22'],
    ['हिजोको', '2026-11-22'],
    ['parsi', '2026-11-25'],
    ['पर्सि', '2026-11-25'],
    ['day after tomorrow', '2026-11-25'],
    ['day before yesterday', '2026-11-21'],
    ['Friday', '2026-11-27'],
    ['on fri', '2026-11-27'],
    ['sukrabar', '2026-11-27'],
    ['Shukrawar', '2026-11-27'],
    ['शुक्रबार', '2026-11-27'],
    ['शुक्रवार', '2026-11-27'],
    ['सुक्रबारसम्म', '2026-11-27'],
    ['next friday', '2026-11-27'],
    ['आउने शुक्रबार', '2026-11-27'],
    ['last friday', '2026-11-20'],
    ['Monday', '2026-11-30'],
    ['सोमवार', '2026-11-30'],
    ['aaitabar', '2026-11-29'],
    ['aitbar', '2026-11-29'],
    ['आइतबारसम्म', '2026-11-29'],
    ['रविवार', '2026-11-29'],
    ['sun', '2026-11-29'],
    ['mangalbar', '2026-11-24'],
    ['मङ्गलबार', '2026-11-24'],
    ['मंगलवार', '2026-11-24'],
    ['budhabar', '2026-11-25'],
    ['बुधबार', '2026-11-25'],
    ['wensday', '2026-11-25'],
    ['bihibar', '2026-11-26'],
    ['बिहिबार', '2026-11-26'],
    ['बृहस्पतिवार', '2026-11-26'],
    ['गुरुवार', '2026-11-26'],
    ['Thurs', '2026-11-26'],
    ['sanibar', '2026-11-28'],
    ['शनिबार', '2026-11-28'],
    ['mangsir 12', '2026-11-28'],
    ['Mangsir 12 gate', '2026-11-28'],
    ['mangsir ko 12 gate', '2026-11-28'],
    ['12 Mangsir', '2026-11-28'],
    ['12 gate mangsir', '2026-11-28'],
    ['मंसिर १२', '2026-11-28'],
    ['मङ्सिर १२ गते', '2026-11-28'],
    ['मंसिर १२ गतेसम्म', '2026-11-28'],
    ['मंसिर महिनाको १२ गते', '2026-11-28'],
    ['12 gate', '2026-11-28'],
    ['१२ गते', '2026-11-28'],
    ['१२गते', '2026-11-28'],
    ['12gate', '2026-11-28'],
    ['7 gate', '2026-11-23'],
    ['6 gate', '2026-12-21'],
    ['mangsir 6', '2027-11-22'],
    ['पुस ६', '2026-12-21'],
    ['push 6', '2026-12-21'],
    ['baisakh 1', '2027-04-14'],
    ['32 gate', '2027-06-15'],
    ['2083/8/12', '2026-11-28'],
    ['२०८३/८/१२', '2026-11-28'],
    ['2083-08-12', '2026-11-28'],
    ['2083.8.12', '2026-11-28'],
    ['083/8/12', '2026-11-28'],
    ['मिति २०८३।०८।१२', '2026-11-28'],
    ['2083/8/12 gate', '2026-11-28'],
    ['२०८३ मंसिर १२ गते शनिबार', '2026-11-28'],
    ['tomorrow (Tuesday)', '2026-11-24'],
    ['Dec. 4th', '2026-12-04'],
    ['(Dec 4, 2026)', '2026-12-04'],
    ['12/8/2083', '2026-11-28'],
    ['2083 mangsir 12', '2026-11-28'],
    ['२०८३ साल मंसिर १२ गते', '2026-11-28'],
    ['mangsir 12, 2083', '2026-11-28'],
    ['2072-3-13', '2015-06-28'],
    ['Nov 28', '2026-11-28'],
    ['nov. 28', '2026-11-28'],
    ['28 November', '2026-11-28'],
    ['28-Nov', '2026-11-28'],
    ['28th of November', '2026-11-28'],
    ['November 28th, 2026', '2026-11-28'],
    ['28-Nov-26', '2026-11-28'],
    ['नोभेम्बर २८', '2026-11-28'],
    ['28 tarikh', '2026-11-28'],
    ['2026-11-28', '2026-11-28'],
    ['28/11/2026', '2026-11-28'],
    ['may 5', '2027-05-05'],
    ['Feb 29', '2028-02-29'],
    ['Nov 22', '2027-11-22'],
    ['Dec 1', '2026-12-01'],
    ['Friday, Nov 27', '2026-11-27'],
    ['Fri Dec 4', '2026-12-04'],
    ['मंसिर ११ गते शुक्रबार', '2026-11-27'],
    ['bholi 8 gate', '2026-11-24'],
    ['date: 2083/8/4', '2026-11-20'],
    ['  Nov 28 samma. ', '2026-11-28'],
  ];
  for (const [text, iso] of cases) {
    const parsed = parseDate(text, future);
    assert.equal(parsed.ok && parsed.iso, iso, text);
  }
});

test('whole texts, looking back', () => {
  const cases: [string, string][] = [
    ['sombar', '2026-11-23'],
    ['last monday', '2026-11-16'],
    ['गत सोमबार', '2026-11-16'],
    ['Friday', '2026-11-20'],
    ['next friday', '2026-11-20'],
    ['mangsir 4', '2026-11-20'],
    ['मंसिर ७', '2026-11-23'],
    ['mangsir 8', '2025-11-24'],
    ['8 gate', '2026-10-25'],
    ['31 gate', '2026-10-17'],
    ['Nov 19', '2026-11-19'],
    ['Nov 24', '2025-11-24'],
    ['2026-12-24', '2026-12-24'],
    ['चैत ३०', '2026-04-13'],
    ['Feb 29', '2024-02-29'],
  ];
  for (const [text, iso] of cases) {
    const parsed = parseDate(text, past);
    assert.equal(parsed.ok && parsed.iso, iso, text);
  }
});

test('what is no date says why, in both languages', () => {
  const cases: [string, DateProblem][] = [
    ['', 'empty'],
    [' \n', 'empty'],
    ['hello', 'not-a-date'],
    ['12', 'not-a-date'],
    ['8/12', 'not-a-date'],
    ['homework bholi', 'not-a-date'],
    ['bholi 5', 'not-a-date'],
    ['9841-23-4567', 'not-a-date'],
    ['2083/13/12', 'no-such-day'],
    ['2083/8/30', 'no-such-day'],
    ['2026-02-29', 'no-such-day'],
    ['mangsir 32', 'no-such-day'],
    ['Feb 30', 'no-such-day'],
    ['2099/1/1', 'no-such-day'],
    ['aaja ra bholi', 'several-dates'],
    ['Nov 24 to Nov 26', 'several-dates'],
    ['9 dekhi 11 gate', 'several-dates'],
    ['Friday, Nov 26', 'weekday-disagrees'],
  ];
  for (const [text, reason] of cases) {
    const parsed = parseDate(text, future);
    assert.equal(parsed.ok ? parsed.iso : parsed.reason, reason, text);
    assert.ok(parsed.ok || (parsed.say.en.length > 10 && /[\u0900-\u097f]/.test(parsed.say.ne)));
  }
});

/** Texts with their dates in brackets, which are taken out before reading; the word glued after a date follows it. */
test('dates inside texts, and where they stand', () => {
  const cases: [string, string[]][] = [
    ['9b mth ex 4.2 hw q1-8 due [bholi]', ['2026-11-24']],
    ['गृहकार्य: अभ्यास ५ का सबै प्रश्न। [मंसिर १४] भित्र बुझाउने।', ['2026-11-30']],
    ['गृहकार्य पृष्ठ ७८ को अभ्यास गरेर ल्याउने। [आइतबार]सम्म।', ['2026-11-29']],
    ['निबन्ध लेख्ने, [२०८३/८/१५] सम्म बुझाउने।', ['2026-12-01']],
    ["9 'B' computer - hw 5 ota strong password - [27 nov] samma - ramro", ['2026-11-27']],
    ["5 'A' sci - food chain - hw chart - [Nov 30] samma", ['2026-11-30']],
    ['hw ex 5 [nov 30] samma', ['2026-11-30']],
    ['by [27 nov] 5 questions', ['2026-11-27']],
    ['due [Mangsir 12] 5 questions', ['2026-11-28']],
    ['comp 8a: hw 10 ota convert garne by [wed]', ['2026-11-25']],
    ['[Nov 19] 6A absent 22', ['2026-11-19']],
    ['Mangsir 6A absent 22', []],
    ["[Friday]'s attendance 6A: roll 1 and 20 were absent", ['2026-11-20']],
    ['[हिजो]को हाजिरी', ['2026-11-22']],
    ['1. Aaradhya - P\n2. Aayan - A\n9. Nirvan - P', []],
    ['6A Present: roll 1-10, 12-19, 21-26', []],
    ['topic: the sun and the planets', []],
    ['she sat there', []],
    ['due [sat]', ['2026-11-28']],
    ['[sun] samma', ['2026-11-29']],
    ['मङ्गल ग्रह र शुक्र ग्रह', []],
    ['roll 5 may be late', []],
    ['5 jan absent', []],
    ['[Jan 5] exam', ['2027-01-05']],
    ['push ups 12 times', []],
    ['read page 90 to 94', []],
    ['aajkal padhdaina, आजकल पनि', []],
    ['भोलिपल्ट', []],
    ['Mangsir ko fee Rs 12 baki', []],
    ['call 9841234567 or 01-4412345', []],
    ['[2083-08-12], 2083-08-12-33', ['2026-11-28']],
    ['2083-8-30 or [mangsir 29]', ['2026-12-15']],
    ['मिति [२०८३।०८।१२ गते]सम्म', ['2026-11-28']],
    ['meeting on [24 Nov], fee by [Nov 30], holiday [Dec 25]', ['2026-11-24', '2026-11-30', '2026-12-25']],
    ['[Mangsir 12] 2000 rupees', ['2026-11-28']],
    ['[Mangsir 12 2084] farewell', ['2027-11-28']],
    ['match [5 gate] at 10:30', ['2026-12-20']],
    ['Nov 10:30', []],
    ['school gate 2', []],
    ['to the whole school, a ball and a jet', []],
  ];
  for (const [marked, isos] of cases) {
    const text = marked.replace(/[[\]]/g, '');
    const direction = /absent|attendance|हाजिरी/.test(text) ? past : future;
    const found = findDates(text, direction);
    assert.deepEqual(
      found.map(({ iso }) => iso),
      isos,
      text,
    );
    let again = text;
    for (const { start, end } of found.toReversed()) {
      again = `${again.slice(0, start)}[${again.slice(start, end)}]${again.slice(end)}`;
    }
    assert.equal(again, marked);
  }
});

test('both ends of a span of days', () => {
  const cases: [string, string, string][] = [
    ['leave from Nov 24 to Nov 26', '2026-11-24', '2026-11-26'],
    ['Mangsir 9 dekhi 11 samma bida dinu hola', '2026-11-25', '2026-11-27'],
    ['Mangsir 9-11 bida', '2026-11-25', '2026-11-27'],
    ['१४ गतेदेखि १६ गतेसम्म बिदा पाऊँ', '2026-11-30', '2026-12-02'],
    ['१४ देखि १६ गते सम्म', '2026-11-30', '2026-12-02'],
    ['14-16 gate', '2026-11-30', '2026-12-02'],
    ['14 ra 15 gate', '2026-11-30', '2026-12-01'],
    ['24 to 26 November', '2026-11-24', '2026-11-26'],
    ['24th and 26th Nov 2026', '2026-11-24', '2026-11-26'],
    ['29 gate dekhi 2 gate', '2026-12-15', '2026-12-17'],
    ['29 dekhi 2 gate samma', '2026-12-15', '2026-12-17'],
    ['mangsir 29 dekhi poush 2 samma', '2026-12-15', '2026-12-17'],
    ['bholi dekhi parsi samma', '2026-11-24', '2026-11-25'],
    ['aaja ra bholi school aaudina', '2026-11-23', '2026-11-24'],
  ];
  for (const [text, from, to] of cases) {
    const found = findDates(text, future);
    assert.deepEqual(
      found.map(({ iso }) => iso),
      [from, to],
      text,
    );
    assert.ok(found[0]!.end <= found[1]!.start, text);
  }
  const back = findDates('mangsir 2-5 absent', past).map(({ iso }) => iso);
  assert.deepEqual(back, ['2026-11-18', '2026-11-21']);
  assert.deepEqual(
    findDates('28 dekhi 3 gate', past).map(({ iso }) => iso),
    ['2026-11-14', '2026-11-19'],
  );
});

test('the suffix and the kind are told', () => {
  const [found] = findDates('५ क: १२ गतेसम्म', future);
  assert.deepEqual(found, { start: 5, end: 11, iso: '2026-11-28', kind: 'day', suffix: 'सम्म' });
  const kinds = findDates('bholi; friday; 12 gate; nov 28; 2083/8/12', future).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['relative', 'weekday', 'day', 'month-day', 'full']);
});

test('a year of four digits is read in the calendar nearer to today', () => {
  for (const [text, iso] of [
    ['2010-5-4', '2010-05-04'],
    ['2066-5-4', '2009-08-20'],
    ['2054-1-1', '2054-01-01'],
    ['2055-1-1', '1998-04-14'],
  ] as const) {
    const parsed = parseDate(text, past);
    assert.equal(parsed.ok && parsed.iso, iso, text);
  }
});

test('a calendar with an overridden year is the one used', () => {
  const longer = [31, 31, 32, 31, 31, 31, 30, 30, 29, 30, 30, 30];
  const table = withOverrides(BS_TABLE, [{ year: 2085, months: longer }]);
  const parsed = parseDate('2086-1-1', { ...future, table });
  assert.equal(parsed.ok && parsed.iso, '2029-04-15');
});

test('every day written out is read back, from any day', () => {
  const day = fc.integer({ min: 0, max: 33237 }).map((days) => addDays('1943-04-14', days));
  const near = fc.integer({ min: 0, max: 300 });
  const english = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1500 }), near, (offset, ahead) => {
      const from = addDays('2024-01-01', offset);
      const iso = addDays(from, ahead);
      const bs = toBs(iso);
      const texts = [`${bs.year}/${bs.month}/${bs.day}`, iso, english.format(new Date(iso)), `${bs.month}`];
      texts[3] = `${['baisakh', 'जेठ', 'asar', 'साउन', 'bhadau', 'असोज', 'kattik', 'मंसिर', 'pus', 'माघ', 'fagun', 'चैत'][bs.month - 1]} ${bs.day}`;
      for (const text of texts) {
        const parsed = parseDate(text, { today: from, direction: 'future' });
        assert.equal(parsed.ok && parsed.iso, iso, text);
      }
    }),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(day, (iso) => {
      const bs = toBs(iso);
      const year = Number(iso.slice(0, 4));
      if (bs.year < 2055 || year < 1990) return;
      const parsed = parseDate(`${bs.year}-${bs.month}-${bs.day}`, future);
      assert.equal(parsed.ok && parsed.iso, toIso(bs));
    }),
    { numRuns: 200 },
  );
});

test('any text is read without an error, its spans in order and inside it', () => {
  const words = fc.constantFrom(
    ...[
      'gate',
      '12',
      'mangsir',
      '2083',
      '/',
      '-',
      ' ',
      'dekhi',
      'of',
      'th',
      'नोभेम्बर',
      '१२',
      'sun',
      'last',
      'bholi',
    ],
    ...[
      '\n',
      'ko',
      'day',
      'after',
      '999999999999',
      '.',
      ',',
      '\ud83d',
      '𝟗',
      'सम्म',
      'to',
      'may',
      '5',
      '31',
      'tarikh',
    ],
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 14 }).map((list) => list.join('')),
      ),
      (text) => {
        let end = 0;
        for (const date of findDates(text, future)) {
          assert.ok(date.start >= end && date.end > date.start && date.end <= text.length);
          end = date.end + date.suffix.length;
          assert.doesNotThrow(() => addDays(date.iso, 0));
        }
        parseDate(text, past);
      },
    ),
    { numRuns: 500 },
  );
});

test('time grows with the length of the text only', () => {
  for (const piece of [
    '12 ',
    '12-',
    'mangsir ',
    'nov 5 ',
    'ko ',
    'last ',
    '2083/',
    '5 dekhi ',
    'day after ',
    ' ',
    'क',
    '.',
  ]) {
    const time = (length: number) => {
      const text = piece.repeat(Math.ceil(length / piece.length));
      const start = performance.now();
      findDates(text, future);
      return performance.now() - start;
    };
    time(6_000);
    assert.ok(time(30_000) < 1000, `30,000 characters of "${piece}"`);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toDevanagariDigits } from '#nepal/digits.ts';
import type { Reading, Role, UnderstandInput } from './reading.ts';
import { readByRules } from './understand.ts';

const TODAY = '2026-11-23';
const ROSTER = { '5A': Array.from({ length: 40 }, (_, k) => ({ roll: k + 1, name: `Pupil${k}` })) };

function read(text: string, over: Partial<UnderstandInput> = {}): Omit<Reading, 'id'> {
  const input = {
    id: 'x',
    text,
    role: 'teacher' as Role,
    classes: ['5A', '6B'],
    subjects: [],
    today: TODAY,
    ...over,
  };
  const { id: _id, ...slots } = readByRules(input);
  return slots;
}

const rolls = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
const comma = fc.constantFrom(', ', ',', ' ', ' , ', ' ra ', ' and ', ' & ', ' र ');
const absent = fc.constantFrom(
  'absent',
  'ABSENT',
  'Absent',
  'absnt',
  'anupasthit',
  'anupastit',
  'gayal',
  'अनुपस्थित',
  'गयल',
  'abs',
);
const className = fc.constantFrom(
  '5A',
  '5a',
  '5 A',
  "5 'A'",
  '5-A',
  'class 5 A',
  'Class: 5A',
  'कक्षा ५ क',
  '५ क',
  '5 ka',
  'grade five A',
  'V A',
  'kaksha 5 ka',
);

test('the same rolls are absent whatever the class form, digits, separators, order and case', () => {
  fc.assert(
    fc.property(
      rolls,
      comma,
      absent,
      className,
      fc.boolean(),
      fc.boolean(),
      (list, separator, word, name, first, deva) => {
        const numbers = list.map((n) => (deva ? toDevanagariDigits(n) : String(n))).join(separator);
        const text = first ? `${name}: ${word}: ${numbers}` : `${name}: ${numbers} ${word}`;
        const reading = read(text, { roster: ROSTER });
        assert.deepEqual(
          { ...reading, defaulted: undefined },
          {
            intent: 'attendance',
            ask: null,
            class: '5A',
            date: TODAY,
            absent: [...list].sort((a, b) => a - b),
            defaulted: undefined,
          },
          text,
        );
      },
    ),
    { numRuns: 400 },
  );
});

const subject = fc.constantFrom(
  ['mathematics', ['math', 'Maths', 'MATH', 'ganit', 'gaanit', 'गणित', 'hisab', 'mathmatics']] as const,
  ['science', ['science', 'Sci', 'bigyan', 'vigyan', 'विज्ञान', 'sceince']] as const,
  ['social', ['social', 'samajik', 'saamajik', 'सामाजिक', 'Soc', 'social studies']] as const,
  ['computer', ['computer', 'Comp', 'कम्प्युटर', 'computr']] as const,
  ['nepali', ['nepali', 'Nepali', 'नेपाली']] as const,
);
const label = fc.constantFrom(
  'hw',
  'HW',
  'Homework',
  'homewrok',
  'h.w.',
  'H/W',
  'gharkaam',
  'grihakarya',
  'गृहकार्य',
  'होमवर्क',
);
const after = fc.constantFrom(': ', ' - ', ' ', ':', ' : ', '= ');
const between = fc.constantFrom('\n', '. ', ', ', ' | ', '; ', '। ', ' / ');
const level = fc.constantFrom(
  ['good', 'ramro'],
  ['good', 'राम्रो'],
  ['weak', 'kamjor'],
  ['weak', 'Weak'],
  ['average', 'thikai'],
  ['average', 'avg'],
  ['excellent', 'dherai ramro'],
  ['excellent', 'Excellent'],
);

test('an update has the same slots whatever the spelling, separators, and order of homework and understanding', () => {
  fc.assert(
    fc.property(
      subject,
      fc.nat(),
      label,
      after,
      between,
      level,
      fc.boolean(),
      ([code, spellings], pick, word, mark, gap, [grade, said], swapped) => {
        const parts = [`${word}${mark}page 45`, String(said)];
        const text = `5A ${spellings[pick % spellings.length]}: rivers of the hills${gap}${(swapped ? parts.reverse() : parts).join(gap)}`;
        const reading = read(text) as { updates?: unknown; class?: string; ask: unknown };
        assert.deepEqual(
          { ask: reading.ask, class: reading.class, updates: reading.updates },
          {
            ask: null,
            class: '5A',
            updates: [
              { subject: code, topic: 'rivers of the hills', homework: 'page 45', understanding: grade },
            ],
          },
          text,
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('a leave is for the same days in every form of the date', () => {
  const forms = [
    'Nov 28',
    '28 Nov',
    '28 November 2026',
    '2026-11-28',
    '2083/8/12',
    'mangsir 12',
    'मंसिर १२',
    '12 gate',
    '१२ गते',
    'Saturday',
    'शनिबार',
    'sanibar',
  ];
  for (const form of forms) {
    const reading = read(`Anusha cannot come on ${form}`, {
      role: 'guardian',
      classes: [],
      children: [{ name: 'Anusha Rai', class: '5A' }],
    });
    assert.deepEqual(
      { ...reading, defaulted: undefined },
      {
        intent: 'leave_request',
        ask: null,
        child: 'Anusha Rai',
        from: '2026-11-28',
        to: '2026-11-28',
        defaulted: undefined,
      },
      form,
    );
  }
});

test('no word of an update is lost: each is in a slot, or names one', () => {
  const word = fc.constantFrom('zebra', 'mandala', 'quartz', 'पहाडी', 'tortoise', 'खोलाहरू', 'lantern');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), between, label, (words, gap, hw) => {
      const half = Math.ceil(words.length / 2);
      const text = `5A science: ${words.slice(0, half).join(' ')}${gap}${hw}: ${words.slice(half).join(' ')} page 3${gap}${words.join(' ')}`;
      const said = JSON.stringify((read(text) as { updates?: unknown }).updates);
      for (const w of words) assert.ok(said.includes(w), `${w} of ${text} is not in ${said}`);
    }),
    { numRuns: 300 },
  );
});

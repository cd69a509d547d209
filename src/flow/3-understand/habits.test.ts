import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readByRules } from './understand.ts';

/** One part of a message: what its writer calls it and what it says. */
type Part = readonly [label: string, value: string];

/** Lessons in three scripts: class, subject, topic, homework, note. */
const LESSONS: Record<string, { subject: string; parts: readonly Part[] }> = {
  English: {
    subject: 'science',
    parts: [
      ['Class', '6A'],
      ['Subject', 'Science'],
      ['Topic', 'Acid base and salt'],
      ['HW', 'learn the definitions'],
      ['Note', 'bring colour pencils tomorrow'],
    ],
  },
  romanised: {
    subject: 'social',
    parts: [
      ['Kaksha', '6 ka'],
      ['Bisaya', 'samajik'],
      ['Shirsak', 'hamra chadparba'],
      ['Gharkaam', '5 wata chadparba ko naam lekhne'],
      ['Note', 'bholi rang lyaunu'],
    ],
  },
  Devanagari: {
    subject: 'nepali',
    parts: [
      ['कक्षा', '६ क'],
      ['विषय', 'नेपाली'],
      ['शीर्षक', 'निबन्ध लेखन'],
      ['गृहकार्य', 'गाईको बारेमा निबन्ध लेख्ने'],
      ['नोट', 'भोलि रङ ल्याउनुहोला'],
    ],
  },
};

const lines = (form: (label: string, value: string, n: number) => string) => (parts: readonly Part[]) =>
  parts.map(([label, value], n) => form(label, value, n + 1)).join('\n');

/** Parts with a mark between them; only homework and note are named. */
const joined =
  (mark: string, behind = ': ') =>
  (parts: readonly Part[]) =>
    parts.map(([label, value], n) => (n < 3 ? value : `${label}${behind}${value}`)).join(mark);

const HABITS: Record<string, (parts: readonly Part[]) => string> = {
  'a full stop behind labels': lines((label, value) => `${label}. ${value}`),
  'colon and dash behind labels': lines((label, value) => `${label}:- ${value}`),
  'arrows behind labels': lines((label, value) => `${label} => ${value}`),
  'another arrow behind labels': lines((label, value) => `${label} → ${value}`),
  'a semicolon behind labels': lines((label, value) => `${label}; ${value}`),
  'a bracket behind labels': lines((label, value) => `${label}) ${value}`),
  'labels in brackets': lines((label, value) => `[${label}] ${value}`),
  'labels in round brackets': lines((label, value) => `(${label}) ${value}`),
  'bold labels': lines((label, value) => `*${label}* ${value}`),
  'bold labels with their colon': lines((label, value) => `*${label}:* ${value}`),
  'italic labels': lines((label, value) => `_${label}_: ${value}`),
  'bold lines': lines((label, value) => `*${label}: ${value}*`),
  'lines in code': lines((label, value) => `\`\`\`${label}: ${value}\`\`\``),
  'a flower before each line': lines((label, value) => `🌸 ${label}: ${value}`),
  'numbers with a bracket': lines((label, value, n) => `${n}) ${label}: ${value}`),
  'numbers with a stop': lines((label, value, n) => `${n}. ${label}: ${value}`),
  'numbers in brackets': lines((label, value, n) => `(${n}) ${label}: ${value}`),
  'numbers on keys': lines((label, value, n) => `${n}\ufe0f\u20e3 ${label}: ${value}`),
  'numbered lines without labels but homework and note': (parts) =>
    joined('\n')(parts)
      .split('\n')
      .map((line, n) => `${n + 1}) ${line}`)
      .join('\n'),
  'slashes between parts': joined(' / '),
  'two slashes between parts': joined(' // '),
  'bars between parts': joined(' | '),
  'arrows between parts': joined(' → '),
  'thick arrows between parts': joined(' => '),
  'waves between parts': joined(' ~ '),
  'dashes between parts': joined(' - '),
  'marks of surprise between parts': joined('! '),
  'semicolons between parts': joined('; '),
  'flowers between parts': joined(' 🌺 '),
  'dashes between parts and behind labels': joined(' - ', ' - '),
  'slashes between parts without spaces': joined('/'),
  'a friendly word at the end': (parts) => `${joined('\n')(parts)} hai sir`,
  'another friendly word at the end': (parts) => `${joined('\n')(parts)} hajur`,
  'the class last, in brackets': (parts) => `${joined('\n')(parts.slice(1))}\n(${parts[0]?.[1]}) hai`,
  'the class as a Roman numeral': (parts) => joined('\n')([['', 'VI A'], ...parts.slice(1)]),
  'the class in one word': (parts) => joined('\n')([['', 'VIA'], ...parts.slice(1)]),
  'the class with a stop': (parts) => joined('\n')([['', '6.A'], ...parts.slice(1)]),
  'the class with a slash': (parts) => joined(' - ')([['', '6/A'], ...parts.slice(1)]),
  'slashes between parts and dashes behind labels': joined(' / ', ' - '),
};

const words = (text: string | undefined) => (text ?? '').toLowerCase().match(/[\p{L}\p{M}\p{Nd}]+/gu);

for (const [script, { subject, parts }] of Object.entries(LESSONS)) {
  for (const [habit, write] of Object.entries(HABITS)) {
    test(`${script}, ${habit}`, () => {
      const reading = readByRules({
        id: '1',
        text: write(parts),
        role: 'teacher',
        classes: ['6A', '6B'],
        subjects: [subject],
        today: '2026-11-23',
      });
      assert.equal(reading.intent, 'daily_update');
      assert.equal(reading.ask, null, write(parts));
      assert.equal('class' in reading && reading.class, '6A');
      const [update, ...more] = 'updates' in reading ? reading.updates : [];
      assert.equal(more.length, 0);
      assert.equal(update?.subject, subject);
      assert.deepEqual(words(update?.topic), words(parts[2]?.[1]));
      assert.deepEqual(words(update?.homework), words(parts[3]?.[1]));
      assert.deepEqual(words(update?.note), words(parts[4]?.[1]));
    });
  }
}

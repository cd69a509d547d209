import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsIn } from '../language.ts';
import { childrenWords, classWords } from './class-words.ts';
import { dayWords, dueWords, monthWords, periodWords } from './day-words.ts';
import { listWords, nameWords, sameInBoth } from './list-words.ts';
import { subjectNames, understandingWords } from './subjects.ts';

test('classes as on record', () => {
  const cases: [string, string, string][] = [
    ['5A', 'Class 5A', 'कक्षा ५ क'],
    ['10B', 'Class 10B', 'कक्षा १० ख'],
    ['5', 'Class 5', 'कक्षा ५'],
    ['12D', 'Class 12D', 'कक्षा १२ घ'],
    ['5E', 'Class 5E', 'कक्षा ५ E'],
    ['5Rose', 'Class 5 Rose', 'कक्षा ५ Rose'],
    ['LKGA', 'LKG A', 'एलकेजी क'],
    ['UKG', 'UKG', 'युकेजी'],
    ['NurseryA', 'Nursery A', 'नर्सरी क'],
    ['ECD', 'ECD', 'बाल विकास'],
    ['Montessori 1', 'Montessori 1', 'Montessori १'],
  ];
  for (const [onRecord, en, ne] of cases) assert.deepEqual(classWords(onRecord), { en, ne });
});

test('lists and names', () => {
  const [a, b, c] = [nameWords('Aarav', 'आरव'), nameWords('Sita', null), sameInBoth('हरि')];
  assert.deepEqual(listWords([]), { en: '', ne: '' });
  assert.deepEqual(listWords([a]), { en: 'Aarav', ne: 'आरव' });
  assert.deepEqual(listWords([a, b, c]), { en: 'Aarav, Sita and हरि', ne: 'आरव, Sita र हरि' });
  assert.deepEqual(
    childrenWords([
      { name: a, class: '5A' },
      { name: b, class: 'LKG' },
    ]),
    {
      en: '*Aarav* (Class 5A) and *Sita* (LKG)',
      ne: '*आरव* (कक्षा ५ क) र *Sita* (एलकेजी)',
    },
  );
});

test('days as they stand in sentences', () => {
  assert.deepEqual(dayWords('2026-11-23'), { en: 'Monday, Mangsir 7', ne: 'सोमबार, मंसिर ७ गते' });
  assert.deepEqual(dueWords('2026-11-28'), {
    en: 'Saturday, Mangsir 12 (28 Nov)',
    ne: 'शनिबार, मंसिर १२ गते (२८ नोभेम्बर)',
  });
  assert.deepEqual(periodWords('2026-11-23', '2026-11-23'), dayWords('2026-11-23'));
  assert.deepEqual(periodWords('2026-11-23', '2026-11-25'), {
    en: 'Mangsir 7 to Mangsir 9',
    ne: 'मंसिर ७ गतेदेखि मंसिर ९ गतेसम्म',
  });
  assert.deepEqual(monthWords('2026-11-23'), { en: 'Mangsir 2083', ne: 'मंसिर २०८३' });
});

test('subjects and understanding have words of their own in both languages', () => {
  for (const words of [...Object.values(subjectNames), ...Object.values(understandingWords)]) {
    assert.match(words.en, /^[A-Za-z ]+$/);
    assert.match(words.ne, /^[\u0900-\u097f ]+$/u);
    assert.equal(wordsIn('both', words), `${words.ne} / ${words.en}`);
  }
  for (const language of ['en', 'ne'] as const) {
    const names = Object.values(subjectNames).map((words) => words[language]);
    assert.equal(new Set(names).size, names.length);
  }
});

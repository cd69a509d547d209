import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft, UnderstandInput } from '#understand/reading.ts';
import { readByRules } from '#understand/understand.ts';

/** The day of these texts: Tuesday, 2083-08-22. */
export const TODAY = '2026-12-08';
export const PUPILS = [
  { roll: 1, name: 'Aayush Adhikari', nameNe: 'आयुष अधिकारी' },
  { roll: 2, name: 'Bimala Tamang', nameNe: 'विमला तामाङ' },
  { roll: 3, name: 'Dawa Sherpa' },
  { roll: 4, name: 'Deepak Chaudhary' },
  { roll: 5, name: 'Elina Magar', nameNe: 'एलिना मगर' },
  { roll: 6, name: 'Firoj Ansari' },
  { roll: 7, name: 'Gita Poudel', nameNe: 'गीता पौडेल' },
  { roll: 8, name: 'Hemanta Bista' },
  { roll: 9, name: 'Ishwor Rai' },
  { roll: 10, name: 'Junu Thapa' },
  { roll: 11, name: 'Kabita Rana', nameNe: 'कविता राना' },
  { roll: 12, name: 'Keshab Lama' },
  { roll: 13, name: 'Laxman Yadav' },
  { roll: 14, name: 'Manisha KC' },
  { roll: 15, name: 'Nabin Gurung' },
  { roll: 16, name: 'Nisha Gurung' },
  { roll: 17, name: 'Prakriti Oli' },
  { roll: 18, name: 'Rajan Karki' },
  { roll: 19, name: 'Rajan Shahi' },
  { roll: 20, name: 'Sarita Basnet', nameNe: 'सरिता बस्नेत' },
  { roll: 21, name: 'Suraj Malla' },
  { roll: 22, name: 'Umesh Khatri' },
  { roll: 23, name: 'Yangji Sherpa' },
  { roll: 24, name: 'Zubin Shakya' },
];

type Sender = Omit<UnderstandInput, 'id' | 'text' | 'today'>;
type Row = [
  text: string,
  expected: Record<string, unknown>,
  asked?: { awaiting: 'class' | 'student' | 'confirm'; draft: Draft },
];

/** One test a text: what it is read as, without what only an echo shows. */
export function checkReadings(title: string, sender: Sender, rows: Row[]): void {
  for (const [text, expected, asked] of rows) {
    test(`${title}: ${JSON.stringify(text)}`, () => {
      const got: Record<string, unknown> = {
        ...readByRules({ id: 'x', text, today: TODAY, ...sender, ...asked }),
      };
      // A reply holds the whole text; what a default filled in is told elsewhere.
      for (const key of ['id', 'defaulted', 'unmatched', 'unmatchedAs']) delete got[key];
      if (got.intent === 'reply') delete got.text;
      assert.deepEqual(got, { ask: null, ...expected });
    });
  }
}

export const TEACHER = {
  role: 'teacher' as const,
  classes: ['6A', '6B', '6C', '9A'],
  subjects: ['science'],
  roster: { '6A': PUPILS, '6B': PUPILS, '6C': PUPILS, '9A': PUPILS },
};
export const NEW_TEACHER = {
  role: 'teacher' as const,
  classes: ['10A', '9A', '9B'],
  subjects: ['english', 'nepali'],
};
export const OFFICE = {
  role: 'admin' as const,
  classes: [
    'NurseryA',
    'LKGA',
    '1A',
    '2A',
    '4A',
    '5A',
    '5B',
    '6A',
    '6B',
    '6C',
    '7A',
    '8A',
    '9A',
    '9B',
    '10A',
  ],
  roster: { '6A': PUPILS },
};
export const CLASS_TEACHER = {
  role: 'teacher' as const,
  classes: ['6A'],
  subjects: ['science'],
  roster: { '6A': PUPILS },
};

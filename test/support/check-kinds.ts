import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading, UnderstandInput } from '#understand/reading.ts';
import { readByRules } from '#understand/understand.ts';

// Monday, 2083-08-07.
export const TODAY = '2026-11-23';
const ROSTER = {
  '5A': [
    { roll: 1, name: 'Bibek Rai', nameNe: 'विवेक राई' },
    { roll: 2, name: 'Maya Gurung' },
    { roll: 3, name: 'Basanta Thapa', nameNe: 'बसन्त थापा' },
    { roll: 4, name: 'Sabina Karki', nameNe: 'सबिना कार्की' },
    { roll: 5, name: 'Laxmi Sah' },
    { roll: 6, name: 'Tara Lama' },
    { roll: 7, name: 'Anil K.C.' },
  ],
};
export const TEACHER = {
  role: 'teacher' as const,
  classes: ['5A', '6B', '7A', '7B', '8A'],
  subjects: ['science'],
  roster: ROSTER,
};
export const ALL = { ...TEACHER, subjects: [] };
export const ADMIN = {
  role: 'admin' as const,
  classes: ['LKGA', '5A', '5B', '6B', '7A', '8A', '10A'],
  subjects: [],
};
export const GUARDIAN = {
  role: 'guardian' as const,
  classes: [],
  children: [{ name: 'Anusha Rai', nameNe: 'अनुषा राई', class: '5A' }],
};

type Sender = Omit<UnderstandInput, 'id' | 'text' | 'today'>;
export type Row = [text: string, expected: Record<string, unknown>];

/** One test a text: what it is read as, without what only an echo shows. */
export function check(title: string, sender: Sender, rows: Row[]): void {
  for (const [text, expected] of rows) {
    test(`${title}: ${JSON.stringify(text)}`, () => {
      const {
        id: _id,
        defaulted: _defaulted,
        ...got
      } = readByRules({ id: 'x', text, today: TODAY, ...sender }) as Reading;
      assert.deepEqual(got, { ask: null, ...expected });
    });
  }
}

export const update = (...updates: object[]) => ({ intent: 'daily_update', class: '5A', updates });
export const science = (slots: object) => update({ subject: 'science', ...slots });
export const attendance = (slots: object) => ({ intent: 'attendance', class: '5A', date: TODAY, ...slots });
export const notice = (slots: object) => ({ intent: 'announcement', urgent: false, ...slots });

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UnderstandInput } from './reading.ts';
import { readByRules } from './understand.ts';

// Roll calls put together from what people say of a class, a day, pupils, why they are away and what they are. Each
// combination has one reading, which is known before it is read.
// Tuesday, 2083-08-22.
const TODAY = '2026-12-08';
const MONDAY = '2026-12-07';
const PUPILS = [
  { roll: 1, name: 'Aayush Adhikari', nameNe: 'आयुष अधिकारी' },
  { roll: 2, name: 'Bimala Tamang', nameNe: 'विमला तामाङ' },
  { roll: 3, name: 'Dawa Sherpa' },
  { roll: 4, name: 'Deepak Chaudhary' },
  { roll: 5, name: 'Elina Magar', nameNe: 'एलिना मगर' },
  { roll: 6, name: 'Rajan Karki' },
  { roll: 7, name: 'Rajan Shahi' },
  { roll: 8, name: 'Sarita Basnet', nameNe: 'सरिता बस्नेत' },
];
const TEACHER: Omit<UnderstandInput, 'id' | 'text' | 'today'> = {
  role: 'teacher',
  classes: ['6A', '6B', '9A'],
  subjects: ['science'],
  roster: { '6A': PUPILS, '6B': PUPILS, '9A': PUPILS },
};

type Status = 'absent' | 'late' | 'leave';
interface Speech {
  /** What may stand before the list: the text, the class and the day that it says. */
  heads: [text: string, ofClass: string, date: string][];
  /** Pupils, as typed, and their rolls. */
  pupils: [text: string, rolls: number[]][];
  /** Why they are away; it changes nothing. */
  causes: string[];
  statuses: [text: string, status: Status][];
  /** What parts two lists. */
  partings: string[];
  tails: string[];
}

const ROMANISED: Speech = {
  heads: [
    ['', '6A', TODAY],
    ['6 kha ma aaja ', '6B', TODAY],
    ['hijo 9 ma ', '9A', MONDAY],
    ['9 ko hajiri: ', '9A', TODAY],
    ['sorry hajiri dina birsechu. ', '6A', TODAY],
    ['sombar 6B ko hajiri ', '6B', MONDAY],
  ],
  pupils: [
    ['2 ra 3', [2, 3]],
    ['roll 4', [4]],
    ['Dawa ra rajan shahi', [3, 7]],
    ['1 ra Elina chai', [1, 5]],
  ],
  causes: [
    '',
    ' birami bhayera',
    ' bus chhutera',
    ' gaun gayeko le',
    ' ghar ma puja bhayera',
    ' aama birami bhayera',
  ],
  statuses: [
    ['aaenan', 'absent'],
    ['gayal', 'absent'],
    ['dhilo aaye', 'late'],
    ['bida ma chan', 'leave'],
  ],
  partings: [', ', '. '],
  tails: ['', '. baki sabai aaye'],
};

const DEVANAGARI: Speech = {
  heads: [
    ['', '6A', TODAY],
    ['कक्षा ६ ख मा आज ', '6B', TODAY],
    ['हिजो ९ मा ', '9A', MONDAY],
    ['९ को हाजिरी: ', '9A', TODAY],
    ['हाजिरी पठाउन बिर्सेछु, ', '6A', TODAY],
  ],
  pupils: [
    ['२ र ३', [2, 3]],
    ['रोल ४', [4]],
    ['आयुष र सरिता बस्नेत', [1, 8]],
    ['एलिना चाहिँ', [5]],
  ],
  causes: ['', ' बिरामी भएर', ' ज्वरो आएर', ' बस छुटेर', ' मामाघर गएकोले'],
  statuses: [
    ['आएनन्', 'absent'],
    ['अनुपस्थित', 'absent'],
    ['ढिलो आए', 'late'],
    ['बिदामा छन्', 'leave'],
  ],
  partings: [', ', '। '],
  tails: ['', '। अरू सबै उपस्थित'],
};

const ENGLISH: Speech = {
  heads: [
    ['', '6A', TODAY],
    ['In class 6B today ', '6B', TODAY],
    ['attendance of 9: ', '9A', TODAY],
    ['Could not send attendance earlier. ', '6A', TODAY],
    ['yesterday in 6B ', '6B', MONDAY],
  ],
  pupils: [
    ['2 and 3', [2, 3]],
    ['roll 4', [4]],
    ['Dawa and Rajan Shahi', [3, 7]],
    ['1 and Elina', [1, 5]],
  ],
  causes: [''],
  statuses: [
    ['were absent', 'absent'],
    ['did not come because of heavy rain', 'absent'],
    ['came late due to the bus', 'late'],
    ['on leave for a family function', 'leave'],
  ],
  partings: [', ', '. '],
  tails: ['', '. Rest present'],
};

for (const [title, speech] of Object.entries({ ROMANISED, DEVANAGARI, ENGLISH })) {
  test(`roll calls in every combination: ${title.toLowerCase()}`, () => {
    for (const head of speech.heads)
      for (const first of speech.pupils) for (const cause of speech.causes) oneOf(speech, head, first, cause);
  });
}

function oneOf(
  speech: Speech,
  head: Speech['heads'][number],
  first: Speech['pupils'][number],
  cause: string,
): void {
  const [opening, ofClass, date] = head;
  for (const [n, [word, status]] of speech.statuses.entries()) {
    const alone = `${opening}${first[0]}${cause} ${word}`;
    expect(alone, { class: ofClass, date, [status]: first[1] });
    // A second list of other pupils with another status.
    const other = speech.pupils[(speech.pupils.indexOf(first) + 1) % speech.pupils.length];
    const next = speech.statuses[(n + 2) % speech.statuses.length];
    if (other === undefined || next === undefined || next[1] === status) continue;
    for (const parting of speech.partings)
      for (const tail of speech.tails) {
        const text = `${alone}${parting}${other[0]} ${next[0]}${tail}`;
        const both = first[1].some((roll) => other[1].includes(roll));
        if (!both) expect(text, { class: ofClass, date, [status]: first[1], [next[1]]: other[1] });
      }
  }
}

function expect(text: string, slots: Record<string, unknown>): void {
  const got: Record<string, unknown> = { ...readByRules({ id: 'x', text, today: TODAY, ...TEACHER }) };
  for (const key of ['id', 'defaulted']) delete got[key];
  assert.deepEqual(got, { intent: 'attendance', ask: null, ...slots }, text);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UnderstandInput } from './reading.ts';
import { readByRules } from './understand.ts';

// What families ask and tell, and what staff ask the system, in three scripts. Monday, 2083-08-07.
const TODAY = '2026-11-23';
const GUARDIAN = {
  role: 'guardian' as const,
  classes: [],
  children: [{ name: 'Aarav Sharma', nameNe: 'आरव शर्मा', class: '5A' }],
};
const TEACHER = { role: 'teacher' as const, classes: ['5A'], subjects: ['science'] };
const OFFICE = { role: 'admin' as const, classes: ['5A', '6A'] };

function read(sender: Omit<UnderstandInput, 'id' | 'text' | 'today'>, text: string): Record<string, unknown> {
  return { ...readByRules({ id: 'x', text, today: TODAY, ...sender }) };
}

const ASKED: [text: string, intent: string][] = [
  ['attendance of this month please', 'ask_attendance'],
  ['yo mahina ko hajiri', 'ask_attendance'],
  ['यो महिनाको हाजिरी', 'ask_attendance'],
  ['Aarav ko attendance herdinu na', 'ask_attendance'],
  ['मङ्गलबार विद्यालय छ?', 'ask_calendar'],
  ['भोलि कक्षा हुन्छ?', 'ask_calendar'],
  ['mangalbar skul cha?', 'ask_calendar'],
  ["Could you tell me yesterday's homework please? Aarav forgot to write it", 'ask_homework'],
  ["can you tell me today's homework, Aarav forgot to write it", 'ask_homework'],
  ['मलाई अब कुनै सन्देश नपठाउनुहोस्', 'opt_out'],
  ['malai aba kunai message napathaunus', 'opt_out'],
  ['sir khaja ko paisa copy bhitra rakheko chu, niklidinu hola', 'reply'],
  ['maile fee ko paisa bag ma rakhidieko chu', 'reply'],
  ['पैसा कापीभित्र राखेको छु', 'reply'],
  ['gharko kaam herdinu hola', 'reply'],
];
for (const [text, intent] of ASKED)
  test(`a family: ${JSON.stringify(text)}`, () => assert.equal(read(GUARDIAN, text)['intent'], intent));

const REASONS: [text: string, reason: string][] = [
  ['Aarav had stomach pain since morning so cannot come', 'stomach pain since morning'],
  ['Aarav has fever since yesterday, cannot come today', 'fever since yesterday'],
  ['he has been sick since Sunday, please give leave', 'sick since Sunday'],
];
for (const [text, reason] of REASONS)
  test(`leave for today, and since when he is ill: ${JSON.stringify(text)}`, () => {
    const got = read(GUARDIAN, text);
    assert.deepEqual([got['intent'], got['from'], got['reason']], ['leave_request', TODAY, reason]);
  });

const SHORT: [text: string, intent: string][] = [
  ['कसले पायो?', 'status'],
  ['kasle payo?', 'status'],
  ['kasle paenan?', 'status'],
  ['सबैले पाए?', 'status'],
  ['subha prabhat hajur 🌞', 'greeting'],
  ['namaste hajur', 'greeting'],
  ['शुभ प्रभात हजुर', 'greeting'],
  ['namaste hajur, pathaunus', 'confirm'],
  ['hajur', 'confirm'],
  ['yo system ma k k garna milcha?', 'help'],
  ['यो सिस्टममा के के गर्न मिल्छ?', 'help'],
];
for (const [text, intent] of SHORT)
  test(`staff, in a few words: ${JSON.stringify(text)}`, () => {
    assert.equal(read(TEACHER, text)['intent'], intent);
  });

test('a greeting with a respectful word sends no draft that waits', () => {
  const draft = {
    intent: 'daily_update' as const,
    ask: 'confirm' as const,
    class: '5A',
    updates: [{ subject: 'science' as const, topic: 'plants' }],
  };
  assert.equal(read({ ...TEACHER, awaiting: 'confirm', draft }, 'namaste hajur')['intent'], 'greeting');
});

test('a button for another subject answers what was asked', () => {
  const draft = {
    intent: 'daily_update' as const,
    ask: 'subject' as const,
    class: '5A',
    updates: [{ topic: 'plants' }],
  };
  for (const text of ['Other subject', 'अर्को विषय', 'अन्य विषय', 'aru bishaya'])
    assert.deepEqual(
      read({ ...TEACHER, subjects: [], awaiting: 'subject', draft }, text)['updates'],
      [{ subject: 'other', topic: 'plants' }],
      text,
    );
});

test('a closure on the weekday that is tomorrow is urgent, and one later is not', () => {
  assert.equal(read(OFFICE, 'Notice: school will stay shut on Tuesday as a line fell')['urgent'], true);
  assert.equal(read(OFFICE, 'Notice: school will stay shut on Friday as a line fell')['urgent'], false);
  assert.equal(read(OFFICE, 'Notice: school is closed on Tuesday for Tihar')['urgent'], false);
});

function roster(count: number): Record<string, { roll: number; name: string }[]> {
  const names = ['Sita Rai', 'Hari Karki', 'Gita Oli', 'Ram Lama', 'Nabin Thapa'];
  return { '5A': names.slice(0, count).map((name, n) => ({ roll: n + 1, name })) };
}

const LETTERS: [text: string, pupils: number, absent: number[]][] = [
  ['P A P', 3, [2]],
  ['PAP', 3, [2]],
  ['P,A,P', 3, [2]],
  ['5A P A', 2, [2]],
  ['P,P,A,P,P', 5, [3]],
  ['उ अ उ', 3, [2]],
  ['hajiri: P A P A', 4, [2, 4]],
];
for (const [text, pupils, absent] of LETTERS)
  test(`letters of a small class: ${JSON.stringify(text)}`, () => {
    const got = read({ ...TEACHER, roster: roster(pupils) }, text);
    assert.deepEqual([got['intent'], got['ask'], got['absent']], ['attendance', null, absent]);
  });
for (const [text, pupils] of [
  ['P A P', 4],
  ['pal', 3],
  ['P', 1],
] as const)
  test(`no letters of that class: ${JSON.stringify(text)}`, () => {
    const got = read({ ...TEACHER, roster: roster(pupils) }, text);
    assert.notEqual(got['intent'] === 'attendance' && got['ask'] === null, true);
  });

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading, UnderstandInput } from './reading.ts';
import { readByRules } from './understand.ts';

// Monday, 2083-08-07.
const TODAY = '2026-11-23';
const ROSTER = {
  '5A': [
    { roll: 1, name: 'Bibek Rai', nameNe: 'विवेक राई' },
    { roll: 2, name: 'Maya Gurung', nameNe: 'माया गुरुङ' },
    { roll: 3, name: 'Sabin Thapa', nameNe: 'सबिन थापा' },
    { roll: 4, name: 'Sabina Karki', nameNe: 'सबिना कार्की' },
    { roll: 5, name: 'Nirmala Sah', nameNe: 'निर्मला साह' },
    { roll: 6, name: 'Nirmala Lama', nameNe: 'निर्मला लामा' },
  ],
};
const TEACHER = { role: 'teacher' as const, classes: ['5A', '6B'], subjects: ['science'], roster: ROSTER };
const CLASS_TEACHER = { role: 'teacher' as const, classes: ['3A'], subjects: [] };
const ADMIN = {
  role: 'admin' as const,
  classes: ['NurseryA', 'LKGA', '1A', '5A', '5B', '6B', '10A'],
  subjects: [],
};
const GUARDIAN = {
  role: 'guardian' as const,
  classes: [],
  children: [{ name: 'Anusha Rai', nameNe: 'अनुषा राई', class: '5A' }],
};
const TWO = {
  ...GUARDIAN,
  children: [...GUARDIAN.children, { name: 'Bipin Rai', nameNe: 'विपिन राई', class: '1A' }],
};

type Sender = Omit<UnderstandInput, 'id' | 'text' | 'today'>;
type Row = [text: string, expected: Record<string, unknown>, sender?: Sender];

function check(title: string, sender: Sender, rows: Row[]): void {
  for (const [text, expected, own] of rows) {
    test(`${title}: ${JSON.stringify(text)}`, () => {
      const reading = readByRules({ id: 'x', text, today: TODAY, ...(own ?? sender) });
      assert.deepEqual(plain(reading), { ask: null, ...expected });
    });
  }
}

/** A reading without its id and what is said of defaults, which tables would only repeat. */
function plain(reading: Reading): Record<string, unknown> {
  const { id: _id, defaulted: _defaulted, ...slots } = reading as Reading & { unmatched?: string[] };
  return slots;
}

const update = (...updates: object[]) => ({ intent: 'daily_update', class: '5A', updates });
const attendance = (slots: object) => ({ intent: 'attendance', class: '5A', date: TODAY, ...slots });

check('the same update in three scripts', TEACHER, [
  [
    '5A science: heat, hw p45, good',
    update({ subject: 'science', topic: 'heat', homework: 'p45', understanding: 'good' }),
  ],
  [
    '5A bigyan: taap, hw p45, ramro',
    update({ subject: 'science', topic: 'taap', homework: 'p45', understanding: 'good' }),
  ],
  [
    'कक्षा ५ क विज्ञान: ताप, गृहकार्य पृष्ठ ४५, राम्रो',
    update({ subject: 'science', topic: 'ताप', homework: 'पृष्ठ ४५', understanding: 'good' }),
  ],
]);

check('classes', TEACHER, [
  ["V 'A' science - heat", update({ subject: 'science', topic: 'heat' })],
  ['grade five A science: heat', update({ subject: 'science', topic: 'heat' })],
  ['class 5 science: heat', update({ subject: 'science', topic: 'heat' })],
  ['6 kha science: heat', { ...update({ subject: 'science', topic: 'heat' }), class: '6B' }],
  ['science: heat', update({ subject: 'science', topic: 'heat' })],
  ['8C science: heat', { ...update({ subject: 'science', topic: 'heat' }), class: '8C', ask: 'class' }],
  [
    'math: fractions',
    { intent: 'daily_update', ask: 'class', updates: [{ subject: 'mathematics', topic: 'fractions' }] },
    ADMIN,
  ],
  [
    'class 5 math: fractions',
    { ...update({ subject: 'mathematics', topic: 'fractions' }), class: '5', ask: 'class' },
    ADMIN,
  ],
  [
    '5A 6B science: heat',
    { intent: 'daily_update', classes: ['5A', '6B'], updates: [{ subject: 'science', topic: 'heat' }] },
  ],
  [
    '5A science: heat. hw q1; 6B science: light. hw q2',
    {
      intent: 'daily_update',
      ask: 'confirm',
      classes: ['5A', '6B'],
      updates: [{ subject: 'science', topic: 'heat', homework: 'q1 q2', note: 'science: light' }],
    },
  ],
]);

check('subjects', CLASS_TEACHER, [
  [
    'hisab ra nepali',
    {
      intent: 'daily_update',
      ask: 'topic',
      class: '3A',
      updates: [{ subject: 'mathematics' }, { subject: 'nepali' }],
    },
  ],
  [
    'kabita padhaiyo',
    { intent: 'daily_update', ask: 'subject', class: '3A', updates: [{ topic: 'kabita' }] },
  ],
  [
    'science: plants, hw translate the nepali paragraph',
    {
      intent: 'daily_update',
      class: '3A',
      updates: [{ subject: 'science', topic: 'plants', homework: 'translate the nepali paragraph' }],
    },
  ],
  [
    'eng poem hw learn math sums hw p5',
    {
      intent: 'daily_update',
      class: '3A',
      updates: [
        { subject: 'english', topic: 'poem', homework: 'learn' },
        { subject: 'mathematics', topic: 'sums', homework: 'p5' },
      ],
    },
  ],
]);

check('homework, due and notes', TEACHER, [
  [
    '5A science heat. no homework today',
    update({ subject: 'science', topic: 'heat', homework: 'no homework' }),
  ],
  ['5A science: heat\nHW: nil', update({ subject: 'science', topic: 'heat', homework: 'nil' })],
  [
    '5A science: heat, gharkaam chaina',
    update({ subject: 'science', topic: 'heat', homework: 'gharkaam chaina' }),
  ],
  [
    '5A science: heat, hw q1-4 bholi lyaune',
    update({ subject: 'science', topic: 'heat', homework: 'q1-4', due: '2026-11-24' }),
  ],
  [
    '5A science: heat, hw q1-4, due Monday',
    update({ subject: 'science', topic: 'heat', homework: 'q1-4', due: '2026-11-30' }),
  ],
  [
    '5A science: heat, hw q1-4, मंसिर १२ सम्म',
    update({ subject: 'science', topic: 'heat', homework: 'q1-4', due: '2026-11-28' }),
  ],
  [
    '5A science: heat. HW: q1-4. Test on Friday',
    update({ subject: 'science', topic: 'heat', homework: 'q1-4', note: 'Test on Friday' }),
  ],
  ['5A science test on Friday', update({ subject: 'science', note: 'test on Friday' })],
  [
    '5A science: heat hw q5. Roll 3 absent',
    {
      ...update({ subject: 'science', topic: 'heat', homework: 'q5', note: 'Roll 3 absent' }),
      ask: 'confirm',
    },
  ],
  [
    '5A science: heat. hw q5. Bibek did very well',
    {
      ...update({ subject: 'science', topic: 'heat', homework: 'q5', note: 'Bibek did very well' }),
      ask: 'confirm',
    },
  ],
]);

check('understanding', TEACHER, [
  [
    '5A science: heat. Students understood very well',
    update({ subject: 'science', topic: 'heat', understanding: 'excellent' }),
  ],
  [
    '5A science: heat, sabaile ramro sanga bujhe',
    update({ subject: 'science', topic: 'heat', understanding: 'good' }),
  ],
  ['5A science: heat, thikai', update({ subject: 'science', topic: 'heat', understanding: 'average' })],
  [
    '5A science: heat, bujhna garho bhayo',
    update({ subject: 'science', topic: 'heat', understanding: 'weak' }),
  ],
  ['५ क विज्ञान: ताप। बुझाइ कमजोर', update({ subject: 'science', topic: 'ताप', understanding: 'weak' })],
  [
    '5A science, ekdam ramro',
    { ...update({ subject: 'science', understanding: 'excellent' }), ask: 'topic' },
  ],
]);

check('attendance', TEACHER, [
  ['5A 5 absent', attendance({ absent: [5] })],
  ['5A 1-3 ra 6 gayal', attendance({ absent: [1, 2, 3, 6] })],
  ['absent: 1, 2; late: 3; leave: 5', attendance({ absent: [1, 2], late: [3], leave: [5] })],
  ['१ र २ अनुपस्थित, ३ ढिलो', attendance({ absent: [1, 2], late: [3] })],
  ['no one absent', attendance({ allPresent: true })],
  ['sabai aaye', attendance({ allPresent: true })],
  ['kohi pani anupasthit chaina', attendance({ allPresent: true })],
  ['कोही पनि आएनन्', attendance({ ask: 'confirm', absent: [1, 2, 3, 4, 5, 6] })],
  ['5 ra 6 bahek sabai upasthit', attendance({ absent: [5, 6] })],
  ['Only 1, 2, 3 came', attendance({ absent: [4, 5, 6] })],
  ['1 and 2 are not absent', attendance({ ask: 'student' })],
  ['hijo 3 absent', attendance({ date: '2026-11-22', absent: [3] })],
  ['Friday absent 3', attendance({ date: '2026-11-20', absent: [3] })],
  ['Vivek gayal, Maya late', attendance({ absent: [1], late: [2] })],
  ['Sabina absent', attendance({ absent: [4] })],
  ['Nirmala absent', attendance({ ask: 'student', unmatched: ['Nirmala'] })],
  ['Nirmala L. absent', attendance({ absent: [6] })],
  ['Ramesh ra Sabin aayenan', attendance({ ask: 'student', absent: [3], unmatched: ['Ramesh'] })],
  ['roll 9 absent', attendance({ ask: 'student', unmatched: ['9'] })],
  ['present 4, absent 2', attendance({ ask: 'student' })],
  ['2 absent: 4, 5', attendance({ absent: [4, 5] })],
  ['P P A P L P', attendance({ absent: [3], late: [5] })],
  ['P P A', { intent: 'unknown' }],
  ['P P A P P', attendance({ ask: 'confirm' })],
  ['1P 2A 3P 4P 5P 6A', attendance({ absent: [2, 6] })],
]);

check('announcements', ADMIN, [
  [
    'Notice: fee by Friday',
    { intent: 'announcement', scope: 'school', text: 'fee by Friday', urgent: false },
  ],
  [
    'कक्षा ५ का अभिभावकलाई सूचना: शुल्क बुझाउनुहोला',
    { intent: 'announcement', scope: 'grade', grade: 5, text: 'शुल्क बुझाउनुहोला', urgent: false },
  ],
  [
    'class 10 lai khabar: bholi exam',
    { intent: 'announcement', scope: 'class', class: '10A', text: 'bholi exam', urgent: false },
  ],
  [
    'School is closed tomorrow because of the flood',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'School is closed tomorrow because of the flood',
      urgent: true,
    },
  ],
  [
    'jaruri suchana: school bus aaja chaldaina',
    { intent: 'announcement', scope: 'school', text: 'school bus aaja chaldaina', urgent: true },
  ],
  [
    'Announcement to the whole school: sports week begins',
    { intent: 'announcement', ask: 'confirm', scope: 'school', text: 'sports week begins', urgent: false },
    TEACHER,
  ],
  [
    'Announcement: bring calculators',
    { intent: 'announcement', scope: 'class', class: '5A', text: 'bring calculators', urgent: false },
    TEACHER,
  ],
  ['Did everyone get the notice?', { intent: 'status' }],
]);

check('one pupil', TEACHER, [
  [
    "Tell Maya's mother that the book is lost",
    { intent: 'direct', class: '5A', roll: 2, text: 'the book is lost' },
  ],
  ['सबिनको घरमा: भोलि आउनुहोला', { intent: 'direct', class: '5A', roll: 3, text: 'भोलि आउनुहोला' }],
  [
    'Nirmala ko aama lai: bhetna aaunu hola',
    { intent: 'direct', ask: 'student', class: '5A', unmatched: ['Nirmala'], text: 'bhetna aaunu hola' },
  ],
]);

check('short words', TEACHER, [
  ['ok sir', { intent: 'confirm' }],
  ['हुन्छ पठाउनुहोस्', { intent: 'confirm' }],
  ['galti bhayo', { intent: 'cancel' }],
  ['undo', { intent: 'cancel' }],
  ['namaste', { intent: 'greeting' }],
  ['dhanyabad', { intent: 'thanks' }],
  ['kasle herena?', { intent: 'status' }],
  ['maddat', { intent: 'help' }],
  ['👍', { intent: 'unknown' }],
  ['https://example.com/x', { intent: 'unknown' }],
  ['दशैंको हार्दिक शुभकामना', { intent: 'unknown' }],
  ['ljBfno cfh aGb 5', { intent: 'unknown', script: 'preeti' }],
  ['', { intent: 'unknown' }],
]);

check('guardians', GUARDIAN, [
  [
    'she is sick, cannot come today',
    { intent: 'leave_request', child: 'Anusha Rai', from: TODAY, to: TODAY, reason: 'sick' },
  ],
  [
    'भोलिदेखि ३ दिन बिदा पाऊँ, गाउँ जाने',
    { intent: 'leave_request', child: 'Anusha Rai', from: '2026-11-24', to: '2026-11-26', reason: 'गाउँ जाने' },
  ],
  [
    'bholi bida chahiyo',
    { intent: 'leave_request', ask: 'student', from: '2026-11-24', to: '2026-11-24' },
    TWO,
  ],
  ['bholi bida ho?', { intent: 'ask_calendar', child: 'Anusha Rai', date: '2026-11-24' }],
  ['aaja ko homework?', { intent: 'ask_homework', child: 'Anusha Rai', date: TODAY }],
  ['hw k ho', { intent: 'ask_homework' }, TWO],
  ['Bipin ko result kahile?', { intent: 'ask_result', child: 'Bipin Rai' }, TWO],
  ['शुल्क कति बाँकी छ?', { intent: 'ask_fee', child: 'Anusha Rai' }],
  ['fee tirisakeko chu', { intent: 'reply', text: 'fee tirisakeko chu' }],
  ['cannot come to the meeting', { intent: 'reply', text: 'cannot come to the meeting' }],
  ['STOP', { intent: 'opt_out', topic: 'all' }],
  ['गृहकार्यको सन्देश नपठाउनुहोस्', { intent: 'opt_out', topic: 'homework' }],
  ['feri suru garnus', { intent: 'opt_in', topic: 'all' }],
  ['नेपालीमा पठाउनुहोस्', { intent: 'set_language', language: 'ne' }],
  ['english bujhdina, nepali ma', { intent: 'set_language', language: 'ne' }],
  ['both languages', { intent: 'set_language', language: 'both' }],
  ['5A absent 3,4', { intent: 'reply', text: '5A absent 3,4' }],
  ['ljBfno cfh aGb 5', { intent: 'reply', text: 'ljBfno cfh aGb 5', script: 'preeti' }],
]);

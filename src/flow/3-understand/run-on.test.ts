import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attendance, check, science, TODAY, update } from '#test/support/check-kinds.ts';
import { readByRules } from './understand.ts';

// Texts without marks, several subjects in one run, and who is spoken of. Monday, 2083-08-07.
const TEACHER = {
  role: 'teacher' as const,
  classes: ['5A', '6B', '7A'],
  subjects: ['science'],
  roster: {
    '5A': [
      { roll: 1, name: 'Bibek Rai', nameNe: 'विवेक राई' },
      { roll: 2, name: 'Maya Gurung' },
      { roll: 3, name: 'Basanta Thapa' },
    ],
  },
};
const ALL = { ...TEACHER, subjects: [] };
const ADMIN = { role: 'admin' as const, classes: ['5A', '5B', '7A', '7B'], subjects: [] };
const GUARDIAN = {
  role: 'guardian' as const,
  classes: [],
  children: [{ name: 'Anusha Rai', class: '5A' }],
};

check('a run without marks', TEACHER, [
  [
    'magnets hw p 4 Understanding: thikai Note: bring a coin',
    science({ topic: 'magnets', homework: 'p 4', understanding: 'average', note: 'bring a coin' }),
  ],
  ['hw: page 21 sabai topic chumbak', science({ topic: 'chumbak', homework: 'page 21 sabai' })],
  ['chumbak kids lai garo vayo', science({ topic: 'chumbak', understanding: 'weak' })],
  [
    'ध्वनि विद्यार्थीलाई कठिन लाग्यो, गृहकार्य छैन',
    science({ topic: 'ध्वनि', homework: 'गृहकार्य छैन', understanding: 'weak' }),
  ],
  [
    'hw 3 ota niyam lekhne bachale ekdam ramro gare',
    science({ homework: '3 ota niyam lekhne', understanding: 'excellent' }),
  ],
  [
    'sound and echo unit test on friday hw nil',
    science({ topic: 'sound and echo', homework: 'nil', note: 'unit test on friday' }),
  ],
  [
    'sound hw draw an ear Bring a coin on Sunday',
    science({ topic: 'sound', homework: 'draw an ear', note: 'Bring a coin on Sunday' }),
  ],
]);

check('what is no part of the lesson', ALL, [
  [
    'GK time! lakes of Nepal. HW: learn',
    update({ subject: 'gk', topic: 'lakes of Nepal', homework: 'learn' }),
  ],
  ['English: nouns. No homework :)', update({ subject: 'english', topic: 'nouns', homework: 'No homework' })],
  ['Maths: time. hw p4', update({ subject: 'mathematics', topic: 'time', homework: 'p4' })],
  [
    'math jod, hw ex 2, Maya ra Bibek le hw garenan',
    {
      ask: 'confirm',
      ...update({
        subject: 'mathematics',
        topic: 'jod',
        homework: 'ex 2',
        note: 'Maya ra Bibek le hw garenan',
      }),
    },
  ],
  [
    'math jod, hw ex, roll 3 ko hw chaina',
    {
      ask: 'confirm',
      ...update({ subject: 'mathematics', topic: 'jod', homework: 'ex', note: 'roll 3 ko hw chaina' }),
    },
  ],
]);

const none = (subject: string, homework: string) => ({ subject, homework });
check('several subjects in one run', ALL, [
  [
    'no homework for english and math',
    update(none('english', 'no homework'), none('mathematics', 'no homework')),
  ],
  [
    'English, Maths and Science - no homework',
    update(
      none('english', 'no homework'),
      none('mathematics', 'no homework'),
      none('science', 'no homework'),
    ),
  ],
  [
    'maths p 45, english p 10, nepali p 3',
    update(none('mathematics', 'p 45'), none('english', 'p 10'), none('nepali', 'p 3')),
  ],
  [
    'गणित भिन्न अभ्यास ३ अंग्रेजी कविता पेज ४',
    update(
      { subject: 'mathematics', topic: 'भिन्न', homework: 'अभ्यास ३' },
      { subject: 'english', topic: 'कविता', homework: 'पेज ४' },
    ),
  ],
  ['math ko hw ex 5, english ko chaina', update(none('mathematics', 'ex 5'), none('english', 'chaina'))],
  ['science hw draw a leaf Maths: p 23', update(none('science', 'draw a leaf'), none('mathematics', 'p 23'))],
  [
    'in maths we did money and in english we read a poem, hw p 10',
    update(
      { subject: 'mathematics', topic: 'money' },
      { subject: 'english', topic: 'a poem', homework: 'p 10' },
    ),
  ],
  [
    'social: math and english words hw p 4',
    update({ subject: 'social', topic: 'math and english words', homework: 'p 4' }),
  ],
]);

check('who is not there', TEACHER, [
  ['roll 1 ra 3 chaina', attendance({ absent: [1, 3] })],
  ['आज रोल १ र ३ छैनन्', attendance({ absent: [1, 3] })],
  ['Maya chaina aaja', attendance({ absent: [2] })],
  ['2 on leave for the quiz contest, 3 is absent', attendance({ absent: [3], leave: [2] })],
  ['absent 2 due to a wedding in the family, late 3', attendance({ absent: [2], late: [3] })],
  [
    'Maya ra Ravi late',
    { ask: 'student', ...attendance({ late: [2], unmatched: ['Ravi'], unmatchedAs: 'late' }) },
  ],
]);

for (const [as, set] of [
  ['late', 'late'],
  [undefined, 'absent'],
] as const) {
  test(`an answer marks the pupil as the text did: ${as ?? 'absent'}`, () => {
    const draft = readByRules({ id: 'x', text: `Maya ra Ravi ${set}`, today: TODAY, ...TEACHER });
    const got = readByRules({
      id: 'y',
      text: 'roll 3',
      today: TODAY,
      ...TEACHER,
      awaiting: 'student',
      draft,
    });
    assert.deepEqual(Reflect.get(got, set), [2, 3]);
    assert.equal(got.ask, null);
  });
}

check('for whom a notice is', ADMIN, [
  [
    '7 class ka dubai section ka abhibhawak lai suchana: copy herna aunu hola',
    { intent: 'announcement', scope: 'grade', grade: 7, text: 'copy herna aunu hola', urgent: false },
  ],
  ['bholi bida cha', { intent: 'announcement', scope: 'school', text: 'bholi bida cha', urgent: true }],
  ['🌞 happy holi to all friends, share garnus', { intent: 'unknown' }],
]);
check('for whom a notice is', TEACHER, [
  [
    'Notice to all the school: contest on friday',
    { ask: 'confirm', intent: 'announcement', scope: 'school', text: 'contest on friday', urgent: false },
  ],
]);

check('a guardian', GUARDIAN, [
  ['wrong number', { intent: 'reply', text: 'wrong number' }],
  ['anusha ki fees kitni baki hai', { intent: 'ask_fee', child: 'Anusha Rai' }],
  ['pariksha ma kati number aayo', { intent: 'ask_result', child: 'Anusha Rai' }],
  ['bahut shukriya', { intent: 'thanks' }],
  ['message nachahiyo, sabai band gardinu', { intent: 'opt_out', topic: 'all' }],
]);

for (const text of [
  'we did magnets everyone enjoyed it hw draw a magnet',
  'magnets hw ex 3 parents please check',
  'friction same hw as yesterday',
  'hijo ko hw same friction',
  'heat padhaiyo 20 jana le matra bujhe hw p 4',
  'Maya le ramro garin heat ma hw p 4',
  '1 ra 3 ko fee baki cha',
]) {
  test(`what was not understood is asked about: ${JSON.stringify(text)}`, () => {
    const reading = readByRules({ id: 'x', text, today: TODAY, ...TEACHER });
    assert.notEqual(reading.ask, null, JSON.stringify(reading));
  });
}

for (const text of [
  '7A bahek sabai lai bholi chutti',
  'bus number 3 ka abhibhawak: bus aaja dhilo',
  'hostel students parents: come on friday',
  'girls of class 7: bring sports dress',
  'कक्षा ७ का छात्राहरूलाई: भोलि खेलकुद छ',
]) {
  test(`a notice for some is asked about: ${JSON.stringify(text)}`, () => {
    const reading = readByRules({ id: 'x', text, today: TODAY, ...ADMIN });
    assert.notEqual(reading.ask, null, JSON.stringify(reading));
  });
}

check('a guardian who mixes Hindi and Nepali', GUARDIAN, [
  ['sir aaj ka homework bhej dijiye', { intent: 'ask_homework', child: 'Anusha Rai', date: TODAY }],
  [
    'aaj anusha nahi aa payegi bukhar hai',
    { intent: 'leave_request', child: 'Anusha Rai', from: TODAY, to: TODAY, reason: 'bukhar' },
  ],
  ['sirf nepali me bhejo', { intent: 'set_language', language: 'ne' }],
]);

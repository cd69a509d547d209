import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ADMIN,
  attendance,
  check,
  GUARDIAN,
  notice,
  science,
  TEACHER,
  TODAY,
  update,
} from '#test/support/check-kinds.ts';
import { readByRules } from './understand.ts';

// Further kinds that people of other hands caused, with texts of our own.

check('a roll and its letter in a line each are no classes', TEACHER, [
  ['1 P\n2 P\n3 A\n4 P\n5 P\n6 L\n7 P', attendance({ absent: [3], late: [6] })],
  ['1 A\n2 P\n3 P\n4 A', attendance({ absent: [1, 4] })],
  ['6B\n1 A\n2 A\n3 P', { ...attendance({ absent: [1, 2] }), class: '6B' }],
]);

check('homework is named in more ways, and denied in each', TEACHER, [
  [
    '7A magnets padhayo, home kam page 5',
    { ...science({ topic: 'magnets', homework: 'page 5' }), class: '7A' },
  ],
  ['science: magnets, home kaam chaina', science({ topic: 'magnets', homework: 'home kaam chaina' })],
  ['विज्ञान: चुम्बक, गृ.का. छैन', science({ topic: 'चुम्बक', homework: 'गृ.का. छैन' })],
  ['science topik: magnets, hw page 5', science({ topic: 'magnets', homework: 'page 5' })],
]);

check('a grade alone in brackets, and one whose parents are addressed', TEACHER, [
  ['[8] science: magnets', { ...science({ topic: 'magnets' }), class: '8A' }],
  ['*8* science: magnets', { ...science({ topic: 'magnets' }), class: '8A' }],
  ['8 ka guardian lai: bholi bhela cha', notice({ scope: 'class', class: '8A', text: 'bholi bhela cha' })],
]);

// "Homework" in a title stays there, and the sender is asked whether it was one.
test('a lesson whose title speaks of homework keeps its words', () => {
  const reading = readByRules({
    id: 'x',
    text: 'Topic: The Homework Song\nHomework: page 5',
    today: TODAY,
    ...TEACHER,
  });
  assert.deepEqual(
    [reading.ask, (reading as { updates?: unknown }).updates],
    ['confirm', [{ subject: 'science', topic: 'The Homework Song', homework: 'page 5' }]],
  );
});

check('what is drawn, danced or played is the lesson, unless it is for home', { ...TEACHER, subjects: [] }, [
  ['drawing: bird ma rang bharne', update({ subject: 'drawing', topic: 'bird ma rang bharne' })],
  ['drawing page 5 garne', update({ subject: 'drawing', homework: 'page 5 garne' })],
  [
    'dance: step practice garne at home',
    update({ subject: 'dance', homework: 'step practice garne at home' }),
  ],
]);

check('the subject may stand behind what was taught', { ...TEACHER, subjects: ['english', 'science'] }, [
  [
    'Today we did the parts of a plant in science. HW page 5',
    science({ topic: 'parts of a plant', homework: 'page 5' }),
  ],
  ['English: greetings in Nepali', update({ subject: 'english', topic: 'greetings in Nepali' })],
]);

// A class or another subject in the midst of a slot: what stands there may have been meant otherwise.
for (const text of [
  '5A science ma magnets padhaye, hw magnets duita page, drawing ma circle ra triangle',
  'Students of 7A liked the magnets. Homework: page 5',
]) {
  test(`a slot that something was cut out of is asked about: ${JSON.stringify(text)}`, () => {
    const reading = readByRules({ id: 'x', text, today: TODAY, ...TEACHER });
    assert.equal(reading.ask, 'confirm', JSON.stringify(reading));
  });
}

check('attendance beside a page takes its own numbers and its own words', TEACHER, [
  [
    '7A magnets padhaye hw page 91 roll 6 ra 9 gayal',
    {
      ...science({ topic: 'magnets', homework: 'page 91', note: 'roll 6 ra 9 gayal' }),
      class: '7A',
      ask: 'confirm',
    },
  ],
]);

check('a family asks in few words, and tells of the bus', GUARDIAN, [
  ["Anusha's mid-term marks please", { intent: 'ask_result', child: 'Anusha Rai' }],
  ['यो नम्बरमा के के गर्न मिल्छ?', { intent: 'help' }],
  [
    "Anusha's bus did not come in time today",
    { intent: 'reply', text: "Anusha's bus did not come in time today" },
  ],
]);

check('what only looks like a verdict, a verb or an event', { ...TEACHER, subjects: ['english'] }, [
  ['Topic: report on the science fair', update({ subject: 'english', topic: 'report on the science fair' })],
  [
    'English: is, am, are. hw page 5',
    update({ subject: 'english', topic: 'is, am, are', homework: 'page 5' }),
  ],
  ['English: unit 4, A Tour of Mustang', update({ subject: 'english', topic: 'unit 4, A Tour of Mustang' })],
  [
    'English: unit 4, exam on Friday',
    update({ subject: 'english', topic: 'unit 4', note: 'exam on Friday' }),
  ],
]);

check('homework that comes later goes to the lesson of its subject', { ...TEACHER, subjects: [] }, [
  [
    'English ma letter M sikayo, maths ma counting. English ko hw: page 4',
    update(
      { subject: 'english', topic: 'letter M', homework: 'page 4' },
      { subject: 'mathematics', topic: 'counting' },
    ),
  ],
]);

check('in few words, and with other marks', TEACHER, [
  ['1p 2p 3a 4p 5p 6a', attendance({ absent: [3, 6] })],
  ['5A absnt 4, lte 2', attendance({ absent: [4], late: [2] })],
  [
    '7A / magnets / H.W. nil / good',
    { ...science({ topic: 'magnets', homework: 'nil', understanding: 'good' }), class: '7A' },
  ],
  ['रद्द गर्नुहोस्, अर्कै समूहको रहेछ', { intent: 'cancel' }],
  [
    '5A / Maya ko ghar ma: bholi fee pathaunu hola',
    { intent: 'direct', class: '5A', roll: 2, text: 'bholi fee pathaunu hola' },
  ],
  [
    '7A magnets padhayo, bachha lai gahro vayo, garkaam page 5',
    { ...science({ topic: 'magnets', homework: 'page 5', understanding: 'weak' }), class: '7A' },
  ],
]);

check('who is on leave closes no school', ADMIN, [
  [
    'Suchana: bholi khaja lyaunu hola, cook xutti ma hunuhunxa',
    notice({ scope: 'school', text: 'bholi khaja lyaunu hola, cook xutti ma hunuhunxa' }),
  ],
  [
    'Suchana: bholi school bida cha',
    notice({ scope: 'school', text: 'bholi school bida cha', urgent: true }),
  ],
]);

check('a lesson of drawing with its class', { ...TEACHER, subjects: [] }, [
  ['Drawing class 6 B: paper boat', { ...update({ subject: 'drawing', topic: 'paper boat' }), class: '6B' }],
]);

check('an event that is written about is homework, and one that is held is told', TEACHER, [
  [
    '5A Science\nOur festivals\nWrite about one festival\nGood',
    science({ topic: 'Our festivals', homework: 'Write about one festival', understanding: 'good' }),
  ],
  [
    '5A Science\nOur festivals\nFestival on Friday\nGood',
    science({ topic: 'Our festivals', understanding: 'good', note: 'Festival on Friday' }),
  ],
]);

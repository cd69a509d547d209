import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UnderstandInput } from './reading.ts';
import { readByRules } from './understand.ts';

// No word that says something is lost: a notice keeps its sentence, a lesson its small words.
const TODAY = '2026-12-08';
const TEACHER = { role: 'teacher' as const, classes: ['6A', '7A', '10B'], subjects: ['science', 'nepali'] };
const OFFICE = { role: 'admin' as const, classes: ['5A', '6A', '7A'] };

type Sender = Omit<UnderstandInput, 'id' | 'text' | 'today'>;

function read(sender: Sender, text: string): Record<string, unknown> {
  return { ...readByRules({ id: 'x', text, today: TODAY, ...sender }) };
}

const NOTICES: [text: string, own: string][] = [
  ['Notice: please send the fee card back', 'please send the fee card back'],
  ['Notice to class 6A: please send a lunch box', 'please send a lunch box'],
  ['Notice to class 6A please send a lunch box', 'please send a lunch box'],
  ['please send class 6A pupils by bus tomorrow', 'please send class 6A pupils by bus tomorrow'],
  ['Notice: all students must wear a tie', 'all students must wear a tie'],
  ['Notice all students must wear a tie', 'all students must wear a tie'],
  ['suchana sabai abhibhawak le bhela ma aunu hola', 'sabai abhibhawak le bhela ma aunu hola'],
  ['Notice to all parents the school will open at 9', 'the school will open at 9'],
  ['Urgent notice: all students will be sent home at 1', 'all students will be sent home at 1'],
  ['Notice: parents please come at 10 am', 'parents please come at 10 am'],
  ['Announcement: In class 6A the exam begins on Sunday', 'In class 6A the exam begins on Sunday'],
  ['Notice: to all parents, please come at 10', 'please come at 10'],
  ['tell all parents that the school closes at 2', 'the school closes at 2'],
  ['send message to all: the fee is due on Sunday', 'the fee is due on Sunday'],
  ['सूचना: कृपया फी कार्ड पठाइदिनुहोला', 'कृपया फी कार्ड पठाइदिनुहोला'],
  ['सूचना: सबै विद्यार्थीले टाई लगाउनुहोला', 'सबै विद्यार्थीले टाई लगाउनुहोला'],
  ['सूचना: सम्पूर्ण अभिभावकलाई भेलामा आउनुहोला', 'भेलामा आउनुहोला'],
  ['suchana: kripaya fee card pathaidinu hola', 'kripaya fee card pathaidinu hola'],
  ['suchana: sabai bachcha le raincoat lyaunu hola', 'sabai bachcha le raincoat lyaunu hola'],
];
for (const [text, own] of NOTICES) {
  for (const sender of [TEACHER, OFFICE]) {
    test(`a notice of the ${sender.role} keeps its sentence: ${JSON.stringify(text)}`, () => {
      const got = read(sender, text);
      assert.deepEqual([got['intent'], got['text']], ['announcement', own]);
    });
  }
}

test('a notice to all pupils of the school is for the school, so a teacher is asked', () => {
  const got = read(TEACHER, 'Notice to all students of the school: models must be registered by Friday');
  assert.deepEqual(
    [got['ask'], got['scope'], got['text']],
    ['confirm', 'school', 'models must be registered by Friday'],
  );
});

const UPDATES: [text: string, updates: Record<string, unknown>[]][] = [
  ['7A bigyan: tara, hw panna 3', [{ subject: 'science', topic: 'tara', homework: 'panna 3' }]],
  [
    '7A bigyan: tara ra graha, hw panna 3',
    [{ subject: 'science', topic: 'tara ra graha', homework: 'panna 3' }],
  ],
  [
    '7A bigyan: nadi ko pani, hw panna 3',
    [{ subject: 'science', topic: 'nadi ko pani', homework: 'panna 3' }],
  ],
  [
    '7A bigyan: hawa ra pani\nhw panna 3',
    [{ subject: 'science', topic: 'hawa ra pani', homework: 'panna 3' }],
  ],
  ['7A नेपाली: कथा भन्ने, गृहकार्य पृष्ठ १६', [{ subject: 'nepali', topic: 'कथा भन्ने', homework: 'पृष्ठ १६' }]],
  ['6A english: then and than, hw p 3', [{ subject: 'english', topic: 'then and than', homework: 'p 3' }]],
  ['6A english: for and since, hw p 3', [{ subject: 'english', topic: 'for and since', homework: 'p 3' }]],
  ['6A nepali: ma ra timi, hw p 3', [{ subject: 'nepali', topic: 'ma ra timi', homework: 'p 3' }]],
  ['6A नेपाली: तर र अनि, hw p 3', [{ subject: 'nepali', topic: 'तर र अनि', homework: 'p 3' }]],
  ['6A नेपाली: ले र लाई को प्रयोग, hw p 3', [{ subject: 'nepali', topic: 'ले र लाई को प्रयोग', homework: 'p 3' }]],
  [
    '6A math: sets – union / intersection, hw p 3',
    [{ subject: 'mathematics', topic: 'sets – union / intersection', homework: 'p 3' }],
  ],
  [
    '7A computer: MS Excel – formulas & functions',
    [{ subject: 'computer', topic: 'MS Excel – formulas & functions' }],
  ],
  [
    '7A math: LCM. HW: Ex. A & B pg 71',
    [{ subject: 'mathematics', topic: 'LCM', homework: 'Ex. A & B pg 71' }],
  ],
  [
    '7A math: Ch. 4 algebra. HW: Q. 2 and no. 3',
    [{ subject: 'mathematics', topic: 'Ch. 4 algebra', homework: 'Q. 2 and no. 3' }],
  ],
  [
    '7A math: LCM. Do ex. Bring copy.',
    [{ subject: 'mathematics', topic: 'LCM', homework: 'Do ex', note: 'Bring copy' }],
  ],
  [
    "Today's science class in 10B was on heredity. HW page 4",
    [{ subject: 'science', topic: 'heredity', homework: 'page 4' }],
  ],
  [
    '7A math: decimals, hw page 12 q3, went well',
    [{ subject: 'mathematics', topic: 'decimals', homework: 'page 12 q3', understanding: 'good' }],
  ],
  [
    '7A nepali: katha, hw 2 choti lekhnu\nmath 1-50 counting, hw pg 30',
    [
      { subject: 'nepali', topic: 'katha', homework: '2 choti lekhnu' },
      { subject: 'mathematics', topic: '1-50 counting', homework: 'pg 30' },
    ],
  ],
];
for (const [text, updates] of UPDATES) {
  test(`an update keeps its words: ${JSON.stringify(text)}`, () => {
    const got = read(TEACHER, text);
    assert.deepEqual([got['ask'], got['updates']], [null, updates]);
  });
}

for (const text of [
  '6A english: and, or, but. hw p 3',
  '6A english: this / that, hw p 3',
  '6A science: plants. HW: write about a holiday on Saturday. Hand in on Monday.',
])
  test(`a word or a day that found no place is asked about: ${JSON.stringify(text)}`, () => {
    assert.equal(read(TEACHER, text)['ask'], 'confirm');
  });

const FINISHED: string[] = [
  '6A science ma magnet parhayo, hw p 12 bholi samma lyaunu parcha',
  '6A science aaja magnet sakkiyo, hw p 12 lekhne ani 15 gate bujhaunu parne',
  '6A science aja magnet siddhyayo, gharkaam p 12, bholi jamma garnu parxa',
  '७क विज्ञान: आज चुम्बक सकियो। गृहकार्य पृष्ठ १२, भोलि बुझाउनु पर्छ',
  '6A science: magnet padhayau, hw p 12',
  'Class: 6A\nSubject: Science\nTopic: Magnets\nHomework: Write ten sentences\nUnderstanding: Good (12)',
  '७क विज्ञान। पाठ: चुम्बक। गृहकार्य: पृष्ठ १२। बुझाइ: राम्रो (२)',
];
for (const text of FINISHED) {
  test(`what says that it is done or due is no lost word: ${JSON.stringify(text)}`, () => {
    assert.equal(read({ ...TEACHER, classes: ['6A', '7A'] }, text).ask, null);
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADMIN, attendance, check, notice, TEACHER, TODAY } from '#test/support/check-kinds.ts';
import { readByRules } from './understand.ts';

// Notices that may be meant for others than they would go to, or as something else, and rolls that may not be rolls.
const asks = (title: string, sender: typeof TEACHER | typeof ADMIN, texts: string[]) => {
  for (const text of texts)
    test(`${title}: ${JSON.stringify(text)}`, () => {
      const got = readByRules({ id: 'x', text, today: TODAY, ...sender });
      assert.ok(
        got.ask !== null || !['announcement', 'attendance'].includes(got.intent),
        JSON.stringify(got),
      );
    });
};

asks('whom it is for, left in the text', TEACHER, [
  'Notice about 6B / Zubin ko guardian lai message: lab fee baki cha',
  'suchana - Zubin ko aama lai khabar: bholi school aunu hola',
  "msg 2 Zubin's mum: pls come 2 school tmrw at 10",
  'Notice on 7B parents of Zubin: meeting at 10 tomorrow',
  'सूचना – जुबिनको आमालाई खबर: भोलि विद्यालय आउनुहोला',
  'notice Zubin ko buwa, 5A: fee tirnu hola',
]);
asks('nothing says that it is a notice', TEACHER, [
  '4 dhilo pugyo, 12 ra 20 le bida liyeka chan.',
  '5A / revision ch 1 to 3 / aaitabar unit test',
  '५क / पाठ ३ दोहोर्‍याउने / आइतबार परीक्षा',
  'Zubin ko ghar ma: bholi exam cha, dhyan dinus',
  'ch 4 ko test parsi, dress chaidaina',
  'lesson 5 exam on Sunday, dress not needed',
]);
asks('a grade among the rolls', TEACHER, [
  '9 ko hajiri: 8, 15 anupasthit',
  '7 ma 3 ra 9 aayenan',
  '९ को हाजिरी: ८, १५ अनुपस्थित',
  '8 ko gayal 4, 11',
  '७ मा ३ र ९ आएनन्',
  '9 ko 2 ra 5 absent',
]);

check('notices that say whom they are for', TEACHER, [
  [
    'Notice 4 5A: pls return library books',
    notice({ scope: 'class', class: '5A', text: 'pls return library books' }),
  ],
  [
    'msg 2 all parents of 5A: fee counter is open',
    notice({ scope: 'class', class: '5A', text: 'fee counter is open' }),
  ],
  [
    '5A ka abhibhawak lai suchana: bholi bhela cha',
    notice({ scope: 'class', class: '5A', text: 'bholi bhela cha' }),
  ],
  [
    'Notice: bring this on Friday: glue',
    notice({ scope: 'class', class: '5A', text: 'bring this on Friday: glue' }),
  ],
]);
check('rolls', TEACHER, [
  ['5A ma 1 ra 2 aayenan', attendance({ absent: [1, 2] })],
  ['1 ra 2 aayenan', attendance({ absent: [1, 2] })],
  ['Bibek absent hoina, late ho', attendance({ late: [1] })],
]);
check('of the office', ADMIN, [
  [
    'Notice: parents are requested to note: the gate opens at 9',
    notice({ scope: 'school', text: 'parents are requested to note: the gate opens at 9' }),
  ],
]);

// Behind a colon a family is written to by name and kinship; a word with "ko", or a pupil who is told of, is none.
for (const text of [
  'सूचना ६ क: पुस्तकालयको नयाँ कार्ड तयार छ',
  'suchana 6A: library ko card tayar cha',
  'Notice 6A: Maya won the quiz',
  'notice 6A\nroll 5 has lost a bottle',
])
  test(`for the whole class: ${JSON.stringify(text)}`, () => {
    const got = readByRules({ id: 'x', text, role: 'admin', classes: ['6A', '7B'], today: '2026-11-23' });
    assert.equal(got.intent, 'announcement');
    assert.equal('scope' in got && got.scope, 'class');
  });

for (const [text, said] of [
  ['suchana hai - bholi dekhi bus 10 minute chito aaucha', 'bholi dekhi bus 10 minute chito aaucha'],
  ['सूचना है: भोलिदेखि बस १५ मिनेट छिटो आउँछ', 'भोलिदेखि बस १५ मिनेट छिटो आउँछ'],
  [
    'suchana: bholi blood test cha, khali pet ma napathaunu hola',
    'bholi blood test cha, khali pet ma napathaunu hola',
  ],
] as const)
  test(`a notice without hurry: ${JSON.stringify(text)}`, () => {
    const got = readByRules({ id: 'x', text, today: TODAY, ...ADMIN });
    assert.ok(got.intent === 'announcement', JSON.stringify(got));
    assert.deepEqual([got.text, got.urgent], [said, false]);
  });

for (const text of ['van ko chabi kosanga cha', 'yo bag kasko ho', 'रजिस्टर कोसँग छ'])
  test(`asked among colleagues: ${JSON.stringify(text)}`, () => {
    const got = readByRules({ id: 'x', text, today: TODAY, ...ADMIN });
    assert.equal(got.intent, 'unknown');
  });

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DailyUpdate, UnderstandInput, Update } from './reading.ts';
import { readByRules } from './understand.ts';

// What the ending of a verb says about the slot of its clause, and what is asked about where nothing says it. Monday.
const TEACHER: Omit<UnderstandInput, 'id' | 'text'> = {
  role: 'teacher',
  classes: ['5A'],
  subjects: ['science'],
  today: '2026-11-23',
};

function read(text: string): DailyUpdate {
  const reading = readByRules({ id: 'x', text, ...TEACHER });
  assert.equal(reading.intent, 'daily_update', JSON.stringify(reading));
  return reading as unknown as DailyUpdate;
}

function check(title: string, rows: [text: string, expected: Partial<Update>][]): void {
  for (const [text, expected] of rows)
    test(`${title}: ${JSON.stringify(text)}`, () => {
      const { ask, updates } = read(text);
      assert.deepEqual([ask, updates], [null, [{ subject: 'science', ...expected }]]);
    });
}

check('how it was is told beside the lesson, whatever verb says it', [
  [
    'taap padhaye, hw p 12, ghanti chhoto thiyo',
    { topic: 'taap', homework: 'p 12', note: 'ghanti chhoto thiyo' },
  ],
  [
    'Topic: taap. HW: p 12, euta samuha le sakena',
    { topic: 'taap', homework: 'p 12', note: 'euta samuha le sakena' },
  ],
  [
    'ताप पढाइयो। गृहकार्य: पाना १२, घण्टी छोटो थियो',
    { topic: 'ताप', homework: 'पाना १२', note: 'घण्टी छोटो थियो' },
  ],
  [
    'taap padhaye. hw p 12. aaja batti gayeko thiyena',
    { topic: 'taap', homework: 'p 12', note: 'aaja batti gayeko thiyena' },
  ],
]);

check('what happened beside the lesson is no second topic', [
  [
    'taap padhaye, hw p 12, baato ma jam bhayo',
    { topic: 'taap', homework: 'p 12', note: 'baato ma jam bhayo' },
  ],
  ['taap padhaye. taap ko revision bhayo', { topic: 'taap taap ko revision' }],
]);

check('what the pupils did beside it is a note, and what they learnt is not', [
  [
    'heat was taught, hw p 12, the kids were tired',
    { topic: 'heat', homework: 'p 12', note: 'the kids were tired' },
  ],
  ['Students learned heat. hw p 12', { topic: 'heat', homework: 'p 12' }],
  [
    'taap padhaye, hw p 12, bachha haru khub hase',
    { topic: 'taap', homework: 'p 12', note: 'bachha haru khub hase' },
  ],
]);

check('what guardians are asked is no homework', [
  [
    'taap padhaye, hw p 12, thermometer kinnu hola',
    { topic: 'taap', homework: 'p 12', note: 'thermometer kinnu hola' },
  ],
  [
    'taap padhaye, hw p 12, sabera padhna lagaunuhola',
    { topic: 'taap', homework: 'p 12', note: 'sabera padhna lagaunuhola' },
  ],
]);

check('a clause without a mark begins behind the verb before it', [
  [
    'taap padhaye hw taalika lekhne garo lagyo',
    { topic: 'taap', homework: 'taalika lekhne', understanding: 'weak' },
  ],
  [
    'taap padhaye hw taalika lekhne pustak pani pugena',
    { topic: 'taap', homework: 'taalika lekhne', note: 'pustak pani pugena' },
  ],
]);

check('what pupils must do is homework, and when they hand it in its day', [
  [
    'We did heat. They must draw a thermometer and bring it on Friday',
    { topic: 'heat', homework: 'draw a thermometer', due: '2026-11-27' },
  ],
  [
    'Heat. HW: draw a thermometer. Kindly submit it by Friday.',
    { topic: 'Heat', homework: 'draw a thermometer', due: '2026-11-27' },
  ],
  [
    'Heat. Redraw the figure neatly at home.',
    { topic: 'Heat', homework: 'Redraw the figure neatly at home' },
  ],
]);

check('a range of letters ends a sentence, and a condition closes no topic', [
  [
    'Science: Heat. Memorise A to E. Test on Friday.',
    { topic: 'Heat', homework: 'Memorise A to E', note: 'Test on Friday' },
  ],
  [
    'taap padhaye. hw p 12. copy harayo bhane kinidinu hola',
    { topic: 'taap', homework: 'p 12', note: 'copy harayo bhane kinidinu hola' },
  ],
  [
    'taap padhaye. taalika lekhne. chito lekhne lai puraskar cha',
    { topic: 'taap', homework: 'taalika lekhne', note: 'chito lekhne lai puraskar cha' },
  ],
]);

check('short words of a list are kept', [
  ['heat words hot, ice, in. hw p 12', { topic: 'heat words hot, ice, in', homework: 'p 12' }],
  ['heat words (bat, mat, hot). hw p 12', { topic: 'heat words (bat, mat, hot)', homework: 'p 12' }],
]);

for (const text of [
  // A note that tells nothing known, work in a note, a day alone, a label that is none.
  'Heat. HW p 12. Mirror and the lamp',
  'Science: heat. the rest of it in copy',
  'Heat. hw p 12. tomorrow sharp',
  'Science: Heat. a figure with labels, thursday',
  'Heat. hw p 12. the lab, gadget: magnet',
  // By when, without its day; told, and set by nothing; a topic of the frame.
  'taap padhaye, hw p 12 munday-ish samma',
  'Topic: kids',
  'taap padhaye. hw',
])
  test(`what no rule had a reason to put there is asked about: ${JSON.stringify(text)}`, () => {
    assert.notEqual(read(text).ask, null);
  });

test('a subject named twice is one update where its slots do not clash', () => {
  const { updates } = read('Science and maths no hw today. Science: heat. Maths: angles');
  assert.deepEqual(updates, [
    { subject: 'science', topic: 'heat', homework: 'no hw' },
    { subject: 'mathematics', topic: 'angles', homework: 'no hw' },
  ]);
});

test('a notice with a label of homework is asked about', () => {
  const reading = readByRules({
    id: 'x',
    text: 'Soochana: 5A ma taap sakiyo. Grihakarya p 12',
    ...TEACHER,
  });
  assert.ok(reading.intent === 'daily_update' || reading.ask === 'confirm', JSON.stringify(reading));
});

import { check } from '#test/support/check-kinds.ts';

// What stands beside the lesson: promises and requests, homework that its label closes, a heading behind. Monday.
const TEACHER = {
  role: 'teacher' as const,
  classes: ['6A', '6B', '8A'],
  subjects: ['science', 'mathematics'],
};

const update = (name: string, slots: object) => ({
  intent: 'daily_update',
  class: name,
  updates: [{ subject: 'science', ...slots }],
});

check('what the teacher will do, and what parents are asked, is a note', TEACHER, [
  [
    '6A science: sound was taught. most of them struggled so I will take it again',
    update('6A', { topic: 'sound', understanding: 'weak', note: 'I will take it again' }),
  ],
  [
    '6A science: dhwani padhaye, kamjor chan, pheri dohoryaunu parcha',
    update('6A', { topic: 'dhwani', understanding: 'weak', note: 'pheri dohoryaunu parcha' }),
  ],
  ['६ क विज्ञान: ध्वनि पढाइयो, फेरि पढाउँछु', update('6A', { topic: 'ध्वनि', note: 'फेरि पढाउँछु' })],
  [
    'hw page 40, kehi le copy lyaenan. 6A science',
    update('6A', { homework: 'page 40', note: 'kehi le copy lyaenan' }),
  ],
  ['६ क विज्ञान: भोलि रङ ल्याउनुहोला, ध्वनि पढाइयो', update('6A', { topic: 'ध्वनि', note: 'भोलि रङ ल्याउनुहोला' })],
  [
    '6A science: kindly see the diary. We did sound today',
    update('6A', { topic: 'sound', note: 'kindly see the diary' }),
  ],
]);

check('homework whose label stands behind it, in any words', TEACHER, [
  [
    '6A science: sound done. make a chart, thats the hw',
    update('6A', { topic: 'sound', homework: 'make a chart' }),
  ],
  [
    '6A science: sound done. page 45 is the homework by Friday',
    update('6A', { topic: 'sound', homework: 'page 45', due: '2026-11-27' }),
  ],
  [
    '6A science: bholi samma chitra banaune (hw)',
    update('6A', { homework: 'chitra banaune', due: '2026-11-24' }),
  ],
  [
    '६ क विज्ञान: ध्वनि पढाइयो। कानको चित्र घरमा बनाउनु गृहकार्य हो।',
    update('6A', { topic: 'ध्वनि', homework: 'कानको चित्र घरमा बनाउनु' }),
  ],
  [
    '6A science: sound done. At home read page 45 twice for tomorrow',
    update('6A', { topic: 'sound', homework: 'read page 45 twice', due: '2026-11-24' }),
  ],
  [
    "6A science: sound was discussed. I didn't give any homework today",
    update('6A', { topic: 'sound', homework: "didn't give any homework today" }),
  ],
]);

check('a heading behind what is said', TEACHER, [
  ['sound was taught. hw page 4 (6B science)', update('6B', { topic: 'sound', homework: 'page 4' })],
  [
    'learn 5 words by tomorrow, thats the hw for 6B science. we did sound',
    update('6B', { topic: 'sound', homework: 'learn 5 words', due: '2026-11-24' }),
  ],
  ['ध्वनि पढाइयो, गृहकार्य छैन\n६ ख विज्ञान', update('6B', { topic: 'ध्वनि', homework: 'गृहकार्य छैन' })],
]);

check('nothing said of the lesson is dropped', TEACHER, [
  [
    'नमस्ते। ६ क विज्ञान: विद्यार्थीले राम्रोसँग बुझे। फेरि पढाउँछु',
    update('6A', { understanding: 'good', note: 'फेरि पढाउँछु' }),
  ],
  [
    'Students learned about lesson 5\nhw page 4\n6A science',
    update('6A', { topic: 'lesson 5', homework: 'page 4' }),
  ],
  [
    '6A science: sound (ear, drum, pitch) - hw page 4',
    update('6A', { topic: 'sound (ear, drum, pitch)', homework: 'page 4' }),
  ],
  [
    '६ क विज्ञान: पाठ ३ पढेर आउने गृहकार्य, आइतबार बुझाउने',
    update('6A', { homework: 'पाठ ३ पढेर आउने', due: '2026-11-29' }),
  ],
]);

check('a slot that holds a clause of another kind is asked about', TEACHER, [
  [
    '6A science: sound. hw page 4 they have to bring a drum',
    { ...update('6A', { topic: 'sound', homework: 'page 4 they have to bring a drum' }), ask: 'confirm' },
  ],
]);

import { ADMIN, ALL, check, notice, science, TEACHER, update } from '#test/support/check-kinds.ts';

// What a careful reader keeps at the edges of a slot, and what only leads to it. Monday, 2083-08-07.
const nepali = (slots: object) => update({ subject: 'nepali', ...slots });
const english = (slots: object) => update({ subject: 'english', ...slots });
const maths = (slots: object) => update({ subject: 'mathematics', ...slots });
const music = (slots: object) => update({ subject: 'music', ...slots });
const drawing = (slots: object) => update({ subject: 'drawing', ...slots });

check('letters and notes in a row, the first and last of which join elsewhere', ALL, [
  ['5A nepali: त थ द ध', nepali({ topic: 'त थ द ध' })],
  ['5A nepali ma ta tha da sikayo, hw ek page', nepali({ topic: 'ta tha da', homework: 'ek page' })],
  ['5A music ma sa re ga ma sikaiyo', music({ topic: 'sa re ga ma' })],
  ['५क नेपाली: प फ ब भ म लेख्न सिकायौँ', nepali({ topic: 'प फ ब भ म लेख्न' })],
  ['5A science ma aaja tatwa padhayo', science({ topic: 'tatwa' })],
]);

check('verbs of the past at the end of a lesson', ALL, [
  ['5A english rhyme Humpty Dumpty gayo, hw p 5', english({ topic: 'rhyme Humpty Dumpty', homework: 'p 5' })],
  ['5A music ma euta lokgeet gayem', music({ topic: 'euta lokgeet' })],
  [
    '5A maths ma 1 dekhi 40 samma ginti garyo, hw p 3',
    maths({ topic: '1 dekhi 40 samma ginti', homework: 'p 3' }),
  ],
  ['5A nepali ma cha dekhi nya samma padhyou', nepali({ topic: 'cha dekhi nya samma' })],
  ['5A drawing ma rukh ko chitra banako, hw nil', drawing({ topic: 'rukh ko chitra', homework: 'nil' })],
  ['5A music ma madal ko parichaya diye', music({ topic: 'madal ko parichaya' })],
  // Colours are put on, and the verb is what was done.
  ['5A drawing ma phool ma rang bharyo', drawing({ topic: 'phool ma rang bharyo' })],
]);

check('a noun of doing stays when its verb goes', ALL, [
  [
    '5A nepali: निबन्ध लेख्ने अभ्यास गराइयो। गृहकार्य छैन',
    nepali({ topic: 'निबन्ध लेख्ने अभ्यास', homework: 'गृहकार्य छैन' }),
  ],
  ['५क सामाजिक: बालअधिकारबारे छलफल गरियो', update({ subject: 'social', topic: 'बालअधिकारबारे छलफल' })],
  ['५क नेपाली: गजलको व्याख्या गरियो', nepali({ topic: 'गजलको व्याख्या' })],
  ['5A maths ma bhag ko abhyas garyau, hw p 3', maths({ topic: 'bhag ko abhyas', homework: 'p 3' })],
  ['5A science: heat ko barema chalfal gariyo', science({ topic: 'heat' })],
]);

check('that a lesson went on, or was gone over again, is told of it', TEACHER, [
  ['5A science: magnets continued. HW page 9', science({ topic: 'magnets continued', homework: 'page 9' })],
  [
    'Today we revised the skeletal system. HW page 9',
    science({ topic: 'revised the skeletal system', homework: 'page 9' }),
  ],
]);

check('words that join elsewhere and are the lesson here', ALL, [
  [
    '5A maths: addition with carry over, hw p 3',
    maths({ topic: 'addition with carry over', homework: 'p 3' }),
  ],
  ['5A dance: parents day ko dance', update({ subject: 'dance', topic: 'parents day ko dance' })],
  ['5A computer: for loop, hw p 3', update({ subject: 'computer', topic: 'for loop', homework: 'p 3' })],
  [
    '५क नेपाली: कविता "माटोको दियो", गृहकार्य पृष्ठ ५',
    nepali({ topic: 'कविता "माटोको दियो"', homework: 'पृष्ठ ५' }),
  ],
  ['5A science रेडियो र भिडियो', science({ topic: 'रेडियो र भिडियो' })],
]);

check('what only leads to the name of a lesson', ALL, [
  ['5A english. Story: The Lost Kite. HW: p 5', english({ topic: 'The Lost Kite', homework: 'p 5' })],
  ['5A had a quiz on plants in science. HW p 5', science({ topic: 'quiz on plants', homework: 'p 5' })],
  [
    '५क सामाजिक, पाठ हाम्रो छिमेक, गृहकार्य पृष्ठ ५',
    update({ subject: 'social', topic: 'हाम्रो छिमेक', homework: 'पृष्ठ ५' }),
  ],
  ['५क सामाजिक, पाठ तीन, गृहकार्य पृष्ठ ५', update({ subject: 'social', topic: 'पाठ तीन', homework: 'पृष्ठ ५' })],
]);

check('what is said of homework and is not the work', TEACHER, [
  [
    '5A science: heat. HW write a poem and submit to me by monday',
    science({ topic: 'heat', homework: 'write a poem', due: '2026-11-30' }),
  ],
  [
    '5A science: heat. For homework please write five sources',
    science({ topic: 'heat', homework: 'write five sources' }),
  ],
  ['5A science: heat. No homework given.', science({ topic: 'heat', homework: 'No homework given' })],
  [
    '5A science: heat. Gharko kaam ma 5 ota prashna lekhnu parnechha.',
    science({ topic: 'heat', homework: '5 ota prashna lekhnu' }),
  ],
  ['५क विज्ञान: ताप। गृहकार्यमा पाँच स्रोत लेख्ने भनिएको छ', science({ topic: 'ताप', homework: 'पाँच स्रोत लेख्ने' })],
  ['५क विज्ञान: ताप। घरमा गर्ने काम: पृष्ठ ५', science({ topic: 'ताप', homework: 'पृष्ठ ५' })],
]);

check('friendly words at the end of a note, and the same said twice', TEACHER, [
  [
    '5A science: heat. Bholi euta balti pathaidinu hai',
    science({ topic: 'heat', note: 'Bholi euta balti pathaidinu hai' }),
  ],
  [
    '5A science: heat. Poor understanding, needs more practice. HW page 9',
    science({ topic: 'heat', homework: 'page 9', understanding: 'weak' }),
  ],
]);

const all = (text: string, more = {}) => notice({ scope: 'school', text, ...more });
check('whom a notice is for, and whose thing it speaks of', ADMIN, [
  ['tell everyone that all vans are late', all('all vans are late')],
  [
    'suchana 6B ko class teacher aaja birami hunuhuncha',
    notice({ scope: 'class', class: '6B', text: '6B ko class teacher aaja birami hunuhuncha' }),
  ],
  ['Notice: bachha ko jutta saaf garera pathaunu hola', all('bachha ko jutta saaf garera pathaunu hola')],
  [
    'Notice LKG ko bachha haru lai bholi topi lagayera pathaunu hola',
    notice({ scope: 'class', class: 'LKGA', text: 'bholi topi lagayera pathaunu hola' }),
  ],
  [
    'suchana 8A ko lagi bholi naap lina darji aaucha',
    notice({ scope: 'class', class: '8A', text: 'bholi naap lina darji aaucha' }),
  ],
  [
    'Notice // class 5 sabai section // bholi khaja lyaunu hola',
    notice({ scope: 'grade', grade: 5, text: 'bholi khaja lyaunu hola' }),
  ],
  [
    'Kindly inform the parents of 8A that all forms are due on Sunday.',
    notice({ scope: 'class', class: '8A', text: 'all forms are due on Sunday.' }),
  ],
  [
    'URGENT ⚠️ bus no 2 bato ma bigriyo, aaja dhilo huncha',
    all('bus no 2 bato ma bigriyo, aaja dhilo huncha', { urgent: true }),
  ],
]);

const direct = (roll: number, text: string) => ({ intent: 'direct', class: '5A', roll, text });
check('whom a message is for', TEACHER, [
  ['To guardian of roll 5, 5A - she left her bag in the bus', direct(5, 'she left her bag in the bus')],
  ["tell Sabina's mum in 5A that she has a cold", direct(4, 'she has a cold')],
  ["tell Anil's father to come on Friday", direct(7, 'come on Friday')],
  ['roll 4 ko buwa lai bhandinus class ma runchha', direct(4, 'class ma runchha')],
]);

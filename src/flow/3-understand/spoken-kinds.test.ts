import { attendance, check, GUARDIAN, science, TEACHER, update } from '#test/support/check-kinds.ts';

// Ways of saying and of typing: given homework with its day, rolls, greetings, what families choose. Monday, 2083-08-07.
check('homework that was given, with its day', TEACHER, [
  [
    '५क ध्वनिका दस नियम लेख्ने गृहकार्य दिइएको छ आइतबारसम्म बुझाउने',
    science({ homework: 'ध्वनिका दस नियम लेख्ने', due: '2026-11-29' }),
  ],
  [
    '5A dhwani ko 10 niyam lekhne hw dieko cha aitabar bujhaune',
    science({ homework: 'dhwani ko 10 niyam lekhne', due: '2026-11-29' }),
  ],
  [
    '5A ten rules of sound homework given submit on Sunday',
    science({ homework: 'ten rules of sound', due: '2026-11-29' }),
  ],
  [
    '5A: sound. hw: make 10 sentences, bring them on Friday',
    science({ topic: 'sound', homework: 'make 10 sentences', due: '2026-11-27' }),
  ],
  [
    '5A: sound. hw: draw two maps, submit them on Friday',
    science({ topic: 'sound', homework: 'draw two maps', due: '2026-11-27' }),
  ],
  [
    '5A: sound. hw: two maps, hand them in on Friday',
    science({ topic: 'sound', homework: 'two maps', due: '2026-11-27' }),
  ],
]);
check('nothing to do, and what comes', TEACHER, [
  [
    '5A sound hw nil, friday hune quiz ko tayari garnu hola',
    science({ topic: 'sound', homework: 'nil', note: 'friday hune quiz ko tayari garnu hola' }),
  ],
  [
    '5A bigyan ma gharkaam chaina, friday hune quiz ko tayari garnu hola',
    science({ homework: 'gharkaam chaina', note: 'friday hune quiz ko tayari garnu hola' }),
  ],
  [
    '५क विज्ञानमा गृहकार्य छैन, शुक्रबार हुने प्रतियोगिताको तयारी गर्नुहोला',
    science({ homework: 'गृहकार्य छैन', note: 'शुक्रबार हुने प्रतियोगिताको तयारी गर्नुहोला' }),
  ],
  [
    'Class- 5A\nSub- Science\nTopic- Sound\nH/W- No\nNote- Bring your storybook on Friday',
    science({ topic: 'Sound', homework: 'No', note: 'Bring your storybook on Friday' }),
  ],
]);
check('rolls as they are said and typed', TEACHER, [
  ['सबिनाबाहेक सबै उपस्थित छन्', attendance({ absent: [4] })],
  ['विवेक र सबिनाबाहेक सबै उपस्थित छन्', attendance({ absent: [1, 4] })],
  ['आजको उपस्थिति : १ र २ अनुपस्थित', attendance({ absent: [1, 2] })],
  ['aajako upasthiti: 1 ra 2 anupasthit', attendance({ absent: [1, 2] })],
  ['Bibek n Maya came lait', attendance({ late: [1, 2] })],
  ['5A attendence: 3 abscent, 1 lait', attendance({ absent: [3], late: [1] })],
  ['Bibek is on leav', attendance({ leave: [1] })],
  ['Bibek bimar xa bida magya xa', attendance({ leave: [1] })],
]);
const bijay = {
  ...TEACHER,
  roster: {
    '5A': [
      { roll: 1, name: 'Bijay Rai', nameNe: 'विजय राई' },
      { roll: 2, name: 'Maya Gurung' },
    ],
  },
};
check('one name with and without its last vowel', bijay, [
  ['Bijaya ra Maya bida ma', attendance({ leave: [1, 2] })],
  ['Bijay absent', attendance({ absent: [1] })],
]);
check('greetings and what takes a message back', TEACHER, [
  ['namaste sir haru', { intent: 'greeting' }],
  ['नमस्कार मास्टर साब', { intent: 'greeting' }],
  ['Thank you sir for information', { intent: 'thanks' }],
  ['Please cancel my last message. It went to the wrong class.', { intent: 'cancel' }],
  ['no no, absent ko kura napathaune. cancel', { intent: 'cancel' }],
  ['hoina yo tala ko ho. undo', { intent: 'cancel' }],
]);
check('what families choose', GUARDIAN, [
  ['message Nepali and English dono ma chahiyo', { intent: 'set_language', language: 'both' }],
  ['homework ko msg ab na pathaunu sir', { intent: 'opt_out', topic: 'homework' }],
  ['गृहकार्यको सन्देश न पठाउनु', { intent: 'opt_out', topic: 'homework' }],
  ['namaste sir haru', { intent: 'greeting' }],
  ['Thanks for information', { intent: 'thanks' }],
]);
check('a language asked for as a question', GUARDIAN, [
  ['Hi, can I get these messages in English please?', { intent: 'set_language', language: 'en' }],
  ['Could you send these in Nepali please?', { intent: 'set_language', language: 'ne' }],
  ['k nepali ma message pauna sakincha?', { intent: 'set_language', language: 'ne' }],
  ['के सन्देश नेपालीमा पाउन सकिन्छ?', { intent: 'set_language', language: 'ne' }],
  ['Can we get both languages?', { intent: 'set_language', language: 'both' }],
  ['can you stop these messages?', { intent: 'opt_out', topic: 'all' }],
  ['could you send the english homework?', { intent: 'ask_homework', child: 'Anusha Rai' }],
  ['do you send messages in english?', { intent: 'reply', text: 'do you send messages in english?' }],
]);
const away = { intent: 'leave_request', child: 'Anusha Rai', from: '2026-11-24' };
check('not in school', GUARDIAN, [
  [
    "Anusha won't be in for 3 days from tomorrow, family trip",
    { ...away, to: '2026-11-26', reason: 'family trip' },
  ],
  ["Anusha won't be in tomorrow", { ...away, to: '2026-11-24' }],
  ['Anusha will not be in tomorrow, fever', { ...away, to: '2026-11-24', reason: 'fever' }],
]);

const drawing = (slots: object) => update({ subject: 'drawing', ...slots });
check('a thing to bring beside a lesson', { ...TEACHER, subjects: ['drawing'] }, [
  [
    '5A drawing: hill, bholi crayon lyaunu hola',
    drawing({ topic: 'hill', note: 'bholi crayon lyaunu hola' }),
  ],
  [
    '5A drawing: pahad, bholi rang pencil lyaunus',
    drawing({ topic: 'pahad', note: 'bholi rang pencil lyaunus' }),
  ],
  ['५क चित्रकला: पहाड, भोलि रङ ल्याउनुहोला', drawing({ topic: 'पहाड', note: 'भोलि रङ ल्याउनुहोला' })],
  [
    '5A drawing: hill, aitabar scale ra compass lyaunu',
    drawing({ topic: 'hill', note: 'aitabar scale ra compass lyaunu' }),
  ],
]);

import {
  CLASS_TEACHER,
  checkReadings,
  NEW_TEACHER,
  OFFICE,
  TEACHER,
  TODAY,
} from '#test/support/check-readings.ts';

// Kinds of answers to what was asked, and what is for families and what is not.

const ASKED_STUDENT_DIRECT = {
  awaiting: 'student' as const,
  draft: { intent: 'direct' as const, ask: 'student' as const, class: '6A', text: 'please come to school' },
};
const ASKED_STUDENT_ATTENDANCE = {
  awaiting: 'student' as const,
  draft: {
    intent: 'attendance' as const,
    ask: 'student' as const,
    class: '6A',
    date: '2026-12-08',
    absent: [3],
    unmatched: ['Rajan'],
  },
};
const ASKED_STUDENT_ATTENDANCE1 = {
  awaiting: 'student' as const,
  draft: {
    intent: 'attendance' as const,
    ask: 'student' as const,
    class: '6A',
    date: '2026-12-08',
    unmatched: ['Rajan'],
  },
};
const ASKED_CLASS_ATTENDANCE = {
  awaiting: 'class' as const,
  draft: {
    intent: 'attendance' as const,
    ask: 'class' as const,
    class: '6',
    date: '2026-12-08',
    absent: [4],
  },
};
const ASKED_STUDENT_DIRECT1 = {
  awaiting: 'student' as const,
  draft: { intent: 'direct' as const, ask: 'student' as const, class: '9A', text: 'please come to school' },
};
const ASKED_CLASS_ATTENDANCE1 = {
  awaiting: 'class' as const,
  draft: { intent: 'attendance' as const, ask: 'class' as const, date: '2026-12-08', absent: [4] },
};
const ASKED_CONFIRM_ANNOUNCEMENT = {
  awaiting: 'confirm' as const,
  draft: {
    intent: 'announcement' as const,
    ask: 'confirm' as const,
    scope: 'school' as const,
    text: 'x',
    urgent: false,
  },
};

const present = (slots: object) => ({ intent: 'attendance', class: '6A', date: TODAY, ...slots });

checkReadings('an answer', TEACHER, [
  [
    'roll no 14',
    { intent: 'direct', class: '6A', text: 'please come to school', roll: 14 },
    ASKED_STUDENT_DIRECT,
  ],
  [
    'roll number 14 ho',
    { intent: 'direct', class: '6A', text: 'please come to school', roll: 14 },
    ASKED_STUDENT_DIRECT,
  ],
  ['the one with roll no 19', present({ absent: [3, 19] }), ASKED_STUDENT_ATTENDANCE],
  ['Rajan Shahi', present({ absent: [19] }), ASKED_STUDENT_ATTENDANCE1],
  ['R.N. 18', present({ absent: [18] }), ASKED_STUDENT_ATTENDANCE1],
  ['रोल नम्बर १८', present({ absent: [18] }), ASKED_STUDENT_ATTENDANCE1],
  ['shahi wala', present({ absent: [19] }), ASKED_STUDENT_ATTENDANCE1],
  ['B', present({ class: '6B', absent: [4] }), ASKED_CLASS_ATTENDANCE],
  ['section B ho', present({ class: '6B', absent: [4] }), ASKED_CLASS_ATTENDANCE],
  ['kha', present({ class: '6B', absent: [4] }), ASKED_CLASS_ATTENDANCE],
  ['6 kha ko', present({ class: '6B', absent: [4] }), ASKED_CLASS_ATTENDANCE],
]);

checkReadings('an answer', NEW_TEACHER, [
  [
    'roll 33',
    { intent: 'direct', class: '9A', text: 'please come to school', roll: 33 },
    ASKED_STUDENT_DIRECT1,
  ],
]);

checkReadings('an answer', OFFICE, [['8', present({ absent: [4], class: '8A' }), ASKED_CLASS_ATTENDANCE1]]);

checkReadings('an answer', CLASS_TEACHER, [
  ['napathau hai ahile', { intent: 'cancel' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['ahile napathaunus', { intent: 'cancel' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['not yet', { intent: 'cancel' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['yes go ahead and send', { intent: 'confirm' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['huncha sir pathaidinus', { intent: 'confirm' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['अहिले नपठाउनुहोस् है', { intent: 'cancel' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['no no wait', { intent: 'cancel' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['pardaina aba', { intent: 'cancel' }, ASKED_CONFIRM_ANNOUNCEMENT],
]);

checkReadings('for families or not', OFFICE, [
  ['photocopy ko ink sakiyo, kinnu paryo', { intent: 'unknown' }],
  ['chalk sakiyo order garnu paryo', { intent: 'unknown' }],
]);

checkReadings('for families or not', CLASS_TEACHER, [
  ['marker sakiyo sir', { intent: 'unknown' }],
  ['staff room ko pankha bigriyo', { intent: 'unknown' }],
  ['ma bholi school aaudina, sancho chaina', { intent: 'unknown' }],
  [
    'Notice: bring one plant each on Friday',
    {
      intent: 'announcement',
      scope: 'class',
      class: '6A',
      text: 'bring one plant each on Friday',
      urgent: false,
    },
  ],
  [
    'अति जरुरी सूचना: हाम्रो कक्षाका एक विद्यार्थीलाई दादुरा देखिएकाले सबैले ध्यान दिनुहोला',
    {
      intent: 'announcement',
      scope: 'class',
      class: '6A',
      text: 'हाम्रो कक्षाका एक विद्यार्थीलाई दादुरा देखिएकाले सबैले ध्यान दिनुहोला',
      urgent: true,
    },
  ],
  [
    'Suchana: class ka ek jana bidyarthi lai dadura dekhieko le kapada safa rakhnu hola',
    {
      intent: 'announcement',
      scope: 'class',
      class: '6A',
      text: 'class ka ek jana bidyarthi lai dadura dekhieko le kapada safa rakhnu hola',
      urgent: false,
    },
  ],
  [
    'Notice: kakshya ko 2 jana lai khatira aayeko cha, sabai le dhyan dinu hola',
    {
      intent: 'announcement',
      scope: 'class',
      class: '6A',
      text: 'kakshya ko 2 jana lai khatira aayeko cha, sabai le dhyan dinu hola',
      urgent: false,
    },
  ],
  [
    "Tell Dawa's parents to meet me tomorrow",
    { intent: 'direct', class: '6A', roll: 3, text: 'meet me tomorrow' },
  ],
  [
    'Elina ko aama lai bhanidinus copy kinidinu hola',
    { intent: 'direct', class: '6A', roll: 5, text: 'copy kinidinu hola' },
  ],
  [
    'roll 12 ko ghar ma khabar: bholi test cha',
    { intent: 'direct', class: '6A', roll: 12, text: 'bholi test cha' },
  ],
  [
    'Rajan ko buwa lai: bholi school aaidinu hola',
    { intent: 'direct', ask: 'student', class: '6A', text: 'bholi school aaidinu hola' },
  ],
  [
    'एलिनाकी आमालाई भनिदिनुहोस् भोलि विद्यालय आउनुहोला',
    { intent: 'direct', class: '6A', roll: 5, text: 'भोलि विद्यालय आउनुहोला' },
  ],
  [
    "message for Dawa's mother - he forgot his tiffin",
    { intent: 'direct', class: '6A', roll: 3, text: 'he forgot his tiffin' },
  ],
  ['kasle kasle padhyo mero message?', { intent: 'status' }],
  ['who has not seen my notice', { intent: 'status' }],
  ['aghi ko galti le gayo, hataidinus', { intent: 'cancel' }],
  ['undo last one please', { intent: 'cancel' }],
]);

checkReadings('an answer in other words', CLASS_TEACHER, [
  ['yes, whole school', { intent: 'confirm' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['ok thanks', { intent: 'confirm' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['ho sabailai pathaunus', { intent: 'confirm' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['no thanks', { intent: 'cancel' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['rokera rakhnus', { intent: 'cancel' }, ASKED_CONFIRM_ANNOUNCEMENT],
  ['पठाउनुपर्दैन', { intent: 'cancel' }, ASKED_CONFIRM_ANNOUNCEMENT],
]);

checkReadings('an answer in other words', TEACHER, [
  ['karki wala rajan', present({ absent: [3, 18] }), ASKED_STUDENT_ATTENDANCE],
  ['18 no.', present({ absent: [3, 18] }), ASKED_STUDENT_ATTENDANCE],
  ['Roll number is 18', present({ absent: [3, 18] }), ASKED_STUDENT_ATTENDANCE],
  ['roll no 45', present({ ask: 'student', absent: [3] }), ASKED_STUDENT_ATTENDANCE],
]);

checkReadings('for whom', CLASS_TEACHER, [
  ['roll no 22', { intent: 'unknown' }],
  ['chalk sakiyo', { intent: 'unknown' }],
  ['चक सकियो', { intent: 'unknown' }],
  ['photocopy garne manche khoi', { intent: 'unknown' }],
  ['everyone is here', present({ allPresent: true })],
  ['roll 14 le ghar ma puja bhayera gayal', present({ absent: [14] })],
  ['rol nambar 5 bida leko', present({ leave: [5] })],
]);

checkReadings('for whom', OFFICE, [
  ['staff meeting kati baje ho', { intent: 'unknown' }],
  [
    'bidyarthi haru samaya ma upasthit hunu parne cha',
    {
      intent: 'announcement',
      scope: 'school',
      text: 'bidyarthi haru samaya ma upasthit hunu parne cha',
      urgent: false,
    },
  ],
]);

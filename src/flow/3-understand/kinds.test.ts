import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ADMIN,
  ALL,
  attendance,
  check,
  GUARDIAN,
  notice,
  type Row,
  science,
  TEACHER,
  TODAY,
  update,
} from '#test/support/check-kinds.ts';
import { readByRules } from './understand.ts';

// Kinds of misunderstanding that people of other hands caused; one table for each, with texts of our own.

check('the frame of a text is no topic', TEACHER, [
  [
    'apologies for the late update. today we did friction, hw q 1-3',
    science({ topic: 'friction', homework: 'q 1-3' }),
  ],
  [
    'maaf garnuhola dhilo bhayo. aaja acid ra base padhaiyo. hw p 20',
    science({ topic: 'acid ra base', homework: 'p 20' }),
  ],
  [
    'Dear mummies and papas, today in science our little ones learnt about plants. No homework.',
    science({ topic: 'plants', homework: 'No homework' }),
  ],
  [
    "Respected guardians, in today's class we discussed magnets. HW: draw a magnet",
    science({ topic: 'magnets', homework: 'draw a magnet' }),
  ],
  [
    'kids did light and shadow 2day, hw p 12 submit 2moro',
    science({ topic: 'light and shadow', homework: 'p 12', due: '2026-11-24' }),
  ],
  [
    'so basically we covered heat transfer nd hw is ex 5',
    science({ topic: 'heat transfer', homework: 'ex 5' }),
  ],
  [
    '7a and 7b both: force. hw q1',
    {
      intent: 'daily_update',
      classes: ['7A', '7B'],
      updates: [{ subject: 'science', topic: 'force', homework: 'q1' }],
    },
  ],
]);

check('a judgement of the class stands anywhere', TEACHER, [
  [
    'heat padhaiyo, ketaketile ramrari bujhey, hw p 9',
    science({ topic: 'heat', homework: 'p 9', understanding: 'good' }),
  ],
  [
    'magnet: it was tough for most of them, hw p 10',
    science({ topic: 'magnet', homework: 'p 10', understanding: 'weak' }),
  ],
  [
    'magnet. they found it easy. hw p 10',
    science({ topic: 'magnet', homework: 'p 10', understanding: 'good' }),
  ],
  [
    'प्रकाश पढाइयो। होमवर्क पेज ४। अन्डरस्ट्यान्डिङ एभरेज',
    science({ topic: 'प्रकाश', homework: 'पेज ४', understanding: 'average' }),
  ],
  [
    'chapter 5 ecosystem hw q 1 to 4 kids struggled',
    science({ topic: 'chapter 5 ecosystem', homework: 'q 1 to 4', understanding: 'weak' }),
  ],
  ['hw: write what you understood about heat', science({ homework: 'write what you understood about heat' })],
  ['बिरुवा रोप्ने विधि राम्रोसँग बुझे', science({ topic: 'बिरुवा रोप्ने विधि', understanding: 'good' })],
]);

check('topic and homework are told apart', TEACHER, [
  [
    'matter and its states ex 3 q 4 to 9',
    science({ topic: 'matter and its states', homework: 'ex 3 q 4 to 9' }),
  ],
  ['we solved ex 4.2 and 4.3', science({ topic: 'ex 4.2 and 4.3' })],
  [
    'plants. very easy for them. questions no 3 to 8',
    science({ topic: 'plants', homework: 'questions no 3 to 8', understanding: 'excellent' }),
  ],
  ['write five uses of water, this is your homework', science({ homework: 'write five uses of water' })],
  ['page 40 q 2, yo homework ho', science({ homework: 'page 40 q 2' })],
  ['Khana pakaune tarika ra upaya sikaiyo', science({ topic: 'Khana pakaune tarika ra upaya' })],
  ['no hw today enjoy friday', science({ homework: 'no hw', note: 'enjoy friday' })],
  [
    'soil erosion q 1-5 bujhaune 12 gate',
    science({ topic: 'soil erosion', homework: 'q 1-5', due: '2026-11-28' }),
  ],
  ['बल। होमवर्क: चित्र बनाउने, मन्डे सबमिट', science({ topic: 'बल', homework: 'चित्र बनाउने', due: '2026-11-30' })],
]);

check('homework goes to the subject that is named with it', ALL, [
  [
    'English: shapes of letters. Math: counting to 20',
    update(
      { subject: 'english', topic: 'shapes of letters' },
      { subject: 'mathematics', topic: 'counting to 20' },
    ),
  ],
  [
    'english ma essay padhaiyo, nepali ma katha. homework chahi nepali ko matra: katha lekhne',
    update(
      { subject: 'english', topic: 'essay' },
      { subject: 'nepali', topic: 'katha', homework: 'katha lekhne' },
    ),
  ],
  [
    'science hw page 3 to 6, no homework for english',
    update({ subject: 'science', homework: 'page 3 to 6' }, { subject: 'english', homework: 'no homework' }),
  ],
  [
    'English: tara ko geet. hw: geet lekhne',
    update({ subject: 'english', topic: 'tara ko geet', homework: 'geet lekhne' }),
  ],
]);

check('a class without the word class', TEACHER, [
  ['8 ma heat padhaiyo hw p 4', { ...science({ topic: 'heat', homework: 'p 4' }), class: '8A' }],
  ['7 science: sound', { ...science({ topic: 'sound' }), class: '7', ask: 'class' }],
  ['VIII science: sound, hw p 3', { ...science({ topic: 'sound', homework: 'p 3' }), class: '8A' }],
  ['सेभेन बी साइन्स: साउन्ड', { ...science({ topic: 'साउन्ड' }), class: '7B' }],
  ['9 science: sound', { ...science({ topic: 'sound' }), class: '9', ask: 'class' }],
]);

check('for whom a notice is', ADMIN, [
  [
    'Notice for VIII: practical exam on Sunday',
    notice({ scope: 'class', class: '8A', text: 'practical exam on Sunday' }),
  ],
  [
    'notice to X: model exam from Monday',
    notice({ scope: 'class', class: '10A', text: 'model exam from Monday' }),
  ],
  ['suchana 7 lai: bholi picnic', notice({ scope: 'class', class: '7A', text: 'bholi picnic' })],
  ['८ का विद्यार्थीलाई सूचना: भोलि परीक्षा छ', notice({ scope: 'class', class: '8A', text: 'भोलि परीक्षा छ' })],
  [
    '5 ra 6 kaksha lai bholi picnic',
    notice({ scope: 'class', classes: ['5A', '5B', '6B'], text: '5 ra 6 kaksha lai bholi picnic' }),
  ],
  [
    'Notice for bus students: come early',
    notice({ ask: 'confirm', scope: 'school', text: 'bus students: come early' }),
  ],
  [
    '10 ko tuition class bholi 6 baje',
    notice({ ask: 'confirm', scope: 'school', text: '10 ko tuition class bholi 6 baje' }),
  ],
  ['Library notice: return books by Friday', notice({ scope: 'school', text: 'return books by Friday' })],
  ['परीक्षा शाखाको सूचना: प्रवेशपत्र लिन आउनुहोला', notice({ scope: 'school', text: 'प्रवेशपत्र लिन आउनुहोला' })],
]);

check('a mistake is taken back in any words', TEACHER, [
  ...[
    'galti le arko class ma gayo, hataidinu',
    'wrong section ma pathayechu, cancel gardinu',
    'oh sorry i posted it in wrong class, pls remove that message',
    'माथिको म्यासेज गल्तीले गयो, हटाइदिनुहोस्',
  ].map((text): Row => [text, { intent: 'cancel' }]),
  ['galti sachyaune abhyas p 10', { ...science({ topic: 'galti sachyaune abhyas p 10' }), ask: 'confirm' }],
]);

check('what is not well supported is asked', TEACHER, [
  ['change hw to page 12', { ...science({ topic: 'change', homework: 'page 12' }), ask: 'confirm' }],
  [
    '8A heat numerical 1-5 done rest hw',
    { ...science({ topic: 'heat numerical 1-5 done rest' }), class: '8A', ask: 'confirm' },
  ],
  [
    'hw reminder: model of solar system due friday',
    { ...science({ note: 'model of solar system due friday' }), ask: 'confirm' },
  ],
]);

check('attendance', TEACHER, [
  ['roll number 4 & 7 abscent, roll 2 came bit late', attendance({ absent: [4, 7], late: [2] })],
  ['3 jana aayenan 2 5 r 7', attendance({ absent: [2, 5, 7] })],
  ['roll 2 to 4 sabai gayal, 6 dhilo', attendance({ absent: [2, 3, 4], late: [6] })],
  ['हिजो बसन्त उपस्थित थिएन', attendance({ date: '2026-11-22', absent: [3] })],
  ['Basant, Bibek aur Lakshmi absent', attendance({ absent: [1, 3, 5] })],
  ['Sabina absent hoina bida ma', attendance({ leave: [4] })],
  [
    'Absent today: Bibek, Maya (sick), Late: Laxmi',
    attendance({ ask: 'confirm', absent: [1, 2], late: [5] }),
  ],
  ['Anil sir absent today', { intent: 'unknown' }],
  ['5 not absent but late', attendance({ late: [5] })],
  ['every1 came 2day', attendance({ allPresent: true })],
  ['हाजिरी लिँदा २ ५ र ७ नम्बर अनुपस्थित', attendance({ absent: [2, 5, 7] })],
  ['Roll 3 could not attend because of rain. Others are all present.', attendance({ absent: [3] })],
]);

check('notice, pupil, help', TEACHER, [
  [
    'सूचना नदीमा बाढी आएकाले भोलि विद्यालय बन्द',
    notice({ scope: 'class', class: '5A', text: 'नदीमा बाढी आएकाले भोलि विद्यालय बन्द', urgent: true }),
  ],
  ['Bibek ko amma lai: copy pathaidinu', { intent: 'direct', class: '5A', roll: 1, text: 'copy pathaidinu' }],
  ['सेन्ड गरिदिनुस्', { intent: 'confirm' }],
  ['how can i send attendance from here?', { intent: 'help' }],
  ['thanks a lot, have a wonderful weekend', { intent: 'thanks' }],
  ['has my notice reached evry1?', { intent: 'status' }],
]);

const asks = (intent: string, slots: object = {}) => ({ intent, child: 'Anusha Rai', ...slots });
check('guardians', GUARDIAN, [
  ['nani aaja school gai ki gaina', asks('ask_attendance', { date: TODAY })],
  ['do we go to school tomorrow?', asks('ask_calendar', { date: '2026-11-24' })],
  ['aaja ko home work ke cha', asks('ask_homework', { date: TODAY })],
  ['How much did she score in first term?', asks('ask_result')],
  ['When will classes begin after Tihar?', asks('ask_calendar')],
  ['Please advise the due fees', asks('ask_fee')],
  ['no need to send notices, only homework please', { intent: 'opt_out', topic: 'announcements' }],
  ['please stop the homework messages, she writes it in her diary', { intent: 'opt_out', topic: 'homework' }],
  ['roll 5 absent', { intent: 'reply', text: 'roll 5 absent' }],
  [
    'My ward is unwell and shall not be able to attend on 25 Nov',
    { intent: 'leave_request', child: 'Anusha Rai', from: '2026-11-25', to: '2026-11-25', reason: 'unwell' },
  ],
]);

test('an answer can take one and leave another', () => {
  const draft = {
    intent: 'attendance' as const,
    ask: 'student' as const,
    class: '5A',
    date: TODAY,
    absent: [1],
    unmatched: ['29'],
  };
  const got = readByRules({
    id: 'x',
    text: '5 ho, 29 hoina',
    today: TODAY,
    ...TEACHER,
    awaiting: 'student',
    draft,
  });
  assert.deepEqual(got, { id: 'x', ...attendance({ absent: [1, 5] }), ask: null });
});

const taken = (slots: object) => ({ intent: 'attendance', class: '5A', date: TODAY, ...slots });

check('all but some, said from either side', TEACHER, [
  ['no one is absent except Sabina', taken({ absent: [4] })],
  ['Sabina bahek kohi absent chaina', taken({ absent: [4] })],
  ['सबिना बाहेक कोही आएन', taken({ absent: [1, 2, 3, 5, 6, 7] })],
  ['full attendance today', taken({ allPresent: true })],
  ['no absentees', taken({ allPresent: true })],
  ['3 gayal, roll 1, 2, 4 dhilo', taken({ absent: [3], late: [1, 2, 4] })],
  ['Bibek on leave till Friday', taken({ leave: [1] })],
]);

// Spoken without a mark between the sentences: where one slot ends cannot be told, so nothing goes unasked.
for (const text of [
  '5A science: sound students asked many things today hw p 4',
  '5A science: hw q5 Bibek Rai did very well today',
  '5A science: light and shadow understanding weak',
  '5A science: heat hw numerical problems of the chapter Weak',
]) {
  test(`a slot that does not read like one is asked about: ${JSON.stringify(text)}`, () => {
    const reading = readByRules({ id: 'x', text, today: TODAY, ...TEACHER });
    assert.notEqual(reading.ask, null, JSON.stringify(reading));
  });
}

import { attendance, check, notice, science, TEACHER } from '#test/support/check-kinds.ts';

// Who was there, told as one tells a colleague: a day gone by, a number before its word, a verb in the past.

const YESTERDAY = '2026-11-22';
const FRIDAY = '2026-11-20';

check('a number, the word for it and what became of its pupil', TEACHER, [
  ['hijo 3 num chutti ma thiyo', attendance({ date: YESTERDAY, leave: [3] })],
  ['sukrabar 4 nmbr bida basyo', attendance({ date: FRIDAY, leave: [4] })],
  ['2 no aayena', attendance({ absent: [2] })],
  ['6 no gayal thiyo hijo', attendance({ date: YESTERDAY, absent: [6] })],
  ['aaja 5 no late aayo', attendance({ late: [5] })],
  ['7 no absent cha ani Tara late aayo', attendance({ absent: [7], late: [6] })],
  ['3 ra 5 num hijo class ma leave liyo', attendance({ date: YESTERDAY, leave: [3, 5] })],
  ['num 6 aaitabar bida ma thiyo hajur', attendance({ date: YESTERDAY, leave: [6] })],
  ['roll no. 2 was on leave yesterday', attendance({ date: YESTERDAY, leave: [2] })],
  ['१ नं शुक्रबार बिदामा थियो', attendance({ date: FRIDAY, leave: [1] })],
  ['३, ५ नम्बर हिजो बिदा बसे', attendance({ date: YESTERDAY, leave: [3, 5] })],
]);

check('a name, who took leave and who is not there', TEACHER, [
  ['hijo Maya le chutti liyo', attendance({ date: YESTERDAY, leave: [2] })],
  ['Sabinale leave liyo', attendance({ leave: [4] })],
  ['बसन्त आएको छैन', attendance({ absent: [3] })],
  ['बसन्त आएको छैन, सबिना ढिलो आइन्', attendance({ absent: [3], late: [4] })],
  ['सबिना बिदामा छिन्', attendance({ leave: [4] })],
  ['sabina aayena, 2 no dhilo aayo', attendance({ absent: [4], late: [2] })],
]);

check('that nobody is away', TEACHER, [
  ['7 present, no absent', attendance({ allPresent: true })],
  ['absent - nil', attendance({ allPresent: true })],
]);

check('a roll call with a mark of its writer', TEACHER, [
  ['1) 5A\n2) Absent: Maya, Tara Lama\n3) Late: Sabina', attendance({ absent: [2, 6], late: [4] })],
  ['1) 5A\n2) Present: 1-4, 6-7', attendance({ absent: [5] })],
  ['5A / absent - 2, 6 / late - 4', attendance({ absent: [2, 6], late: [4] })],
  ['Class. 5A\nAbsent. 2, 6\nLate. 4', attendance({ absent: [2, 6], late: [4] })],
  ['🌸 5A\n🌸 Absent => Maya\n🌸 Late => 4', attendance({ absent: [2], late: [4] })],
  ['*5A* | *Absent:* 2 & 6 | *Late:* 4', attendance({ absent: [2, 6], late: [4] })],
]);

const toMaya = (text: string) => ({ intent: 'direct', class: '5A', roll: 2, text });

check('a class at the head, and one pupil of it with any mark between: only that family is told', TEACHER, [
  ["5A: Maya's mother: please call me", toMaya('please call me')],
  ["5A\nMaya's mother\nplease call me", toMaya('please call me')],
  ["5A - Message to Maya's guardian - please call me", toMaya('please call me')],
  ["5A / message to Maya's mother / her bag is in the lab", toMaya('her bag is in the lab')],
  ['5A → Maya ko ghar ma → bholi tiffin lyaunu hola', toMaya('bholi tiffin lyaunu hola')],
  ['1) 5A 2) Maya ko aama lai 3) bholi tiffin lyaunu hola', toMaya('bholi tiffin lyaunu hola')],
  ['🌸 *कक्षा ५ क* 🌸 *Mayaको आमालाई* 🌸 किताब फिर्ता गर्नुहोला', toMaya('किताब फिर्ता गर्नुहोला')],
]);

check('a notice in numbered or marked parts', TEACHER, [
  ['1) suchana 2) bholi bhela cha', notice({ scope: 'class', class: '5A', text: 'bholi bhela cha' })],
  ['सूचना छ → कक्षा ५ क → भोलि भेला छ', notice({ scope: 'class', class: '5A', text: 'भोलि भेला छ' })],
]);

check('a list in parts with a mark, a number or an arrow is the same list', TEACHER, [
  ['1. Class: 5A\n2. Absent: 2, 6\n3. Late: nil\n4. Leave: 4', attendance({ absent: [2, 6], leave: [4] })],
  ['5A total 7 / present 5 / absent 2 → 3, 6', attendance({ absent: [3, 6] })],
  ['1 P 🌸 2 P 🌸 3 A 🌸 4 P 🌸 5 P 🌸 6 A 🌸 7 P', attendance({ absent: [3, 6] })],
  ['"5A absent 2, 6"', attendance({ absent: [2, 6] })],
]);

check('a friendly word at the end is said to nobody', TEACHER, [
  [
    '7B science sir',
    { intent: 'daily_update', ask: 'topic', class: '7B', updates: [{ subject: 'science' }] },
  ],
  [
    'science: magnets, hw page 5, ramro hajur',
    science({ topic: 'magnets', homework: 'page 5', understanding: 'good' }),
  ],
  ['science: magnets. no hw sir', science({ topic: 'magnets', homework: 'no hw' })],
]);

check('whom a notice is for stands before any mark, and a greeting behind the address', TEACHER, [
  [
    '5A parents => bring photos tomorrow',
    notice({ scope: 'class', class: '5A', text: 'bring photos tomorrow' }),
  ],
  [
    'Please inform the parents of Grade Five A that the fair begins on Friday.',
    notice({ scope: 'class', class: '5A', text: 'the fair begins on Friday.' }),
  ],
  [
    'आदरणीय अभिभावकहरू, नमस्कार। विज्ञानमा चुम्बक पढाइयो। गृहकार्य: पृष्ठ ५',
    science({ topic: 'चुम्बक', homework: 'पृष्ठ ५' }),
  ],
  [
    'science magnets garho bhayo hw page 5',
    science({ topic: 'magnets', homework: 'page 5', understanding: 'weak' }),
  ],
  [
    'friction bujhna garo bhayo feri padhaune hw q 1 2 3',
    science({ topic: 'friction', homework: 'q 1 2 3', understanding: 'weak', note: 'feri padhaune' }),
  ],
]);

check('between those of one status any mark is a comma', TEACHER, [
  ['5A Absent: 2 | 4 | 6\nLate: 1', attendance({ absent: [2, 4, 6], late: [1] })],
  ['5A | Absent: 2 | 4 | 6 | Late: 1', attendance({ absent: [2, 4, 6], late: [1] })],
  ['अनुपस्थित ३ | ५; बिदा २', attendance({ absent: [3, 5], leave: [2] })],
  ['Absent - Maya; Tara\nLate - Sabina', attendance({ absent: [2, 6], late: [4] })],
  ['5A / absent Maya | Tara / late Sabina', attendance({ absent: [2, 6], late: [4] })],
  ['absent: 3 | 5 late', attendance({ absent: [3], late: [5] })],
  ['3 absent | 5 late | 7 leave', attendance({ absent: [3], late: [5], leave: [7] })],
]);

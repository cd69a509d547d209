import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UnderstandInput } from './reading.ts';
import { readByRules } from './understand.ts';

// Further ways of calling the roll, of asking how a message did or how Chautari is used, of taking a message back, of
// closing things and of what families choose, ask and tell. Monday, 2083-08-07.
const TODAY = '2026-11-23';
const NAMES =
  'Aarav Anisha Bibek Deepa Elina Gaurav Hari Ishwor Kabita Maya Nabin Puja Rohan Sita Irfan Sujal Sujan Tenzing Ujjwal Yangchen';
const NEPALI =
  'आरव अनिशा विवेक दीपा एलिना गौरव हरि ईश्वर कविता माया नवीन पूजा रोहन सीता इरफान सुजल सुजन तेन्जिङ उज्ज्वल याङचेन';
const nepali = NEPALI.split(' ');
const pupils = NAMES.split(' ').map((name, n) => ({ roll: n + 1, name, nameNe: nepali[n] as string }));
const TEACHER = {
  role: 'teacher' as const,
  classes: ['5A'],
  subjects: ['science'],
  roster: { '5A': pupils },
};
const ASKED = {
  ...TEACHER,
  awaiting: 'confirm' as const,
  draft: {
    intent: 'announcement' as const,
    ask: 'confirm' as const,
    scope: 'class' as const,
    class: '5A',
    text: 'bring the form',
    urgent: false,
  },
};
const OFFICE = { role: 'admin' as const, classes: ['4A', '5A', '5B', '9A', '10A'], roster: { '5A': pupils } };
const FAMILY = {
  role: 'guardian' as const,
  classes: [],
  children: [{ name: 'Aarav Sharma', nameNe: 'आरव शर्मा', class: '5A' }],
};

type Sender = Omit<UnderstandInput, 'id' | 'text' | 'today'>;

function check(sender: Sender, rows: [text: string, expected: Record<string, unknown>][]): void {
  for (const [text, expected] of rows)
    test(JSON.stringify(text), () => {
      const got: Record<string, unknown> = { ...readByRules({ id: 'x', text, today: TODAY, ...sender }) };
      const told = Object.fromEntries(Object.keys({ ask: null, ...expected }).map((key) => [key, got[key]]));
      assert.deepEqual(told, { ask: null, ...expected });
    });
}

check(TEACHER, [
  ['Notice: science fair registration closes tomorrow', { intent: 'announcement', urgent: false }],
  [
    'Notice to guardians: kindly check and sign the unit test papers sent home today.',
    { intent: 'announcement', urgent: false },
  ],
  ['notice: fee counter closes at 3 pm tomorrow', { intent: 'announcement', urgent: false }],
  ['notice: homework diary has been sent home today, please sign', { intent: 'announcement', urgent: false }],
  ['notice: report cards sent home today', { intent: 'announcement', urgent: false }],
  ['notice: pick up the admit card tomorrow', { intent: 'announcement', urgent: false }],
  ['5A total 24 / present 21 / absent 3 : 3, 6, 13', { intent: 'attendance', absent: [3, 6, 13] }],
  ['5A Total 20 Present 18 Absent 2: 3 & 6', { intent: 'attendance', absent: [3, 6] }],
  ['कुल २० उपस्थित १७ अनुपस्थित ३ : ४, ७, ९', { intent: 'attendance', absent: [4, 7, 9] }],
  ['all present but three: Aarav, Anisha and 14', { intent: 'attendance', absent: [1, 2, 14] }],
  ['all but two came: 1 and 2', { intent: 'attendance', absent: [1, 2] }],
  ['All but three students are present: 2, 14, 20', { intent: 'attendance', absent: [2, 14, 20] }],
  ['abs 4 9 lv 2', { intent: 'attendance', absent: [4, 9], leave: [2] }],
  ['Ab- 4,9 / Lv- 2 / Lt- 5', { intent: 'attendance', absent: [4, 9], leave: [2], late: [5] }],
  ['ab: 4,9; lv: 2', { intent: 'attendance', absent: [4, 9], leave: [2] }],
  ['AB 4 9 LV 2 LT 6', { intent: 'attendance', absent: [4, 9], leave: [2], late: [6] }],
  ['5A\nAbsent\n5 Elina\n11 Nabin\n19 Ujjwal', { intent: 'attendance', absent: [5, 11, 19] }],
  [
    '1) Elina absent\n2) Nabin absent\n3) Anisha leave',
    { intent: 'attendance', absent: [5, 11], leave: [2] },
  ],
  ['none of the students of 5A are absent today', { intent: 'attendance', allPresent: true }],
  ['None of my students is absent today', { intent: 'attendance', allPresent: true }],
  ['aaja ek jana pani chutena', { intent: 'attendance', allPresent: true }],
  ['100 percent attendance today', { intent: 'attendance', allPresent: true }],
  ['kohi pani chuteko chaina', { intent: 'attendance', allPresent: true }],
  ['sabai jana aako chan', { intent: 'attendance', allPresent: true }],
  ['sab bachha aa gaye', { intent: 'attendance', allPresent: true }],
  ['yangchen skipped class today', { intent: 'attendance', absent: [20] }],
  ["yangchen hasn't come", { intent: 'attendance', absent: [20] }],
  ['yangchen abera aayo', { intent: 'attendance', late: [20] }],
  ['याङचेन अबेर आइन्', { intent: 'attendance', late: [20] }],
  ['Ramila absent today', { intent: 'attendance', ask: 'student' }],
  ['Absentees: Bibek. Leave: Deepa (fever)', { intent: 'attendance', absent: [3], leave: [4] }],
  ['A: 3,4 L: 6', { intent: 'attendance', absent: [3, 4], late: [6] }],
  ['रमिला आइनन्', { intent: 'attendance', ask: 'student' }],
  ['Ram Kumar aaena', { intent: 'attendance', ask: 'student' }],
  ['dilmaya late aayo', { intent: 'attendance', ask: 'student' }],
  ['kasle herena ajhai', { intent: 'status' }],
  ['sabai parents le message paye?', { intent: 'status' }],
  ['message gayo ki gayena', { intent: 'status' }],
  ['kati jana abhibhawak le heryo', { intent: 'status' }],
  ['hijo ko homework kasle herena', { intent: 'status' }],
  ['read report dinus', { intent: 'status' }],
  ['seen list', { intent: 'status' }],
  ['kun abhibhawak le padhnu bhaena', { intent: 'status' }],
  ['कुन अभिभावकले सन्देश पढ्नुभएन', { intent: 'status' }],
  ['sandesh kati jana samma pugyo', { intent: 'status' }],
  ['के के पठाउन मिल्छ यहाँ', { intent: 'help' }],
  ['what should I type for attendance', { intent: 'help' }],
  ['format kasto huncha?', { intent: 'help' }],
  ['homework kun format ma pathaune', { intent: 'help' }],
  ['can you show me an example', { intent: 'help' }],
  ['how can i cancel a message', { intent: 'help' }],
  ['गलत कक्षामा पठाएँ', { intent: 'cancel' }],
  ['I made a mistake, please cancel', { intent: 'cancel' }],
  ['aaja 4 ra 9 lai chhodera sabai aaye', { intent: 'attendance', absent: [4, 9] }],
  ['दीपा र कविता लाई छोडेर सबै आए', { intent: 'attendance', absent: [4, 9] }],
  ['अनुपस्थित शून्य', { intent: 'attendance', allPresent: true }],
  ['sab koi aayal chai', { intent: 'attendance', allPresent: true }],
  ['aaju 4, 9 anupasthit chai', { intent: 'attendance', absent: [4, 9] }],
  ['४ र ९ ना आइल', { intent: 'attendance', absent: [4, 9] }],
  ['Deepa aaena, jwaro aayeko re', { intent: 'attendance', absent: [4] }],
  ['रोल ४ बिना जानकारी अनुपस्थित', { intent: 'attendance', absent: [4] }],
  ['4 leave, application received', { intent: 'attendance', leave: [4] }],
  ['4 bida, didi ko bihe', { intent: 'attendance', leave: [4] }],
  ['४ ले आज बिदा लियो', { intent: 'attendance', leave: [4] }],
  ['Deepa aadha ghanta dhilo', { intent: 'attendance', late: [4] }],
  [
    'Class: 5A\nTotal: 20\nPresent: 18\nAbsent: 2\nAbsent roll: 4, 9',
    { intent: 'attendance', absent: [4, 9] },
  ],
  ['Pr 18 ab 4, 9', { intent: 'attendance', absent: [4, 9] }],
  ['Absent students are Roll no. 16. Total present 19', { intent: 'attendance', absent: [16] }],
  ['anupasthit hune 3 ra 7, baki sab present', { intent: 'attendance', absent: [3, 7] }],
  ['ढिलो आउने: तेन्जिङ; गयल - २, ४। अरु सबै हाजिर', { intent: 'attendance', absent: [2, 4], late: [18] }],
  ['Ujwal ra Ishor gayal', { intent: 'attendance', absent: [8, 19] }],
  ['jamma 20 ma 19 upasthit, 1 jana gayal, roll no 16', { intent: 'attendance', absent: [16] }],
  ['No one is absent or on leave today', { intent: 'attendance', allPresent: true }],
  ['sabai 20 jana nai aaye', { intent: 'attendance', allPresent: true }],
  ['nani babu sabai aaye', { intent: 'attendance', allPresent: true }],
  ['12 dhilo pugyo, 3 ra 20 bida ma chan', { intent: 'attendance', late: [12], leave: [3, 20] }],
  ['5A science plants hw page 91 roll 6 ra 9 gayal', { intent: 'daily_update', ask: 'confirm' }],
  ['driver bida ma cha', { intent: 'announcement', ask: 'confirm' }],
  ['bholi school banda chha', { intent: 'announcement' }],
  ['jado bhayo', { intent: 'daily_update', ask: 'confirm' }],
  ['5A ko fan bigreko cha', { intent: 'daily_update', ask: 'confirm' }],
  ['aaja ma school aauna sakdina', { intent: 'unknown' }],
  ['Absent:\n1. Deepa\n2. Kabita', { intent: 'attendance', absent: [4, 9] }],
  ['T-20, P-18, A-2 : 4, 9', { intent: 'attendance', absent: [4, 9] }],
  ['Total-20 P-18 A-2 (4,9)', { intent: 'attendance', absent: [4, 9] }],
  ['२० जनामध्ये १८ जना उपस्थित, २ जना अनुपस्थित (४ र ९)', { intent: 'attendance', absent: [4, 9] }],
  ['two absent (Deepa, Kabita)', { intent: 'attendance', absent: [4, 9] }],
  ['Deepa ra Kabita dubai absent', { intent: 'attendance', absent: [4, 9] }],
  ['दीपा र कविता दुवै अनुपस्थित', { intent: 'attendance', absent: [4, 9] }],
  ['18 present, Deepa and Kabita absent', { intent: 'attendance', absent: [4, 9] }],
  ['5A bata 4 ra 9 absent', { intent: 'attendance', absent: [4, 9] }],
  ['absent 4 9, late chaina', { intent: 'attendance', absent: [4, 9] }],
  ['does any teacher have chart paper? mine is used up', { intent: 'unknown' }],
  ['Music class 5 - sargam, hw alaap garne', { intent: 'daily_update' }],
  [
    'Dear parents of Deepa, she has fever, please pick her up',
    { intent: 'direct', roll: 4, text: 'she has fever, please pick her up' },
  ],
  ["Message to Deepa's parents: she is absent since Sunday, is she well?", { intent: 'direct', roll: 4 }],
  ['Deepa ko aama lai message: tin din dekhi school aayeko chaina', { intent: 'direct', roll: 4 }],
  [
    '5A science: plants. HW: page 12 q 1-5, roll 4 came late',
    {
      intent: 'daily_update',
      ask: 'confirm',
      updates: [{ subject: 'science', topic: 'plants', homework: 'page 12 q 1-5', note: 'roll 4 came late' }],
    },
  ],
  [
    'रोल ४ ढिलो आयो। विज्ञान: बिरुवा। गृहकार्य: चित्र बनाउने',
    {
      intent: 'daily_update',
      ask: 'confirm',
      updates: [{ subject: 'science', topic: 'बिरुवा', homework: 'चित्र बनाउने', note: 'रोल ४ ढिलो आयो' }],
    },
  ],
  ['asti 3 ra 4 absent thiye', { intent: 'attendance', absent: [3, 4], date: '2026-11-21' }],
  ['5 ko ka ma 3 ra 7 absent', { intent: 'attendance', class: '5A', absent: [3, 7] }],
  ['कक्षा ५ को क को हाजिरी: ३, ७ अनुपस्थित', { intent: 'attendance', class: '5A', absent: [3, 7] }],
  ["Message to Deepa's father in 5A: please call me", { intent: 'direct', roll: 4, text: 'please call me' }],
  [
    'abhibhawak lai khabar gardinus hai: bholi photo lyaunu hola',
    { intent: 'announcement', text: 'bholi photo lyaunu hola' },
  ],
  ['Absent: 3, 4 (both informed)', { intent: 'attendance', absent: [3, 4] }],
  ['3 ra 4 absent. 5 aaja aayo, hijo absent thiyo', { intent: 'attendance', ask: 'confirm' }],
  ['absent: 5 (3 boys 2 girls)', { intent: 'attendance', ask: 'student' }],
  [
    'Deepa ko mummy lai: aaja extra class cha, ghar aauna dhilo huncha',
    { intent: 'direct', class: '5A', roll: 4 },
  ],
  ['aaja sabai bachcha aaunu bhayo', { intent: 'attendance', allPresent: true }],
  [
    'mangsir 4/ 5a 7 gayal, 11 bida',
    { intent: 'attendance', class: '5A', absent: [7], leave: [11], date: '2026-11-20' },
  ],
]);

check(ASKED, [
  ['ek dam thik cha', { intent: 'confirm' }],
  ['nai', { intent: 'cancel' }],
  ['pathaunus na', { intent: 'confirm' }],
  ['la pathaidinus na', { intent: 'confirm' }],
  ['ल पठाइदिनुस् न है', { intent: 'confirm' }],
  ['यही ठिक छ पठाउनुहोस्', { intent: 'confirm' }],
  ['haan thik hai bhejo', { intent: 'confirm' }],
  ['bhej dijiye', { intent: 'confirm' }],
  ['kei chaina pathau', { intent: 'confirm' }],
  ['na pathaunus', { intent: 'cancel' }],
  ['naa', { intent: 'cancel' }],
  ['ek chin parkhanus', { intent: 'cancel' }],
  ['पख', { intent: 'cancel' }],
  ['bhaigo', { intent: 'cancel' }],
  ['भैगो', { intent: 'cancel' }],
  ['mat bhejo', { intent: 'cancel' }],
  ['pathaune hoina', { intent: 'cancel' }],
  ["that's not what i meant", { intent: 'cancel' }],
]);

check(OFFICE, [
  ['To 10: pre board from Sunday', { intent: 'announcement', scope: 'class', class: '10A' }],
  ['bholi electrician aaucha', { intent: 'announcement', ask: 'confirm' }],
  ['bus ko tyre puncture bhayo', { intent: 'announcement', ask: 'confirm' }],
  ['Notice for class 5 ko B: bring a photo', { intent: 'announcement', scope: 'class', class: '5B' }],
  ['Notice for class 5, both sections: bring a photo', { intent: 'announcement', text: 'bring a photo' }],
  [
    "Tell 5A Deepa's parents, 5A: her report is ready",
    { intent: 'direct', roll: 4, text: 'her report is ready' },
  ],
]);

check(FAMILY, [
  ['kati percent aayo aarav ko', { intent: 'ask_result' }],
  ['exam ma kasto garyo aarav le', { intent: 'ask_result' }],
  ['please send fee details', { intent: 'ask_fee' }],
  ['admission khulyo? mero bhai ko chhora lai lyaunu thiyo', { intent: 'reply' }],
  ['remove my number from the list', { intent: 'opt_out', topic: 'all' }],
  ['मेरो नम्बरमा सन्देश पठाउन बन्द गरिदिनुहोस्', { intent: 'opt_out', topic: 'all' }],
  ['message aauna rokidinus', { intent: 'opt_out', topic: 'all' }],
  ['homework ko jankari pathauna banda gardinus', { intent: 'opt_out', topic: 'homework' }],
  ["i don't need the daily homework texts", { intent: 'opt_out', topic: 'homework' }],
  ['feri message pathaunus', { intent: 'opt_in', topic: 'all' }],
  ['फेरि सन्देश पठाउनुहोस्', { intent: 'opt_in', topic: 'all' }],
  ['malai pheri message chahiyo', { intent: 'opt_in', topic: 'all' }],
  ['suchana aauna suru gardinus', { intent: 'opt_in', topic: 'announcements' }],
  ['what can I ask here?', { intent: 'help' }],
  [
    'mangsir 11 ra 12 ma bida dinu, mama ko bihe cha',
    { intent: 'leave_request', from: '2026-11-27', to: '2026-11-28' },
  ],
  [
    '2 din ki chhutti chahiye kal se, ghar me shadi hai',
    { intent: 'leave_request', from: '2026-11-24', to: '2026-11-25' },
  ],
  ['aarav lai ali sancho chaina aaja ghar mai rakhchu', { intent: 'leave_request', from: '2026-11-23' }],
  ['aarav lai aaja 1 baje linu aauchu, doctor kaha janu cha', { intent: 'reply' }],
  ['today Aarav will come home with his uncle, please send him with him', { intent: 'reply' }],
  ['bholi ko meeting ma aauna paina hola', { intent: 'reply' }],
  ['मलाई नेपालीमै लेखेर पठाइदिनुस् बाबु', { intent: 'set_language', language: 'ne' }],
  ['kindly stop sending the notices', { intent: 'opt_out', topic: 'announcements' }],
  ['yo number bata kei pani message chahidaina', { intent: 'opt_out', topic: 'all' }],
  ['result kaile aucha', { intent: 'ask_result' }],
  ['घाँटी दुखेकाले छोरा आज विद्यालय जान पाएन', { intent: 'leave_request', from: '2026-11-23' }],
  ["please tell me Aarav's total absent days", { intent: 'ask_attendance' }],
  [
    'Aarav will be out of station from tomorrow for three days',
    { intent: 'leave_request', from: '2026-11-24', to: '2026-11-26' },
  ],
  ["missed the bus so Aarav won't come today", { intent: 'leave_request', from: '2026-11-23' }],
  ['हुन्छ, पैसा भोलि पठाउँछु', { intent: 'reply' }],
  ['aarav lai aaja PT nagaraunu hola, khutta dukheko cha', { intent: 'reply' }],
  [
    'aarav lai 12, 13 ra 14 gate bida chahiyo',
    { intent: 'leave_request', from: '2026-11-28', to: '2026-11-30' },
  ],
  ['aarav aaja aaudaina, ghar ma puja cha', { intent: 'leave_request', reason: 'ghar ma puja cha' }],
  ['व्रतबन्ध भएकाले आरव भोलि आउँदैन', { intent: 'leave_request', reason: 'व्रतबन्ध भएकाले' }],
  ['aarav birami cha aaja aaudaina', { intent: 'leave_request', reason: 'birami' }],
  [
    'Aarav cannot come today because of a bad headache',
    { intent: 'leave_request', reason: 'a bad headache' },
  ],
  [
    "Aarav won't come tomorrow, her grandmother's funeral",
    { intent: 'leave_request', reason: "her grandmother's funeral" },
  ],
  [
    "Aarav won't be coming on 30 Nov, visa office appointment.",
    { intent: 'leave_request', from: '2026-11-30' },
  ],
  [
    'aarav lai 21 jan ma bida dinu na, didi ko bihe cha',
    { intent: 'leave_request', from: '2027-01-21', to: '2027-01-21' },
  ],
  ["Yesterday's maths homework is not clear to Aarav, can sir explain it?", { intent: 'reply' }],
]);

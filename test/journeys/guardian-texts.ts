import { subjectNames as subject } from '#templates/words/subjects.ts';
import type { GuardianKey, PupilKey, StaffKey } from './talking-school.ts';
import type { Typed } from './teacher-texts.ts';

/** Everything a guardian types in one language; what their teacher types is in the teacher's. */
export type GuardianTexts = {
  guardian: GuardianKey;
  child: PupilKey;
  /** The child's class, its teacher and what they write. */
  own: '5A' | '6A' | '7A';
  teacher: StaffKey;
  everybodyCame: string;
  lessons: readonly [Typed, Typed, Typed];
  answer: string;
  asks: Record<
    'homework' | 'homeworkYesterday' | 'month' | 'yesterday' | 'nextHoliday' | 'saturday' | 'result' | 'fee',
    string
  >;
  leave: { says: string; reason: string };
  freeWords: string;
  nonsense: string;
  preeti: string;
  smallTalk: Record<'greeting' | 'thanks' | 'help' | 'okay', string>;
  /** Into another language, and back. */
  languages: readonly [
    { says: string; language: 'en' | 'ne' | 'both' },
    { says: string; language: 'en' | 'ne' | 'both' },
  ];
  homework: Record<'stop' | 'start', string>;
  notices: Record<'stop' | 'start', string>;
  all: Record<'stop' | 'start', string>;
  /** Of somebody else, who has two children; the second is in 5B, which has no class teacher. */
  ofTwo: {
    guardian: GuardianKey;
    children: readonly [PupilKey, PupilKey];
    homework: string;
    ill: string;
    absentAfterAll: { by: StaffKey; says: string };
  };
};

export const GUARDIAN_TEXTS: Record<'English' | 'Devanagari' | 'romanised Nepali', GuardianTexts> = {
  English: {
    guardian: 'bistaFather',
    child: 'ganesh',
    own: '6A',
    teacher: 'bimala',
    everybodyCame: '६ क सबै उपस्थित',
    lessons: [
      { says: 'नेपाली: पत्र लेखन, गृहकार्य पृष्ठ १४', holds: [subject.nepali, 'पत्र लेखन', 'पृष्ठ १४'] },
      { says: 'सामाजिक: हाम्रो गाउँ, गृहकार्य पृष्ठ १५', holds: [subject.social, 'हाम्रो गाउँ', 'पृष्ठ १५'] },
      { says: 'नेपाली: लोककथा, गृहकार्य पृष्ठ १६', holds: [subject.nepali, 'लोककथा', 'पृष्ठ १६'] },
    ],
    answer: 'आज साँझ ६ बजे फोन गर्छु',
    asks: {
      homework: 'What is the homework today?',
      homeworkYesterday: 'What was the homework yesterday?',
      month: 'How is the attendance this month?',
      yesterday: 'Was he present yesterday?',
      nextHoliday: 'When is the next holiday?',
      saturday: 'Is the school open on Saturday?',
      result: 'When does the result come?',
      fee: 'How much fee is left?',
    },
    leave: { says: 'Ganesh has a fever and cannot come tomorrow', reason: 'fever' },
    freeWords: 'Could the class teacher call me in the evening?',
    nonsense: 'qwfp zzk lorp',
    preeti: 'd]/f] 5f]/f] la/fdL 5, cfh cfpg ;Sb}g',
    smallTalk: { greeting: 'hello', thanks: 'thanks a lot', help: 'help', okay: 'okay' },
    languages: [
      { says: 'please send in Nepali', language: 'ne' },
      { says: 'please send in English', language: 'en' },
    ],
    homework: { stop: 'STOP HOMEWORK', start: 'START HOMEWORK' },
    notices: { stop: 'STOP NOTICES', start: 'START NOTICES' },
    all: { stop: 'STOP', start: 'START' },
    ofTwo: {
      guardian: 'lamaMother',
      children: ['suman', 'kiran'],
      homework: 'homework?',
      ill: 'My child is sick and cannot come today',
      absentAfterAll: { by: 'anita', says: '5A absent 1' },
    },
  },
  Devanagari: {
    guardian: 'bhattaMother',
    child: 'rita',
    own: '7A',
    teacher: 'chandra',
    everybodyCame: '7A sabai upasthit',
    lessons: [
      { says: 'bigyan: chumbak, gharkaam panna 14', holds: [subject.science, 'chumbak', 'panna 14'] },
      { says: 'swasthya: sarsaphai, gharkaam panna 15', holds: [subject.health, 'sarsaphai', 'panna 15'] },
      { says: 'bigyan: prakash, gharkaam panna 16', holds: [subject.science, 'prakash', 'panna 16'] },
    ],
    answer: 'beluka 6 baje phone garchhu',
    asks: {
      homework: 'आजको गृहकार्य के हो?',
      homeworkYesterday: 'हिजोको गृहकार्य के थियो?',
      month: 'यो महिनाको हाजिरी कति छ?',
      yesterday: 'हिजो उपस्थित थिइन्?',
      nextHoliday: 'अर्को बिदा कहिले हो?',
      saturday: 'शनिबार विद्यालय खुल्छ?',
      result: 'नतिजा कहिले आउँछ?',
      fee: 'कति शुल्क बाँकी छ?',
    },
    leave: { says: 'रीतालाई ज्वरो आएको छ, भोलि आउन सक्दिनन्', reason: 'ज्वरो' },
    freeWords: 'कक्षा शिक्षकले साँझ फोन गर्नुहुन्छ कि?',
    nonsense: 'झ्याप्प खुत्रुक्क',
    preeti: 'd]/L 5f]/L la/fdL l5g\\, ef]ln cfpFl5g\\',
    smallTalk: { greeting: 'नमस्ते', thanks: 'धन्यवाद', help: 'मद्दत', okay: 'हुन्छ' },
    languages: [
      { says: 'अंग्रेजीमा पठाउनुहोस्', language: 'en' },
      { says: 'नेपालीमा पठाउनुहोस्', language: 'ne' },
    ],
    homework: { stop: 'गृहकार्य बन्द', start: 'गृहकार्य सुरु' },
    notices: { stop: 'सूचना बन्द', start: 'सूचना सुरु' },
    all: { stop: 'बन्द', start: 'सुरु' },
    ofTwo: {
      guardian: 'dahalFather',
      children: ['bikash', 'sarita'],
      homework: 'आजको गृहकार्य के हो?',
      ill: 'बच्चा बिरामी छ, आज आउन सक्दैन',
      absentAfterAll: { by: 'bimala', says: '६ क अनुपस्थित १' },
    },
  },
  'romanised Nepali': {
    guardian: 'shahiMother',
    child: 'rohan',
    own: '5A',
    teacher: 'anita',
    everybodyCame: '5A all present',
    lessons: [
      { says: 'maths: weights, hw page 14', holds: [subject.mathematics, 'weights', 'page 14'] },
      { says: 'science: our lungs, hw page 15', holds: [subject.science, 'our lungs', 'page 15'] },
      { says: 'maths: litres, hw page 16', holds: [subject.mathematics, 'litres', 'page 16'] },
    ],
    answer: 'I will call you at six',
    asks: {
      homework: 'aja ko homework k ho?',
      homeworkYesterday: 'hijo ko homework k thiyo?',
      month: 'yo mahina ko hajiri kasto cha?',
      yesterday: 'hijo school gayeko thiyo?',
      nextHoliday: 'arko bida kahile ho?',
      saturday: 'sanibar school khulcha?',
      result: 'result kahile aaucha?',
      fee: 'kati fee baki cha?',
    },
    leave: { says: 'Rohan lai jwaro ayo, bholi aauna sakdaina', reason: 'jwaro' },
    freeWords: 'class teacher le beluka phone garna milcha ki',
    nonsense: 'zzt khutrukk phyatta',
    preeti: "5f]/fn] vfgf vfPg, s[kof x]g'{xf];\\",
    smallTalk: { greeting: 'namaskar', thanks: 'dhanyabaad', help: 'maddat', okay: 'huncha' },
    languages: [
      { says: 'nepali ma matra pathaunu', language: 'ne' },
      { says: 'nepali ra english duitai ma pathaunu', language: 'both' },
    ],
    homework: { stop: 'homework banda garnus', start: 'homework suru garnus' },
    notices: { stop: 'suchana banda garnu', start: 'suchana suru garnu' },
    all: { stop: 'banda garnu', start: 'suru garnus' },
    ofTwo: {
      guardian: 'punMother',
      children: ['jivan', 'dinesh'],
      homework: 'aja ko homework k ho?',
      ill: 'aja birami bhayo, school aauna sakdaina',
      absentAfterAll: { by: 'chandra', says: '7A anupasthit 1' },
    },
  },
};

import type { Words } from '#templates/language.ts';
import { understandingWords as howWell, subjectNames as subject } from '#templates/words/subjects.ts';
import type { Holds } from './play-step.ts';
import type { GuardianKey, PupilKey, StaffKey } from './talking-school.ts';

/** A text, and what those who get it read. */
export type Typed = { says: string; holds: Holds };

/** Everything a teacher and an admin type in one language, about the teacher's own class. */
export type TeacherTexts = {
  teacher: StaffKey;
  admin: StaffKey;
  own: '5A' | '6A' | '7A';
  /** The pupils of rolls 1 to 4, each with the guardians who are told when they are absent. */
  pupils: readonly [PupilKey, readonly GuardianKey[]][];
  updates: Record<'lesson' | 'noHomework' | 'homeworkOnly' | 'subjects', Typed>;
  /** Who is absent, one pupil more in each. */
  absent: Record<'byRoll' | 'byName' | 'byMarks' | 'byRange', string>;
  classNotice: Typed;
  schoolNotices: Record<'approved' | 'declined' | 'declinedWithReason', Typed>;
  reason: string;
  ofTheOffice: Record<'toClass' | 'toGrade' | 'toSchool' | 'urgent', Typed>;
  /** Of 5B, one pupil more in each language; the class is asked. */
  absentSomewhere: { says: string; pupils: readonly PupilKey[]; told: readonly GuardianKey[] };
  /** To the home of the third pupil. */
  direct: Typed;
  undo: string;
  wrong: Typed;
  corrections: Record<'byWord' | 'byReply' | 'whole', Typed>;
  withoutSubject: Typed & { subject: Words };
  subjectAlone: string;
  lessonThen: Typed;
  namesPupil: Typed & { pupil: PupilKey };
  otherClass: { says: string; code: string };
  preeti: string;
  nonsense: string;
  smallTalk: Record<'greeting' | 'thanks' | 'help' | 'yes' | 'status', string>;
};

export const TEACHER_TEXTS: Record<'English' | 'Devanagari' | 'romanised Nepali', TeacherTexts> = {
  English: {
    teacher: 'anita',
    admin: 'head',
    own: '5A',
    pupils: [
      ['suman', ['lamaMother', 'lamaFather']],
      ['nisha', ['karkiFather']],
      ['rohan', ['shahiMother']],
      ['puja', ['basnetAunt']],
    ],
    updates: {
      lesson: {
        says: 'Maths: place value of decimals, hw page 12 q3, understood well',
        holds: [subject.mathematics, 'place value of decimals', 'page 12 q3', howWell.good],
      },
      noHomework: {
        says: 'science: parts of a flower, no homework today',
        holds: [subject.science, 'parts of a flower', 'no homework'],
      },
      homeworkOnly: {
        says: 'maths hw: exercise 4 number 1 to 6',
        holds: [subject.mathematics, 'exercise 4 number 1 to 6'],
      },
      subjects: {
        says: 'maths: long division, hw page 30\nscience: the water cycle, hw draw it',
        holds: [subject.mathematics, 'long division', 'page 30', subject.science, 'water cycle', 'draw it'],
      },
    },
    absent: {
      byRoll: '5A absent 1',
      byName: 'absent today: Suman, Nisha',
      byMarks: 'attendance AAAPP',
      byRange: '5A absent 1-4',
    },
    classNotice: {
      says: 'Notice: please bring a water bottle on Tuesday',
      holds: ['please bring a water bottle on Tuesday'],
    },
    schoolNotices: {
      approved: {
        says: 'Notice to the whole school: the old uniforms are collected on Friday',
        holds: ['the old uniforms are collected on Friday'],
      },
      declined: {
        says: 'Notice to the whole school: lost umbrellas are in the hall',
        holds: ['lost umbrellas are in the hall'],
      },
      declinedWithReason: {
        says: 'Notice to the whole school: the choir sings on Monday',
        holds: ['the choir sings on Monday'],
      },
    },
    reason: 'The hall is not free that day',
    ofTheOffice: {
      toClass: {
        says: 'Notice 6A: the new library cards are ready',
        holds: ['the new library cards are ready'],
      },
      toGrade: {
        says: 'Notice for class 5: the picnic bus leaves at 7',
        holds: ['the picnic bus leaves at 7'],
      },
      toSchool: { says: 'Notice: the sports day is on Friday', holds: ['the sports day is on Friday'] },
      urgent: {
        says: 'Urgent notice: school closes at 1 today because of the storm',
        holds: [{ en: 'Urgent', ne: 'जरुरी' }, 'school closes at 1 today because of the storm'],
      },
    },
    absentSomewhere: { says: 'absent 1', pupils: ['kiran'], told: ['lamaMother'] },
    direct: { says: 'Tell Rohan’s home that he left his jacket here', holds: ['he left his jacket here'] },
    undo: 'undo',
    wrong: {
      says: 'science: magnets, hw page 70',
      holds: [subject.science, 'magnets', 'page 70'],
    },
    corrections: {
      byWord: { says: 'hw page 71 not page 70', holds: [subject.science, 'magnets', 'page 71'] },
      byReply: { says: 'hw page 72', holds: [subject.science, 'magnets', 'page 72'] },
      whole: {
        says: 'science: magnets and iron, hw page 73',
        holds: [subject.science, 'magnets and iron', 'page 73'],
      },
    },
    withoutSubject: {
      says: 'the rain in the hills, hw page 50',
      subject: subject.science,
      holds: [subject.science, 'rain in the hills', 'page 50'],
    },
    subjectAlone: 'maths',
    lessonThen: { says: 'adding money, hw page 90', holds: [subject.mathematics, 'adding money', 'page 90'] },
    namesPupil: {
      says: 'maths: angles, hw page 61\nnote: Rohan talked a lot',
      pupil: 'rohan',
      holds: [subject.mathematics, 'angles', 'page 61', 'Rohan talked a lot'],
    },
    otherClass: { says: '6A maths: circles, hw page 3', code: '6A' },
    preeti: "cfh ul0ft kf7 $% kf7\\k'l:tsf k]h @% ug]{",
    nonsense: 'qwfp zzk lorp',
    smallTalk: {
      greeting: 'good morning',
      thanks: 'thank you',
      help: 'help',
      yes: 'yes',
      status: 'who got it?',
    },
  },
  Devanagari: {
    teacher: 'bimala',
    admin: 'office',
    own: '6A',
    pupils: [
      ['bikash', ['dahalFather', 'dahalMother']],
      ['asmita', ['oliMother']],
      ['deepa', ['mahatMother']],
      ['ganesh', ['bistaFather']],
    ],
    updates: {
      lesson: {
        says: 'नेपाली: चिठी लेखन, गृहकार्य पृष्ठ १८, राम्रोसँग बुझे',
        holds: [subject.nepali, 'चिठी लेखन', 'पृष्ठ १८', howWell.good],
      },
      noHomework: {
        says: 'सामाजिक: हाम्रो छिमेक, आज गृहकार्य छैन',
        holds: [subject.social, 'हाम्रो छिमेक', 'गृहकार्य छैन'],
      },
      homeworkOnly: {
        says: 'नेपाली गृहकार्य: पाठ ३ का शब्दार्थ',
        holds: [subject.nepali, 'पाठ ३ का शब्दार्थ'],
      },
      subjects: {
        says: 'नेपाली: कविता वाचन, गृहकार्य पृष्ठ २२\nसामाजिक: नक्सा, गृहकार्य नक्सा कोर्ने',
        holds: [subject.nepali, 'कविता वाचन', 'पृष्ठ २२', subject.social, 'नक्सा कोर्ने'],
      },
    },
    absent: {
      byRoll: '६ क अनुपस्थित १',
      byName: 'विकास र अस्मिता आज आएनन्',
      byMarks: 'हाजिरी AAAPP',
      byRange: '६ क अनुपस्थित १ देखि ४',
    },
    classNotice: {
      says: 'सूचना: मङ्गलबार सबैले पानीको बोतल ल्याउनुहोस्',
      holds: ['मङ्गलबार सबैले पानीको बोतल ल्याउनुहोस्'],
    },
    schoolNotices: {
      approved: {
        says: 'पूरै विद्यालयलाई सूचना: पुराना पोसाक शुक्रबार जम्मा गरिन्छ',
        holds: ['पुराना पोसाक शुक्रबार जम्मा गरिन्छ'],
      },
      declined: {
        says: 'पूरै विद्यालयलाई सूचना: हराएका छाता हलमा छन्',
        holds: ['हराएका छाता हलमा छन्'],
      },
      declinedWithReason: {
        says: 'पूरै विद्यालयलाई सूचना: सोमबार गीत प्रतियोगिता हुन्छ',
        holds: ['सोमबार गीत प्रतियोगिता हुन्छ'],
      },
    },
    reason: 'त्यो दिन हल खाली छैन',
    ofTheOffice: {
      toClass: { says: 'सूचना ६ क: पुस्तकालयको नयाँ कार्ड तयार छ', holds: ['पुस्तकालयको नयाँ कार्ड तयार छ'] },
      toGrade: { says: 'सूचना कक्षा ५: वनभोजको बस ७ बजे छुट्छ', holds: ['वनभोजको बस ७ बजे छुट्छ'] },
      toSchool: { says: 'सूचना: खेलकुद दिवस शुक्रबार हुन्छ', holds: ['खेलकुद दिवस शुक्रबार हुन्छ'] },
      urgent: {
        says: 'जरुरी सूचना: हुरीका कारण आज १ बजे विद्यालय बन्द हुन्छ',
        holds: [{ en: 'Urgent', ne: 'जरुरी' }, 'हुरीका कारण आज १ बजे विद्यालय बन्द हुन्छ'],
      },
    },
    absentSomewhere: {
      says: 'आज १ र २ अनुपस्थित',
      pupils: ['kiran', 'sarita'],
      told: ['dahalFather'],
    },
    direct: { says: 'दीपाको घरमा: ज्याकेट यहीँ छुटेको छ', holds: ['ज्याकेट यहीँ छुटेको छ'] },
    undo: 'रद्द',
    wrong: {
      says: 'सामाजिक: हाम्रा चाडपर्व, गृहकार्य पृष्ठ ७०',
      holds: [subject.social, 'हाम्रा चाडपर्व', 'पृष्ठ ७०'],
    },
    corrections: {
      byWord: { says: 'गृहकार्य पृष्ठ ७० होइन, पृष्ठ ७१', holds: [subject.social, 'हाम्रा चाडपर्व', 'पृष्ठ ७१'] },
      byReply: { says: 'गृहकार्य पृष्ठ ७२', holds: [subject.social, 'हाम्रा चाडपर्व', 'पृष्ठ ७२'] },
      whole: {
        says: 'सामाजिक: हाम्रा जात्रा, गृहकार्य पृष्ठ ७३',
        holds: [subject.social, 'हाम्रा जात्रा', 'पृष्ठ ७३'],
      },
    },
    withoutSubject: {
      says: 'पहाडको जीवन, गृहकार्य पृष्ठ ५०',
      subject: subject.social,
      holds: [subject.social, 'पहाडको जीवन', 'पृष्ठ ५०'],
    },
    subjectAlone: 'नेपाली',
    lessonThen: { says: 'वर्णमाला, गृहकार्य पृष्ठ ९०', holds: [subject.nepali, 'वर्णमाला', 'पृष्ठ ९०'] },
    namesPupil: {
      says: 'नेपाली: निबन्ध, गृहकार्य पृष्ठ ६१\nटिप्पणी: दीपाले धेरै कुरा गरिन्',
      pupil: 'deepa',
      holds: [subject.nepali, 'निबन्ध', 'पृष्ठ ६१', 'दीपाले धेरै कुरा गरिन्'],
    },
    otherClass: { says: '५ क नेपाली: कथा, गृहकार्य पृष्ठ ३', code: '5A' },
    preeti: ";fdflhs kf7 @ k9]/ cfpg'",
    nonsense: 'झ्याप्प खुत्रुक्क',
    smallTalk: { greeting: 'नमस्ते', thanks: 'धन्यवाद', help: 'मद्दत', yes: 'हुन्छ', status: 'स्थिति' },
  },
  'romanised Nepali': {
    teacher: 'chandra',
    admin: 'deputy',
    own: '7A',
    pupils: [
      ['jivan', ['punMother', 'punFather']],
      ['laxmi', ['rokayaFather']],
      ['manoj', ['ghaleMother']],
      ['rita', ['bhattaMother']],
    ],
    updates: {
      lesson: {
        says: 'bigyan: manav sharir, gharkaam panna 27, dherai ramro bujhe',
        holds: [subject.science, 'manav sharir', 'panna 27', howWell.excellent],
      },
      noHomework: {
        says: 'swasthya: hat dhune tarika, aja grihakarya chaina',
        holds: [subject.health, 'hat dhune tarika', 'grihakarya chaina'],
      },
      homeworkOnly: {
        says: 'bigyan gharkam: abhyas 2 ko prashna 5',
        holds: [subject.science, 'abhyas 2 ko prashna 5'],
      },
      subjects: {
        says: 'bigyan: bijuli, hw panna 40\nswasthya: khanpan, hw panna 9',
        holds: [subject.science, 'bijuli', 'panna 40', subject.health, 'khanpan', 'panna 9'],
      },
    },
    absent: {
      byRoll: '7A anupasthit 1',
      byName: 'aja Jivan ra Laxmi aayenan',
      byMarks: 'hajiri AAAPP',
      byRange: '7A anupasthit 1 dekhi 4',
    },
    classNotice: {
      says: 'suchana: mangalbar sabai le botal lyaunu hola',
      holds: ['mangalbar sabai le botal lyaunu hola'],
    },
    schoolNotices: {
      approved: {
        says: 'pura school lai suchana: purana poshak sukrabar jamma garinchha',
        holds: ['purana poshak sukrabar jamma garinchha'],
      },
      declined: {
        says: 'pura school lai suchana: harayeka chhata hall ma chhan',
        holds: ['harayeka chhata hall ma chhan'],
      },
      declinedWithReason: {
        says: 'pura school lai suchana: sombar git pratiyogita hunchha',
        holds: ['sombar git pratiyogita hunchha'],
      },
    },
    reason: 'tyo din hall khali chhaina',
    ofTheOffice: {
      toClass: {
        says: 'suchana 6A: pustakalaya ko naya card tayar chha',
        holds: ['pustakalaya ko naya card tayar chha'],
      },
      toGrade: {
        says: 'suchana kaksha 5: picnic ko bus 7 baje chhutchha',
        holds: ['picnic ko bus 7 baje chhutchha'],
      },
      toSchool: {
        says: 'suchana: khelkud diwas sukrabar hunchha',
        holds: ['khelkud diwas sukrabar hunchha'],
      },
      urgent: {
        says: 'jaruri suchana: huri le garda aja 1 baje school banda hunchha',
        holds: [{ en: 'Urgent', ne: 'जरुरी' }, 'huri le garda aja 1 baje school banda hunchha'],
      },
    },
    absentSomewhere: {
      says: 'aja 1, 2 ra 3 anupasthit',
      pupils: ['kiran', 'sarita', 'dinesh'],
      told: ['punMother'],
    },
    direct: { says: 'Manoj ko ghar ma: jacket yahi chhutyo', holds: ['jacket yahi chhutyo'] },
    undo: 'radda gara',
    wrong: {
      says: 'swasthya: dant ko herchah, gharkaam panna 70',
      holds: [subject.health, 'dant ko herchah', 'panna 70'],
    },
    corrections: {
      byWord: {
        says: 'gharkaam panna 70 hoina, panna 71',
        holds: [subject.health, 'dant ko herchah', 'panna 71'],
      },
      byReply: { says: 'gharkaam panna 72', holds: [subject.health, 'dant ko herchah', 'panna 72'] },
      whole: {
        says: 'swasthya: aankha ko herchah, gharkaam panna 73',
        holds: [subject.health, 'aankha ko herchah', 'panna 73'],
      },
    },
    withoutSubject: {
      says: 'himal ra pahad, gharkaam panna 50',
      subject: subject.science,
      holds: [subject.science, 'himal ra pahad', 'panna 50'],
    },
    subjectAlone: 'bigyan',
    lessonThen: {
      says: 'surya ra chandra, hw panna 90',
      holds: [subject.science, 'surya ra chandra', 'panna 90'],
    },
    namesPupil: {
      says: 'bigyan: graha, gharkaam panna 61\nnote: Manoj le dherai kura garyo',
      pupil: 'manoj',
      holds: [subject.science, 'graha', 'panna 61', 'Manoj le dherai kura garyo'],
    },
    otherClass: { says: '5A bigyan: jungle, gharkaam panna 3', code: '5A' },
    preeti: "ljBfyL{x¿n] ef]ln lstfa Nofpg'",
    nonsense: 'zzt khutrukk phyatta',
    smallTalk: { greeting: 'namaste', thanks: 'dhanyabad', help: 'maddat', yes: 'hunchha', status: 'status' },
  },
};

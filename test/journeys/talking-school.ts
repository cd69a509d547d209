import { newId } from '#lib/ids.ts';
import type { Runtime } from '#src/runtime.ts';
import type { Language } from '#templates/language.ts';
import { insertSchool, type SchoolPlan } from '#test/support/insert-school.ts';
import { SCHOOL_DAY } from '#test/support/small-school.ts';

/** A school for the tables of what people type: for each language a teacher with a class, an admin, and families. */
const STAFF = {
  anita: {
    name: 'Anita Malla',
    name_ne: 'अनिता मल्ल',
    role: 'teacher',
    language: 'en',
    teaches: { '5A': ['mathematics', 'science'], '5B': ['mathematics'] },
  },
  bimala: {
    name: 'Bimala Joshi',
    name_ne: 'विमला जोशी',
    role: 'teacher',
    language: 'ne',
    teaches: { '6A': ['nepali', 'social'] },
  },
  chandra: {
    name: 'Chandra Aryal',
    name_ne: 'चन्द्र अर्याल',
    role: 'teacher',
    language: 'both',
    teaches: { '7A': ['science', 'health'] },
  },
  head: { name: 'Ramesh Koirala', name_ne: 'रमेश कोइराला', role: 'admin', language: 'en', teaches: {} },
  office: { name: 'Sabita Regmi', name_ne: 'सविता रेग्मी', role: 'admin', language: 'ne', teaches: {} },
  deputy: { name: 'Tika Bohara', name_ne: 'टीका बोहरा', role: 'admin', language: 'both', teaches: {} },
} as const;

const PUPILS = {
  suman: { name: 'Suman Lama', name_ne: 'सुमन लामा', class: '5A', roll: 1 },
  nisha: { name: 'Nisha Karki', name_ne: 'निशा कार्की', class: '5A', roll: 2 },
  rohan: { name: 'Rohan Shahi', name_ne: 'रोहन शाही', class: '5A', roll: 3 },
  puja: { name: 'Puja Basnet', name_ne: 'पूजा बस्नेत', class: '5A', roll: 4 },
  nima: { name: 'Nima Karki', name_ne: 'निमा कार्की', class: '5A', roll: 5 },
  kiran: { name: 'Kiran Lama', name_ne: 'किरण लामा', class: '5B', roll: 1 },
  sarita: { name: 'Sarita Dahal', name_ne: 'सरिता दाहाल', class: '5B', roll: 2 },
  dinesh: { name: 'Dinesh Pun', name_ne: 'दिनेश पुन', class: '5B', roll: 3 },
  bikash: { name: 'Bikash Dahal', name_ne: 'विकास दाहाल', class: '6A', roll: 1 },
  asmita: { name: 'Asmita Oli', name_ne: 'अस्मिता ओली', class: '6A', roll: 2 },
  deepa: { name: 'Deepa Mahat', name_ne: 'दीपा महत', class: '6A', roll: 3 },
  ganesh: { name: 'Ganesh Bista', name_ne: 'गणेश बिष्ट', class: '6A', roll: 4 },
  hira: { name: 'Hira Oli', name_ne: 'हिरा ओली', class: '6A', roll: 5 },
  jivan: { name: 'Jivan Pun', name_ne: 'जीवन पुन', class: '7A', roll: 1 },
  laxmi: { name: 'Laxmi Rokaya', name_ne: 'लक्ष्मी रोकाया', class: '7A', roll: 2 },
  manoj: { name: 'Manoj Ghale', name_ne: 'मनोज घले', class: '7A', roll: 3 },
  rita: { name: 'Rita Bhatta', name_ne: 'रीता भट्ट', class: '7A', roll: 4 },
  sunil: { name: 'Sunil Rokaya', name_ne: 'सुनिल रोकाया', class: '7A', roll: 5 },
} as const;

// In each class there are readers of English, of Nepali and of both. The first pupil of each teacher's class has two
// parents on the list, one of them with a second child in 5B; the second pupil has a sister or brother in the class.
const GUARDIANS = {
  lamaMother: { name: 'Mina Lama', name_ne: 'मीना लामा', language: 'en', children: ['suman', 'kiran'] },
  lamaFather: { name: 'Tashi Lama', name_ne: 'टासी लामा', language: 'ne', children: ['suman'] },
  karkiFather: { name: 'Hem Karki', name_ne: 'हेम कार्की', language: 'en', children: ['nisha', 'nima'] },
  shahiMother: { name: 'Gauri Shahi', name_ne: 'गौरी शाही', language: 'both', children: ['rohan'] },
  basnetAunt: { name: 'Indira Basnet', name_ne: 'इन्दिरा बस्नेत', language: 'ne', children: ['puja'] },
  dahalFather: { name: 'Bal Dahal', name_ne: 'बल दाहाल', language: 'ne', children: ['bikash', 'sarita'] },
  dahalMother: { name: 'Uma Dahal', name_ne: 'उमा दाहाल', language: 'en', children: ['bikash'] },
  oliMother: { name: 'Devi Oli', name_ne: 'देवी ओली', language: 'both', children: ['asmita', 'hira'] },
  mahatMother: { name: 'Kalpana Mahat', name_ne: 'कल्पना महत', language: 'ne', children: ['deepa'] },
  bistaFather: { name: 'Prem Bista', name_ne: 'प्रेम बिष्ट', language: 'en', children: ['ganesh'] },
  punMother: { name: 'Sirjana Pun', name_ne: 'सिर्जना पुन', language: 'both', children: ['jivan', 'dinesh'] },
  punFather: { name: 'Om Pun', name_ne: 'ओम पुन', language: 'ne', children: ['jivan'] },
  rokayaFather: { name: 'Lal Rokaya', name_ne: 'लाल रोकाया', language: 'en', children: ['laxmi', 'sunil'] },
  ghaleMother: { name: 'Yangji Ghale', name_ne: 'याङ्जी घले', language: 'both', children: ['manoj'] },
  bhattaMother: { name: 'Nirmala Bhatta', name_ne: 'निर्मला भट्ट', language: 'ne', children: ['rita'] },
} as const;

/** What the school is called. */
export const SCHOOL_NAME = { en: 'Sagarmatha School', ne: 'सगरमाथा विद्यालय' };

export type StaffKey = keyof typeof STAFF;
export type PupilKey = keyof typeof PUPILS;
export type GuardianKey = keyof typeof GUARDIANS;
/** Somebody with a phone. */
export type Who = StaffKey | GuardianKey | Stranger;
/** In no list of the school's. */
export type Stranger = 'strangerOne' | 'strangerTwo' | 'strangerThree';

export type Talker = { id: string; phone: string; language: Language };

export type TalkingSchool = {
  id: string;
  phoneNumberId: string;
  people: Record<Who, Talker>;
  classes: Record<'5A' | '5B' | '6A' | '7A', string>;
};

/** The guardians of a class, a grade (`5`) or the whole school. */
export function readersOf(audience: string): GuardianKey[] {
  return keysOf(GUARDIANS).filter((key) =>
    GUARDIANS[key].children.some(
      (child) => audience === 'school' || PUPILS[child].class.startsWith(audience),
    ),
  );
}

/** Names of pupils that a guardian has no business to read, in both languages. */
export function namesOfOthers(who: Who): string[] {
  if (!isGuardian(who)) return [];
  const own: readonly PupilKey[] = GUARDIANS[who].children;
  return keysOf(PUPILS)
    .filter((key) => !own.includes(key))
    .flatMap((key) => [PUPILS[key].name, PUPILS[key].name_ne]);
}

/** A pupil's name. */
export function nameOf(who: PupilKey | StaffKey): { en: string; ne: string } {
  const { name, name_ne } = who in PUPILS ? PUPILS[who as PupilKey] : STAFF[who as StaffKey];
  return { en: name, ne: name_ne };
}

export function isStaff(who: string): who is StaffKey {
  return who in STAFF;
}

function isGuardian(who: Who): who is GuardianKey {
  return who in GUARDIANS;
}

/** Loads it with a number of its own; the undo window is 0. */
export async function loadTalkingSchool(runtime: Runtime): Promise<TalkingSchool> {
  const id = newId(SCHOOL_DAY);
  const senderId = newId(SCHOOL_DAY);
  const phoneNumberId = '990009';
  const classes = {
    '5A': newId(SCHOOL_DAY),
    '5B': newId(SCHOOL_DAY),
    '6A': newId(SCHOOL_DAY),
    '7A': newId(SCHOOL_DAY),
  };
  const pupilIds = Object.fromEntries(keysOf(PUPILS).map((key) => [key, newId(SCHOOL_DAY)]));
  const staff = keysOf(STAFF).map((key, n) => ({ key, ...person(`+97797100${1000 + n}`), ...STAFF[key] }));
  const guardians = keysOf(GUARDIANS).map((key, n) => ({
    key,
    ...person(`+97798100${1000 + n}`),
    ...GUARDIANS[key],
  }));
  await runtime.db
    .insertInto('sender')
    .values({
      id: senderId,
      phone_number_id: phoneNumberId,
      waba_id: '1000',
      display_number: '+97714009009',
      verified_name: SCHOOL_NAME.en,
    })
    .execute();
  const plan: SchoolPlan = {
    id,
    name: SCHOOL_NAME.en,
    name_ne: SCHOOL_NAME.ne,
    senderId,
    undoWindowSeconds: 0,
    classes,
    staff: staff.map(({ key: _, ...member }) => member),
    pupils: keysOf(PUPILS).map((key) => ({ id: pupilIds[key]!, ...PUPILS[key] })),
    guardians: guardians.map(({ key: _, children, ...guardian }) => ({
      ...guardian,
      children: children.map((child) => pupilIds[child]!),
    })),
  };
  await insertSchool(runtime, plan);
  const strangers = (['strangerOne', 'strangerTwo', 'strangerThree'] as const).map((key, n) => ({
    key,
    ...person(`+97798299999${n + 10}`),
    language: 'both',
  }));
  const people = Object.fromEntries(
    [...staff, ...guardians, ...strangers].map(({ key, id, phone, language }) => [
      key,
      { id, phone, language },
    ]),
  );
  return { id, phoneNumberId, classes, people: people as Record<Who, Talker> };
}

function person(phone: string): { id: string; phone: string } {
  return { id: newId(SCHOOL_DAY), phone };
}

function keysOf<Key extends string>(people: Record<Key, unknown>): Key[] {
  return Object.keys(people) as Key[];
}

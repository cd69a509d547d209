import { toDevanagariDigits } from '#nepal/digits.ts';
import { indexedId } from './indexed-ids.ts';
import { subjectOf, textOf } from './load-texts.ts';
import { type AcademicYear, year2083 } from './make-demo-school.ts';
import { type GuardianLanguage, makeHousehold, type Relation } from './make-household.ts';
import { type Gender, makeName } from './make-person.ts';
import { allCommunities } from './names/all-communities.ts';
import {
  LOAD_PEOPLE,
  LOAD_SCHOOLS,
  loadGuardianPhone,
  loadPhoneNumberId,
  loadSchoolPhone,
  loadStaffPhone,
} from './nobodys-phones.ts';
import { seededRandom } from './seeded-random.ts';

export type LoadSize = {
  schools: number;
  /** Classes in each school, each with one teacher. */
  classes: number;
  /** Guardians in each class, each with one pupil. */
  guardians: number;
  /** WhatsApp numbers that the schools share; without it each school has its own. */
  numbers?: number;
};

export type LoadSchool = {
  id: string;
  yearId: string;
  name: string;
  nameNe: string;
  iemisCode: string;
  province: string;
  district: string;
  /** The WhatsApp number: E.164, the id under which the Cloud API knows it, and whether this school is its first. */
  sender: { id: string; phone: string; phoneNumberId: string; isNew: boolean };
  classes: LoadClass[];
};

export type LoadClass = {
  id: string;
  code: string;
  grade: string;
  section: string;
  teacher: { id: string; name: string; nameNe: string; phone: string; subject: string; text: string };
  pupils: LoadPupil[];
};

/** A pupil and the one guardian who answers for them. */
export type LoadPupil = {
  id: string;
  name: string;
  nameNe: string;
  gender: Gender;
  roll: number;
  guardian: {
    id: string;
    consentId: string;
    name: string;
    nameNe: string;
    phone: string;
    language: GuardianLanguage;
  };
  relation: Relation;
};

/**
 * What is wrong with a size, in one sentence; `undefined` when it can be made.
 * The limits are the phone numbers that belong to nobody (nobodys-phones.ts) and sections A to Z.
 */
export function refuseLoadSize({
  schools,
  classes,
  guardians,
  numbers = schools,
}: LoadSize): string | undefined {
  for (const [name, value] of Object.entries({ schools, classes, guardians, numbers })) {
    if (!Number.isInteger(value) || value < 1) return `${name} must be a whole number from 1`;
  }
  if (schools > LOAD_SCHOOLS) return `schools must be at most ${LOAD_SCHOOLS}`;
  if (numbers > schools)
    return `numbers must be at most schools, ${schools}: each serves one school at least`;
  if (classes > MAX_CLASSES) return `classes must be at most ${MAX_CLASSES}: ten grades with sections A to Z`;
  if (schools * classes * guardians > LOAD_PEOPLE) {
    return `schools × classes × guardians is ${schools * classes * guardians}; there are unused numbers for ${LOAD_PEOPLE}`;
  }
  return undefined;
}

/**
 * Schools for load, one at a time; everything follows from the position, so any two runs agree and a school costs a few
 * lookups a row. Names come from a table of households made once, so that a class reads like a class.
 */
export function* makeLoadSchools(
  size: LoadSize,
  academicYear: AcademicYear = year2083,
): Generator<LoadSchool> {
  const refusal = refuseLoadSize(size);
  if (refusal) throw new RangeError(refusal);
  const atMs = Date.parse(academicYear.startsOn);
  for (let n = 0; n < size.schools; n++) {
    const [province, district] = places[n % places.length]!;
    const name = schoolNames[n % schoolNames.length]!;
    yield {
      id: indexedId(atMs, Space.school, n),
      yearId: indexedId(atMs, Space.year, n),
      name: `Shree ${name.en} School ${n + 1}`,
      nameNe: `श्री ${name.ne} विद्यालय ${toDevanagariDigits(n + 1)}`,
      iemisCode: `99${1_000_000 + n}`,
      province,
      district,
      sender: makeSender(atMs, n % (size.numbers ?? size.schools), n),
      classes: Array.from({ length: size.classes }, (_, i) => makeClass(atMs, size, n * size.classes + i, i)),
    };
  }
}

function makeSender(atMs: number, number: number, school: number): LoadSchool['sender'] {
  return {
    id: indexedId(atMs, Space.sender, number),
    phone: loadSchoolPhone(number),
    phoneNumberId: loadPhoneNumberId(number),
    isNew: number === school,
  };
}

function makeClass(atMs: number, { guardians }: LoadSize, n: number, place: number): LoadClass {
  const grade = String((place % 10) + 1);
  const section = String.fromCharCode(65 + Math.floor(place / 10));
  const code = grade + section;
  const teacher = teachers[n % teachers.length]!;
  return {
    id: indexedId(atMs, Space.class, n),
    code,
    grade,
    section,
    teacher: {
      id: indexedId(atMs, Space.staff, n),
      name: teacher.en,
      nameNe: teacher.ne,
      phone: loadStaffPhone(n),
      subject: subjectOf(n).code,
      text: textOf(n, code),
    },
    pupils: Array.from({ length: guardians }, (_, i) => makePupil(atMs, n * guardians + i, i + 1)),
  };
}

function makePupil(atMs: number, n: number, roll: number): LoadPupil {
  const family = families[n % families.length]!;
  return {
    id: indexedId(atMs, Space.student, n),
    ...family.pupil,
    roll,
    guardian: {
      id: indexedId(atMs, Space.guardian, n),
      consentId: indexedId(atMs, Space.consent, n),
      ...family.guardian,
      phone: loadGuardianPhone(n),
    },
    relation: family.relation,
  };
}

/** The first and the last id that a school of a load can have, both inclusive. */
export function loadSchoolIds(academicYear: AcademicYear = year2083): [first: string, last: string] {
  const id = (n: number) => indexedId(Date.parse(academicYear.startsOn), Space.school, n);
  return [id(0), id(LOAD_SCHOOLS - 1)];
}

const MAX_CLASSES = 260;

/** Kinds of rows, so that ids of different kinds never meet. */
const Space = { school: 1, sender: 2, class: 3, staff: 4, student: 5, guardian: 6, year: 7, consent: 8 };

const families = Array.from({ length: 4093 }, makeFamily(seededRandom('load families')));

function makeFamily(random: ReturnType<typeof seededRandom>) {
  return () => {
    const { guardians, children } = makeHousehold(random, 1);
    const [child, guardian] = [children[0]!, guardians[0]!];
    return {
      pupil: { name: child.name.en, nameNe: child.name.ne, gender: child.gender },
      guardian: { name: guardian.name.en, nameNe: guardian.name.ne, language: guardian.language },
      relation: guardian.relation,
    };
  };
}

const teachers = Array.from({ length: 509 }, makeTeacher(seededRandom('load teachers')));

function makeTeacher(random: ReturnType<typeof seededRandom>) {
  return () => {
    const community = random.pickByShare(allCommunities);
    return makeName(
      random,
      community,
      random.pick(community.surnames),
      random.chance(0.5) ? 'female' : 'male',
      'parent',
    );
  };
}

const places: [province: string, district: string][] = [
  ['Koshi', 'Sunsari'],
  ['Koshi', 'Ilam'],
  ['Madhesh', 'Dhanusha'],
  ['Madhesh', 'Siraha'],
  ['Bagmati', 'Kavrepalanchok'],
  ['Bagmati', 'Chitwan'],
  ['Gandaki', 'Kaski'],
  ['Gandaki', 'Lamjung'],
  ['Lumbini', 'Dang'],
  ['Lumbini', 'Palpa'],
  ['Karnali', 'Surkhet'],
  ['Karnali', 'Jumla'],
  ['Sudurpashchim', 'Kailali'],
  ['Sudurpashchim', 'Doti'],
];

const schoolNames = [
  { en: 'Saraswati', ne: 'सरस्वती' },
  { en: 'Janajyoti', ne: 'जनज्योति' },
  { en: 'Himalaya', ne: 'हिमालय' },
  { en: 'Janata', ne: 'जनता' },
  { en: 'Bal Bikash', ne: 'बाल विकास' },
  { en: 'Sagarmatha', ne: 'सगरमाथा' },
  { en: 'Gyanodaya', ne: 'ज्ञानोदय' },
  { en: 'Machhapuchchhre', ne: 'माछापुच्छ्रे' },
];

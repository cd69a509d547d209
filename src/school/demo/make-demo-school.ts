import { indexedId } from './indexed-ids.ts';
import {
  type Country,
  type GuardianLanguage,
  type Household,
  makeHousehold,
  type Relation,
} from './make-household.ts';
import { type Gender, makeName } from './make-person.ts';
import { allCommunities } from './names/all-communities.ts';
import { bahun, chhetri } from './names/hill-communities.ts';
import type { Name } from './names/read-names.ts';
import {
  DEMO_PEOPLE,
  DEMO_SCHOOLS,
  demoGuardianPhone,
  demoPhoneNumberId,
  demoSchoolPhone,
  demoStaffPhone,
} from './nobodys-phones.ts';
import {
  demoClasses,
  demoPosts,
  demoSchool,
  demoSubjects,
  type Grade,
  grades,
  type Post,
} from './school-plan.ts';
import { hashText, type Random, seededRandom } from './seeded-random.ts';

export type DemoSchool = {
  school: {
    id: string;
    name: string;
    nameNe: string;
    type: 'community';
    iemisCode: string;
    province: string;
    district: string;
    localLevel: string;
    languages: readonly string[];
  };
  /** The school's own WhatsApp number: E.164, and the id under which the Cloud API would know it. */
  sender: { phone: string; phoneNumberId: string };
  academicYear: AcademicYear & { id: string };
  classes: { id: string; code: string; grade: Grade; section: string }[];
  subjects: { code: string; name: string; nameNe: string }[];
  staff: DemoStaff[];
  students: DemoStudent[];
  guardians: DemoGuardian[];
  guardianships: DemoGuardianship[];
};

/** A Bikram Sambat year and its Gregorian dates, both inclusive. */
export type AcademicYear = { name: string; startsOn: string; endsOn: string };

export type DemoStaff = {
  id: string;
  name: string;
  nameNe: string;
  phone: string;
  role: Post['role'];
  title: string;
  /** Class codes, own class first; empty for the office, which teaches none. */
  classes: string[];
  /** Subject codes, main subject first. */
  subjects: string[];
  language: Post['language'];
};

export type DemoStudent = {
  id: string;
  name: string;
  nameNe: string;
  gender: Gender;
  classCode: string;
  roll: number;
  /** Sixteen digits; a child who came this year may have none yet. */
  iemisStudentId?: string;
};

export type DemoGuardian = {
  id: string;
  name: string;
  nameNe: string;
  phone: string;
  language: GuardianLanguage;
  livesIn: Country;
  /** The id of their opt-in in the consent ledger. */
  consentId: string;
};

/** `student` and `guardian` are ids; each student has exactly one primary guardian. */
export type DemoGuardianship = { student: string; guardian: string; relation: Relation; primary: boolean };

/** The year that is running as this is written: Baisakh 2083 to Chaitra 2083 (nepal.md sections 1 and 3). */
export const year2083: AcademicYear = { name: '2083', startsOn: '2026-04-14', endsOn: '2027-04-13' };

type Options = {
  seed: string;
  academicYear?: AcademicYear;
  /** A new id at each call. Without it ids follow from the seed and sort by time of the year's start. */
  makeId?: () => string;
};

/**
 * A lifelike school of Nepal, about 280 pupils from Nursery to 10 with one or two guardians each. Pure: the same
 * arguments give the same school. Every person is invented and every number belongs to nobody (nobodys-phones.ts).
 */
export function makeDemoSchool({
  seed,
  academicYear = year2083,
  makeId = idsOf(seed, academicYear),
}: Options): DemoSchool {
  const random = seededRandom(seed);
  const year = { id: makeId(), ...academicYear };
  const school = { id: makeId(), ...demoSchool };
  const number = random.below(DEMO_SCHOOLS);
  const sender = { phone: demoSchoolPhone(number), phoneNumberId: demoPhoneNumberId(number) };
  const classes = demoClasses.map(({ grade, section }) => ({
    id: makeId(),
    code: grade + section,
    grade,
    section,
  }));
  const subjects = demoSubjects.map(({ code, name, nameNe }) => ({ code, name, nameNe }));
  const staff = makeStaff(random, makeId);
  const families = makeFamilies(random, makeId);
  return { school, sender, academicYear: year, classes, subjects, staff, ...families };
}

function idsOf(seed: string, year: AcademicYear): () => string {
  const space = hashText(seed);
  let index = 0;
  return () => indexedId(Date.parse(year.startsOn), space, index++);
}

function makeStaff(random: Random, makeId: () => string): DemoStaff[] {
  const phones = new Set<string>();
  // As in most schools, more of the staff than of the pupils are Bahun or Chhetri.
  const communities = [...allCommunities, { ...bahun, share: 25 }, { ...chhetri, share: 15 }];
  return demoPosts.map(({ role, title, classes, subjects, language, gender }) => {
    const community = random.pickByShare(communities);
    const theirs = gender ?? (random.chance(0.45) ? 'female' : 'male');
    const name = makeName(random, community, random.pick(community.surnames), theirs, 'parent');
    const phone = unusedPhone(random, phones, demoStaffPhone);
    return { id: makeId(), name: name.en, nameNe: name.ne, phone, role, title, classes, subjects, language };
  });
}

type Seat = { classCode: string; grade: number };
type Enrolled = { name: Name; gender: Gender; classCode: string; household: number };

function makeFamilies(
  random: Random,
  makeId: () => string,
): Pick<DemoSchool, 'students' | 'guardians' | 'guardianships'> {
  const households: Household[] = [];
  const enrolled: Enrolled[] = [];
  const namesInClass = new Set<string>();
  for (const seats of seatFamilies(random, openSeats(random))) {
    const household = newHousehold(random, seats, namesInClass);
    seats.forEach((seat, i) => {
      enrolled.push({ ...household.children[i]!, classCode: seat.classCode, household: households.length });
    });
    households.push(household);
  }

  const phones = new Set<string>();
  const people = households.map(({ guardians }) =>
    guardians.map(({ name, relation, language, livesIn }) => ({
      relation,
      guardian: {
        id: makeId(),
        name: name.en,
        nameNe: name.ne,
        phone: unusedPhone(random, phones, demoGuardianPhone),
        language,
        livesIn,
        consentId: makeId(),
      },
    })),
  );
  const students: DemoStudent[] = [];
  const guardianships: DemoGuardianship[] = [];
  for (const { grade, section } of demoClasses) {
    const classCode = grade + section;
    const pupils = enrolled.filter((pupil) => pupil.classCode === classCode).sort(byName);
    pupils.forEach(({ name, gender, household }, i) => {
      const id = makeId();
      students.push({
        id,
        name: name.en,
        nameNe: name.ne,
        gender,
        classCode,
        roll: i + 1,
        ...iemisId(random, students.length),
      });
      people[household]!.forEach(({ relation, guardian }, place) => {
        guardianships.push({ student: id, guardian: guardian.id, relation, primary: place === 0 });
      });
    });
  }
  return { students, guardians: people.flat().map(({ guardian }) => guardian), guardianships };
}

/** Every class a pupil more or fewer than planned, so that two seeds make two schools. */
function openSeats(random: Random): Seat[] {
  const seats = demoClasses.flatMap(({ grade, section, pupils }) =>
    Array.from({ length: pupils + random.below(3) - 1 }, () => ({
      classCode: grade + section,
      grade: grades.indexOf(grade),
    })),
  );
  return random.shuffled(seats);
}

/** Deals the seats out to households of one to three children, sisters and brothers in different grades. */
function* seatFamilies(random: Random, seats: Seat[]): Generator<Seat[]> {
  const open = [...seats];
  for (let first = open.pop(); first; first = open.pop()) {
    const family = [first];
    const wanted = random.pickByShare(childrenAtSchool).children;
    while (family.length < wanted) {
      const other = open.findIndex(
        (seat) => family.every(({ grade }) => Math.abs(grade - seat.grade) >= 1) && near(seat, first),
      );
      if (other < 0) break;
      family.push(...open.splice(other, 1));
    }
    yield family;
  }
}

const childrenAtSchool = [
  { share: 76, children: 1 },
  { share: 19, children: 2 },
  { share: 5, children: 3 },
];

const near = (a: Seat, b: Seat) => Math.abs(a.grade - b.grade) <= 6;

/** Two pupils of one class may share a first name, as they do everywhere, but not the whole name. */
function newHousehold(random: Random, seats: Seat[], namesInClass: Set<string>): Household {
  for (;;) {
    const household = makeHousehold(random, seats.length);
    const keys = household.children.map(({ name }, i) => `${seats[i]!.classCode} ${name.en}`);
    if (keys.some((key) => namesInClass.has(key))) continue;
    for (const key of keys) namesInClass.add(key);
    return household;
  }
}

/** Rolls follow the register, which is in the order of the Latin alphabet; code units, so that no locale matters. */
function byName(a: Enrolled, b: Enrolled): number {
  return a.name.en < b.name.en ? -1 : a.name.en > b.name.en ? 1 : 0;
}

function iemisId(random: Random, index: number): { iemisStudentId?: string } {
  if (random.chance(0.06)) return {};
  return { iemisStudentId: demoSchool.iemisCode + String(index + 1).padStart(7, '0') };
}

function unusedPhone(random: Random, used: Set<string>, phone: (n: number) => string): string {
  for (;;) {
    const candidate = phone(random.below(DEMO_PEOPLE));
    if (used.has(candidate)) continue;
    used.add(candidate);
    return candidate;
  }
}

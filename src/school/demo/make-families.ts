import {
  type Country,
  type GuardianLanguage,
  type Household,
  makeHousehold,
  type Relation,
} from './make-household.ts';
import type { Gender } from './make-person.ts';
import type { Name } from './names/read-names.ts';
import { demoClasses, demoSchool, grades } from './school-plan.ts';
import type { Random } from './seeded-random.ts';

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

export type Families = {
  students: DemoStudent[];
  guardians: DemoGuardian[];
  guardianships: DemoGuardianship[];
};

/**
 * Fills every seat of the school with a child and gives each household its guardians. Households are made until the seats
 * are taken; the register of each class is then written in the order of the names.
 * @param takePhone an unused number for the next guardian
 */
export function makeFamilies(random: Random, makeId: () => string, takePhone: () => string): Families {
  const { households, enrolled } = fillSeats(random);
  const people = households.map(({ guardians }) =>
    guardians.map(({ name, relation, language, livesIn }) => ({
      relation,
      guardian: {
        id: makeId(),
        name: name.en,
        nameNe: name.ne,
        phone: takePhone(),
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
    const register = enrolled.filter((pupil) => pupil.classCode === classCode).sort(byName);
    register.forEach(({ name, gender, household }, i) => {
      const id = makeId();
      const iemis = iemisId(random, students.length);
      students.push({ id, name: name.en, nameNe: name.ne, gender, classCode, roll: i + 1, ...iemis });
      people[household]!.forEach(({ relation, guardian }, place) => {
        guardianships.push({ student: id, guardian: guardian.id, relation, primary: place === 0 });
      });
    });
  }
  return { students, guardians: people.flat().map(({ guardian }) => guardian), guardianships };
}

type Seat = { classCode: string; grade: number };
type Enrolled = { name: Name; gender: Gender; classCode: string; household: number };

function fillSeats(random: Random): { households: Household[]; enrolled: Enrolled[] } {
  const households: Household[] = [];
  const enrolled: Enrolled[] = [];
  const namesInClass = new Set<string>();
  for (const seats of seatFamilies(random, openSeats(random))) {
    const household = newHousehold(random, seats, namesInClass);
    seats.forEach(({ classCode }, i) => {
      enrolled.push({ ...household.children[i]!, classCode, household: households.length });
    });
    households.push(household);
  }
  return { households, enrolled };
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

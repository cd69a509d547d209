import { indexedId } from './indexed-ids.ts';
import { type Families, makeFamilies } from './make-families.ts';
import { makeName } from './make-person.ts';
import { allCommunities } from './names/all-communities.ts';
import { bahun, chhetri } from './names/hill-communities.ts';
import {
  DEMO_PEOPLE,
  DEMO_SCHOOLS,
  demoGuardianPhone,
  demoPhoneNumberId,
  demoSchoolPhone,
  demoStaffPhone,
} from './nobodys-phones.ts';
import { demoClasses, demoPosts, demoSchool, demoSubjects, type Grade, type Post } from './school-plan.ts';
import { hashText, type Random, seededRandom } from './seeded-random.ts';

export type DemoSchool = Families & {
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
  const families = makeFamilies(random, makeId, unusedPhones(random, demoGuardianPhone));
  return { school, sender, academicYear: year, classes, subjects, staff, ...families };
}

function idsOf(seed: string, year: AcademicYear): () => string {
  const space = hashText(seed);
  let index = 0;
  return () => indexedId(Date.parse(year.startsOn), space, index++);
}

function makeStaff(random: Random, makeId: () => string): DemoStaff[] {
  const takePhone = unusedPhones(random, demoStaffPhone);
  // As in most schools, more of the staff than of the pupils are Bahun or Chhetri.
  const communities = [...allCommunities, { ...bahun, share: 25 }, { ...chhetri, share: 15 }];
  return demoPosts.map(({ role, title, classes, subjects, language, gender }) => {
    const community = random.pickByShare(communities);
    const theirs = gender ?? (random.chance(0.45) ? 'female' : 'male');
    const name = makeName(random, community, random.pick(community.surnames), theirs, 'parent');
    const phone = takePhone();
    return { id: makeId(), name: name.en, nameNe: name.ne, phone, role, title, classes, subjects, language };
  });
}

/** Numbers in no order, none of them twice. */
function unusedPhones(random: Random, phone: (n: number) => string): () => string {
  const used = new Set<number>();
  return () => {
    for (;;) {
      const n = random.below(DEMO_PEOPLE);
      if (used.has(n)) continue;
      used.add(n);
      return phone(n);
    }
  };
}

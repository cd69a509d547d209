import { inSchool, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import type { Runtime } from '#src/runtime.ts';

/** A Sunday just before noon in Kathmandu, within the school year of {@link loadSmallSchool}. */
export const SCHOOL_DAY = Date.parse('2026-05-10T06:00:00Z');

const CLASSES = ['5A', '5B', '6A'] as const;

const STAFF = {
  maya: {
    name: 'Maya Gurung',
    role: 'teacher',
    language: 'en',
    teaches: { '5A': ['mathematics'], '5B': ['science'] },
  },
  hari: { name: 'Hari Thapa', role: 'teacher', language: 'ne', teaches: { '6A': ['nepali'] } },
  office: { name: 'Sunita Rai', role: 'admin', language: 'en', teaches: {} },
} as const;

const PUPILS = {
  asha: { name: 'Asha Rai', class: '5A', roll: 1 },
  bimal: { name: 'Bimal Magar', class: '5A', roll: 2 },
  chitra: { name: 'Chitra Tamang', class: '5A', roll: 3 },
  dipak: { name: 'Dipak Rai', class: '5B', roll: 1 },
  eka: { name: 'Eka Sherpa', class: '6A', roll: 1 },
} as const;

// Asha and Dipak are sister and brother; their mother is one person.
const GUARDIANS = {
  ashasMother: { language: 'ne', children: ['asha', 'dipak'] },
  ashasFather: { language: 'en', children: ['asha'] },
  bimalsFather: { language: 'both', children: ['bimal'] },
  chitrasMother: { language: 'ne', children: ['chitra'] },
  ekasMother: { language: 'en', children: ['eka'] },
} as const;

type Person = { id: string; phone: string };

export type SmallSchool = {
  id: string;
  phoneNumberId: string;
  senderId: string;
  classes: Record<(typeof CLASSES)[number], string>;
  staff: Record<keyof typeof STAFF, Person>;
  guardians: Record<keyof typeof GUARDIANS, Person>;
};

type Options = {
  /** Tells schools of one database apart, from 1 to 9; each has a number and people of its own. */
  nth?: number;
  /** The school speaks through this one's WhatsApp number. */
  shares?: SmallSchool;
  undoWindowSeconds?: number;
};

/**
 * Loads a school that a test can hold in its head: three classes, two teachers and the office, five pupils and their
 * five guardians, all of whom have opted in and none of whom has written lately. 5A has four guardians, 5B one (who
 * is also one of 5A's), 6A one.
 */
export async function loadSmallSchool(runtime: Runtime, options: Options = {}): Promise<SmallSchool> {
  const { nth = 1, shares } = options;
  const school: SmallSchool = {
    id: newId(SCHOOL_DAY),
    phoneNumberId: shares?.phoneNumberId ?? `99000${nth}`,
    senderId: shares?.senderId ?? newId(SCHOOL_DAY),
    classes: { '5A': newId(SCHOOL_DAY), '5B': newId(SCHOOL_DAY), '6A': newId(SCHOOL_DAY) },
    staff: namePeople(STAFF, `+97797000${nth}`),
    guardians: namePeople(GUARDIANS, `+97798000${nth}`),
  };
  if (!shares) {
    const number = { id: school.senderId, phone_number_id: school.phoneNumberId, waba_id: '1000' };
    await runtime.db
      .insertInto('sender')
      .values({ ...number, display_number: `+9771400000${nth}`, verified_name: `School ${nth}` })
      .execute();
  }
  await inSchool(runtime.db, school.id, async (tx) => {
    await insertSchool(tx, school, options);
    await insertStaff(tx, school);
    await insertFamilies(tx, school);
  });
  return school;
}

function namePeople<Key extends string>(people: Record<Key, unknown>, prefix: string): Record<Key, Person> {
  const keys = Object.keys(people) as Key[];
  const entries = keys.map((key, i) => [key, { id: newId(SCHOOL_DAY), phone: `${prefix}${1000 + i}` }]);
  return Object.fromEntries(entries) as Record<Key, Person>;
}

async function insertSchool(tx: Tx, school: SmallSchool, { nth = 1, undoWindowSeconds = 0 }: Options) {
  const school_id = school.id;
  const year_id = newId(SCHOOL_DAY);
  await tx
    .insertInto('school')
    .values({
      school_id,
      name: `Janata School ${nth}`,
      name_ne: `जनता विद्यालय ${nth}`,
      type: 'community',
      sender_id: school.senderId,
      undo_window_seconds: undoWindowSeconds,
    })
    .execute();
  await tx
    .insertInto('academic_year')
    .values({ school_id, id: year_id, name: '2083', starts_on: '2026-04-14', ends_on: '2027-04-13' })
    .execute();
  await tx
    .insertInto('class')
    .values(
      CLASSES.map((code) => ({
        school_id,
        id: school.classes[code],
        year_id,
        code,
        grade: code[0]!,
        section: code[1]!,
      })),
    )
    .execute();
}

async function insertStaff(tx: Tx, { id: school_id, staff, classes }: SmallSchool): Promise<void> {
  for (const [key, { teaches, ...about }] of Object.entries(STAFF)) {
    const member = staff[key as keyof typeof STAFF];
    await tx
      .insertInto('staff')
      .values({ school_id, ...member, ...about })
      .execute();
    for (const [rank, [code, subjects]] of Object.entries(teaches).entries())
      await tx
        .insertInto('teaching')
        .values({
          school_id,
          staff_id: member.id,
          class_id: classes[code as (typeof CLASSES)[number]],
          rank,
          subjects: [...subjects],
        })
        .execute();
  }
}

async function insertFamilies(tx: Tx, { id: school_id, guardians, classes }: SmallSchool): Promise<void> {
  const pupilIds = new Map(Object.keys(PUPILS).map((key) => [key, newId(SCHOOL_DAY)]));
  for (const [key, { name, class: code, roll }] of Object.entries(PUPILS)) {
    const student_id = pupilIds.get(key)!;
    await tx.insertInto('student').values({ school_id, id: student_id, name }).execute();
    await tx
      .insertInto('enrolment')
      .values({ school_id, class_id: classes[code], student_id, roll })
      .execute();
  }
  for (const [key, { language, children }] of Object.entries(GUARDIANS)) {
    const guardian = guardians[key as keyof typeof GUARDIANS];
    await tx
      .insertInto('guardian')
      .values({ school_id, ...guardian, name: key, language, opted_in: true })
      .execute();
    await tx
      .insertInto('guardianship')
      .values(
        children.map((child) => ({
          school_id,
          student_id: pupilIds.get(child)!,
          guardian_id: guardian.id,
          relation: 'parent',
        })),
      )
      .execute();
  }
}

import { newId } from '#lib/ids.ts';
import type { Runtime } from '#src/runtime.ts';
import { insertSchool } from '#test/support/insert-school.ts';

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
  const pupilIds = new Map(Object.keys(PUPILS).map((key) => [key, newId(SCHOOL_DAY)]));
  await insertSchool(runtime, {
    id: school.id,
    name: `Janata School ${nth}`,
    name_ne: `जनता विद्यालय ${nth}`,
    senderId: school.senderId,
    undoWindowSeconds: options.undoWindowSeconds ?? 0,
    classes: school.classes,
    staff: entriesOf(STAFF).map(([key, about]) => ({ ...school.staff[key], ...about })),
    pupils: entriesOf(PUPILS).map(([key, about]) => ({ id: pupilIds.get(key)!, ...about })),
    guardians: entriesOf(GUARDIANS).map(([key, { language, children }]) => ({
      ...school.guardians[key],
      name: key,
      language,
      children: children.map((child) => pupilIds.get(child)!),
    })),
  });
  return school;
}

function entriesOf<Key extends string, About>(people: Record<Key, About>): [Key, About][] {
  return Object.entries(people) as [Key, About][];
}

function namePeople<Key extends string>(people: Record<Key, unknown>, prefix: string): Record<Key, Person> {
  const keys = Object.keys(people) as Key[];
  const entries = keys.map((key, i) => [key, { id: newId(SCHOOL_DAY), phone: `${prefix}${1000 + i}` }]);
  return Object.fromEntries(entries) as Record<Key, Person>;
}

import { nameKeys } from './find-duplicates.ts';
import type { Pupil } from './read-pupil.ts';
import type { Roster, StudentRow } from './roster.ts';

/**
 * Finds who of the file is whom on record, surest signs first: the id of IEMIS; name, class and roll; name with date
 * of birth or a guardian's number, in the class and then anywhere in the school (moved up, moved over); the roll with
 * date of birth or number (the name was corrected). A sign counts only where it fits one pupil and one record.
 */
export function matchPupils(pupils: readonly Pupil[], roster: Roster): Map<Pupil, StudentRow> {
  const records = roster.students.map(recordWith(roster));
  const matched = new Map<Pupil, StudentRow>();
  const claimed = new Set<StudentRow>();
  for (const sign of signs) {
    const open = pupils.filter((pupil) => !matched.has(pupil));
    const free = records.filter(({ student }) => !claimed.has(student));
    const byKey = groupBy(free, ({ traits }) => sign.keys(traits));
    const rivals = groupBy(open, (pupil) => sign.keys(traitsOf(pupil)));
    for (const pupil of open) {
      const [key] = sign
        .keys(traitsOf(pupil))
        .filter((one) => rivals.get(one)!.length === 1 && byKey.get(one)?.length === 1);
      const student = key && byKey.get(key)![0]!.student;
      if (!student || claimed.has(student) || sign.unless?.(pupil, student)) continue;
      matched.set(pupil, student);
      claimed.add(student);
    }
  }
  return matched;
}

/** What a pupil of the file and one on record are compared by. */
type Traits = {
  id: string[];
  names: string[];
  class: string[];
  roll: string[];
  born: string[];
  phones: string[];
};

type Sign = { keys: (traits: Traits) => string[]; unless?: (pupil: Pupil, student: StudentRow) => boolean };

const signs: Sign[] = [
  { keys: ({ id }) => id },
  { keys: ({ names, class: at, roll }) => joined(names, at, roll) },
  { keys: ({ names, class: at, born }) => joined(names, at, born) },
  { keys: ({ names, class: at, phones }) => joined(names, at, phones), unless: hasOtherId },
  { keys: ({ names, class: at }) => joined(names, at), unless: isSomebodyElse },
  { keys: ({ names, born }) => joined(names, born), unless: hasOtherId },
  { keys: ({ names, phones }) => joined(names, phones), unless: isSomebodyElse },
  { keys: ({ class: at, roll, born }) => joined(at, roll, born), unless: hasOtherId },
  { keys: ({ class: at, roll, phones }) => joined(at, roll, phones), unless: isSomebodyElse },
];

function hasOtherId({ iemisStudentId }: Pupil, { iemis_student_id: onRecord }: StudentRow): boolean {
  return iemisStudentId !== null && onRecord !== null && iemisStudentId !== onRecord;
}

function isSomebodyElse(pupil: Pupil, student: StudentRow): boolean {
  const otherBirthday = pupil.bornOn !== null && student.born_on !== null && pupil.bornOn !== student.born_on;
  return otherBirthday || hasOtherId(pupil, student);
}

function traitsOf(pupil: Pupil): Traits {
  return {
    id: some(pupil.iemisStudentId),
    names: nameKeys(pupil),
    class: [pupil.class.id],
    roll: some(pupil.roll?.toString()),
    born: some(pupil.bornOn),
    phones: pupil.contacts.map(({ phone }) => phone),
  };
}

function recordWith({ enrolments, guardianships, guardians }: Roster) {
  const phones = new Map(guardians.map(({ id, phone }) => [id, phone]));
  const seats = groupBy(
    enrolments.filter(({ left_on }) => left_on === null),
    ({ student_id }) => [student_id],
  );
  const contacts = groupBy(guardianships, ({ student_id }) => [student_id]);
  return (student: StudentRow): { student: StudentRow; traits: Traits } => {
    const [seat] = seats.get(student.id) ?? [];
    return {
      student,
      traits: {
        id: some(student.iemis_student_id),
        names: nameKeys({ name: student.name, nameNe: student.name_ne }),
        class: some(seat?.class_id),
        roll: some(seat?.roll.toString()),
        born: some(student.born_on),
        phones: (contacts.get(student.id) ?? []).flatMap(({ guardian_id }) => some(phones.get(guardian_id))),
      },
    };
  };
}

function some(value: string | null | undefined): string[] {
  return value === null || value === undefined ? [] : [value];
}

/** Every combination of one of each. */
function joined(...lists: string[][]): string[] {
  return lists.reduce((all, list) => all.flatMap((left) => list.map((right) => `${left}\n${right}`)), ['']);
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

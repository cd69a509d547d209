import type { Columns } from './columns.ts';
import { type GuardianPlan, isUnnamed } from './plan-guardians.ts';
import type { Placed } from './plan-seats.ts';
import { type Findings, remarkAt } from './problem.ts';
import { isSameName } from './read-contacts.ts';
import type { GuardianRow, GuardianshipRow, Roster } from './roster.ts';

export type GuardianshipPlan = {
  put: GuardianshipRow[];
  remove: Pick<GuardianshipRow, 'student_id' | 'guardian_id'>[];
};

/**
 * Who answers for whom. A new number of a pupil's father takes the place of the old one, since networks sell old
 * numbers again and a stranger would be told about the child (nepal.md section 5). Others on record stay, after the
 * first contact of the file. A line without a number changes nothing.
 */
export function planGuardianships(
  placed: readonly Placed[],
  roster: Roster,
  { guardians }: GuardianPlan,
  columns: Columns,
  { notes }: Findings,
): GuardianshipPlan {
  const plan: GuardianshipPlan = { put: [], remove: [] };
  // By the names they have after the import, so that a second one sees the same people.
  const planned = [...guardians.values()].map(({ row }) => row);
  const people = new Map([...roster.guardians, ...planned].map((one) => [one.id, one]));
  const onRecord = Map.groupBy(roster.guardianships, ({ student_id }) => student_id);
  for (const { pupil, studentId } of placed) {
    if (pupil.contacts.length === 0) continue;
    const before = onRecord.get(studentId) ?? [];
    const named = pupil.contacts.map(({ phone, relation }, place): GuardianshipRow => {
      const guardian_id = guardians.get(phone)!.row.id;
      const known = before.find((one) => one.guardian_id === guardian_id);
      // A plain list knows only guardians; it does not take back that one of them is the mother.
      const kept = relation === 'guardian' && known ? known.relation : relation;
      return { student_id: studentId, guardian_id, relation: kept, is_primary: place === 0 };
    });
    plan.put.push(...named.filter((one) => !before.some((other) => isSame(one, other))));
    for (const other of before) {
      if (named.some(({ guardian_id }) => guardian_id === other.guardian_id)) continue;
      const successor = named.find((one) => replaces(one, other, people));
      if (successor) {
        plan.remove.push({ student_id: studentId, guardian_id: other.guardian_id });
        const old = people.get(other.guardian_id)?.phone ?? '';
        notes.push(remarkAt(pupil.line, columns, null, old, sayReplaced));
      } else if (other.is_primary) plan.put.push({ ...other, is_primary: false });
    }
  }
  return plan;
}

const sayReplaced = {
  en: 'This was the number of the pupil’s guardian before; it is replaced by the one in the file and gets no more messages about the pupil.',
  ne: 'पहिले यो विद्यार्थीको अभिभावकको नम्बर यही थियो; अब फाइलको नम्बर राखिएको छ र पुरानोमा यस विद्यार्थीबारे सन्देश जाँदैन।',
};

/** The same part in the child's life, or the same person by name. */
function replaces(one: GuardianshipRow, other: GuardianshipRow, people: Map<string, GuardianRow>): boolean {
  if (one.relation === other.relation) return true;
  const [named, person] = [people.get(one.guardian_id)!, people.get(other.guardian_id)!];
  // Two guardians of a pupil that nobody named are called alike and are two people.
  return !isUnnamed(named) && isSameName(nameOf(named), nameOf(person));
}

function nameOf({ name, name_ne }: GuardianRow) {
  return { name, nameNe: name_ne };
}

function isSame(one: GuardianshipRow, other: GuardianshipRow): boolean {
  return (
    one.guardian_id === other.guardian_id &&
    one.relation === other.relation &&
    one.is_primary === other.is_primary
  );
}

import { dropDuplicates, shownName } from './find-duplicates.ts';
import { matchPupils } from './match-pupils.ts';
import { mergeName, planGuardians } from './plan-guardians.ts';
import { type GuardianshipPlan, planGuardianships } from './plan-guardianships.ts';
import { planSeats, type SeatPlan } from './plan-seats.ts';
import { type Findings, type Problem, type Remark, remarkAt } from './problem.ts';
import { type Pupil, readPupil, type SchoolFacts } from './read-pupil.ts';
import type { Table } from './read-table.ts';
import type { ConsentRow, GuardianRow, Roster, StudentRow } from './roster.ts';

/** Rows to write: `add` are new, `change` are on record and become this; `unchanged` are counted only. */
export type Change<Row> = { add: Row[]; change: Row[]; unchanged: number };

/** Everything an import will do, before anything is done. */
export type ImportPlan = {
  students: Change<StudentRow>;
  guardians: Change<GuardianRow>;
  guardianships: GuardianshipPlan;
  enrolments: Pick<SeatPlan, 'put' | 'end'>;
  consents: ConsentRow[];
  /** What becomes of each line that was taken, in the order of the file. */
  taken: { line: number; studentId: string; outcome: 'added' | 'changed' | 'unchanged' }[];
  /** What was left out, and what should be looked at, by line. */
  problems: Problem[];
  notes: Remark[];
  /** Pupils that had no roll number and were given the next one. */
  numbered: number;
};

/** The instant (milliseconds since 1970) and where ids come from. */
export type ImportContext = { now: number; newId: () => string };

/**
 * From the rows of a file and what the school has on record, what is to be added, changed and left out. Pure.
 * Every row and every broken line ends in `taken` or in `problems` with the pupil left out. A file that was imported
 * once gives a plan that changes nothing. Who is on record and not in the file stays untouched.
 */
export function planImport(
  table: Table,
  school: SchoolFacts,
  roster: Roster,
  { now, newId }: ImportContext,
): ImportPlan {
  const { columns } = table;
  const findings: Findings = { problems: sayBroken(table), notes: [] };
  const read = table.rows.map((row) => readPupil(row, columns, school, findings));
  const pupils = dropDuplicates(
    read.filter((pupil) => pupil !== null),
    columns,
    findings,
  );
  const matched = matchPupils(pupils, roster);
  const everyone = pupils.map((pupil) => ({ pupil, studentId: matched.get(pupil)?.id ?? newId() }));
  const names = new Map([
    ...roster.students.map(({ id, name }) => [id, name] as const),
    ...everyone.map(({ pupil, studentId }) => [studentId, shownName(pupil)] as const),
  ]);
  const seats = planSeats(
    everyone,
    roster,
    { columns, today: school.today, nameOf: (id) => names.get(id)! },
    findings,
  );
  const families = planGuardians(seats.placed, roster, { columns, newId, now }, findings);
  const guardianships = planGuardianships(seats.placed, roster, families, columns, findings);

  const plan: ImportPlan = {
    students: { add: [], change: [], unchanged: 0 },
    guardians: { add: [], change: [], unchanged: 0 },
    guardianships,
    enrolments: { put: seats.put, end: seats.end },
    consents: families.consents,
    taken: [],
    problems: findings.problems.sort(byLine),
    notes: findings.notes.sort(byLine),
    numbered: seats.numbered.length,
  };
  for (const { row, before } of families.guardians.values()) sort(plan.guardians, row, before);
  const moved = touched(plan);
  for (const { pupil, studentId } of seats.placed) {
    const before = matched.get(pupil) ?? null;
    const change = sort(plan.students, studentRow(pupil, studentId, before), before);
    const outcome = change === 'unchanged' && moved.has(studentId) ? 'changed' : change;
    plan.taken.push({ line: pupil.line, studentId, outcome });
  }
  return plan;
}

function sayBroken({ broken, columns }: Table): Problem[] {
  return broken.map(({ line, cells }) => ({
    ...remarkAt(line, columns, null, cells.join(' '), {
      en: 'A quotation mark (") on this line is not closed; please close or delete it.',
      ne: 'यो पङ्क्तिमा उद्धरण चिह्न (") बन्द गरिएको छैन; कृपया बन्द गर्नुहोस् वा हटाउनुहोस्।',
    }),
    leftOut: 'pupil',
  }));
}

/** What the file does not say stays as it is. A pupil who had left and stands in the file is back. */
function studentRow(pupil: Pupil, id: string, before: StudentRow | null): StudentRow {
  return {
    id,
    ...mergeName(pupil, before),
    gender: pupil.gender ?? before?.gender ?? null,
    born_on: pupil.bornOn ?? before?.born_on ?? null,
    iemis_student_id: pupil.iemisStudentId ?? before?.iemis_student_id ?? null,
    left_on: null,
  };
}

function sort<Row extends StudentRow | GuardianRow>(
  into: Change<Row>,
  row: Row,
  before: Row | null,
): 'added' | 'changed' | 'unchanged' {
  if (before === null) {
    into.add.push(row);
    return 'added';
  }
  const keys = Object.keys(row) as (keyof Row)[];
  if (keys.every((key) => row[key] === before[key])) {
    into.unchanged += 1;
    return 'unchanged';
  }
  into.change.push(row);
  return 'changed';
}

/** Pupils whose seat or guardians change. */
function touched({ enrolments, guardianships }: ImportPlan): Set<string> {
  const rows = [...enrolments.put, ...enrolments.end, ...guardianships.put, ...guardianships.remove];
  return new Set(rows.map(({ student_id }) => student_id));
}

function byLine(one: Remark, other: Remark): number {
  return one.line - other.line;
}

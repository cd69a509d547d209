import { inSchool, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { addDays, kathmanduDate } from '#nepal/calendar.ts';
import type { Runtime } from '#src/runtime.ts';
import type { Language } from '#templates/language.ts';

type Named = { id: string; name: string; name_ne?: string };

/** A school as a test writes it down, for {@link insertSchool}. */
export type SchoolPlan = {
  id: string;
  name: string;
  name_ne: string;
  senderId: string;
  undoWindowSeconds: number;
  /** Ids by class code; the first letter of a code is its grade, the second its section. */
  classes: Record<string, string>;
  staff: (Named & {
    phone: string;
    role: 'teacher' | 'admin';
    language: Language;
    /** Subjects by class code, their own class first. */
    teaches: Readonly<Record<string, readonly string[]>>;
  })[];
  pupils: (Named & { class: string; roll: number })[];
  /** All of them have opted in, and none has written lately. */
  guardians: (Named & { phone: string; language: Language; children: readonly string[] })[];
};

/** Inserts a school with everybody in it, in a school year that began four weeks ago. Its number must be there. */
export async function insertSchool(runtime: Runtime, plan: SchoolPlan): Promise<void> {
  await inSchool(runtime.db, plan.id, async (tx) => {
    await insertClasses(tx, plan, runtime.clock.now());
    await insertStaff(tx, plan);
    await insertFamilies(tx, plan);
  });
}

async function insertClasses(tx: Tx, plan: SchoolPlan, now: number): Promise<void> {
  const { id: school_id, name, name_ne, senderId: sender_id, undoWindowSeconds } = plan;
  const year_id = newId(now);
  const today = kathmanduDate(now);
  await tx
    .insertInto('school')
    .values({
      school_id,
      name,
      name_ne,
      type: 'community',
      sender_id,
      undo_window_seconds: undoWindowSeconds,
    })
    .execute();
  await tx
    .insertInto('academic_year')
    .values({
      school_id,
      id: year_id,
      name: '2083',
      starts_on: addDays(today, -28),
      ends_on: addDays(today, 336),
    })
    .execute();
  const classes = Object.entries(plan.classes);
  await tx
    .insertInto('class')
    .values(
      classes.map(([code, id]) => ({ school_id, id, year_id, code, grade: code[0]!, section: code[1]! })),
    )
    .execute();
}

async function insertStaff(tx: Tx, { id: school_id, staff, classes }: SchoolPlan): Promise<void> {
  for (const { teaches, ...member } of staff) {
    await tx
      .insertInto('staff')
      .values({ school_id, ...member })
      .execute();
    for (const [rank, [code, subjects]] of Object.entries(teaches).entries())
      await tx
        .insertInto('teaching')
        .values({ school_id, staff_id: member.id, class_id: classes[code]!, rank, subjects: [...subjects] })
        .execute();
  }
}

async function insertFamilies(
  tx: Tx,
  { id: school_id, classes, pupils, guardians }: SchoolPlan,
): Promise<void> {
  for (const { class: code, roll, ...pupil } of pupils) {
    await tx
      .insertInto('student')
      .values({ school_id, ...pupil })
      .execute();
    await tx
      .insertInto('enrolment')
      .values({ school_id, class_id: classes[code]!, student_id: pupil.id, roll })
      .execute();
  }
  for (const { children, ...guardian } of guardians) {
    await tx
      .insertInto('guardian')
      .values({ school_id, ...guardian, opted_in: true })
      .execute();
    await tx
      .insertInto('guardianship')
      .values(
        children.map((student_id) => ({
          school_id,
          student_id,
          guardian_id: guardian.id,
          relation: 'parent',
        })),
      )
      .execute();
  }
}

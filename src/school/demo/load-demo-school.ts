import { type Db, inSchool, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import type { DemoSchool } from './make-demo-school.ts';

export type DemoNumber = {
  /** What the Cloud API calls the number. */
  phoneNumberId: string;
  wabaId: string;
  /** E.164. */
  displayNumber: string;
};

type Options = {
  /** The WhatsApp number the school speaks through; without it the school's own invented one. */
  number?: DemoNumber;
  /** How long a teacher may take a text back; without it the default of the schema. */
  undoWindowSeconds?: number;
};

/**
 * Puts a demo school into the database, with every guardian opted in. A school that is there already is left as it is,
 * whatever people have changed in it since: a second call changes nothing. All of it goes in, or nothing.
 */
export async function loadDemoSchool(
  db: Db,
  demo: DemoSchool,
  { number = ownNumber(demo), undoWindowSeconds }: Options = {},
): Promise<{ schoolId: string; loaded: boolean }> {
  const schoolId = demo.school.id;
  if (await inSchool(db, schoolId, (tx) => schoolIsThere(tx))) return { schoolId, loaded: false };
  const senderId = await ensureSender(db, demo, number);
  const loaded = await inSchool(db, schoolId, async (tx) => {
    if (!(await insertSchool(tx, demo, senderId, undoWindowSeconds))) return false;
    await insertClasses(tx, demo);
    await insertStaff(tx, demo);
    await insertStudents(tx, demo);
    await insertGuardians(tx, demo);
    return true;
  });
  return { schoolId, loaded };
}

/** What a guardian of the demo school agreed to when the child was enrolled. */
export const ENROLMENT_WORDING =
  'म विद्यालयका सूचना ह्वाट्सएपमा पाउन सहमत छु। I agree to receive the school’s messages on WhatsApp.';

function ownNumber({ sender }: DemoSchool): DemoNumber {
  return { phoneNumberId: sender.phoneNumberId, wabaId: sender.phoneNumberId, displayNumber: sender.phone };
}

async function schoolIsThere(tx: Tx): Promise<boolean> {
  // Behind the tenant's wall there is this one school to see, or none.
  return (await tx.selectFrom('school').select('school_id').executeTakeFirst()) !== undefined;
}

/** The number may be there already: another school may speak through it, or another process loads at this moment. */
async function ensureSender(db: Db, demo: DemoSchool, number: DemoNumber): Promise<string> {
  await db
    .insertInto('sender')
    .values({
      id: newId(Date.now()),
      phone_number_id: number.phoneNumberId,
      waba_id: number.wabaId,
      display_number: number.displayNumber,
      verified_name: demo.school.name,
    })
    .onConflict((conflict) => conflict.column('phone_number_id').doNothing())
    .execute();
  const { id } = await db
    .selectFrom('sender')
    .select('id')
    .where('phone_number_id', '=', number.phoneNumberId)
    .executeTakeFirstOrThrow();
  return id;
}

/** False when another process has loaded the school meanwhile; while it does, this waits. */
async function insertSchool(
  tx: Tx,
  { school }: DemoSchool,
  senderId: string,
  undoWindowSeconds: number | undefined,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('school')
    .values({
      school_id: school.id,
      name: school.name,
      name_ne: school.nameNe,
      type: school.type,
      iemis_code: school.iemisCode,
      province: school.province,
      district: school.district,
      local_level: school.localLevel,
      languages: [...school.languages],
      sender_id: senderId,
      ...(undoWindowSeconds === undefined ? {} : { undo_window_seconds: undoWindowSeconds }),
    })
    .onConflict((conflict) => conflict.column('school_id').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

async function insertClasses(tx: Tx, { school, academicYear, classes, subjects }: DemoSchool): Promise<void> {
  const school_id = school.id;
  await tx
    .insertInto('academic_year')
    .values({
      school_id,
      id: academicYear.id,
      name: academicYear.name,
      starts_on: academicYear.startsOn,
      ends_on: academicYear.endsOn,
    })
    .execute();
  await tx
    .insertInto('class')
    .values(
      classes.map(({ id, code, grade, section }) => ({
        school_id,
        id,
        year_id: academicYear.id,
        code,
        grade,
        section,
      })),
    )
    .execute();
  await tx
    .insertInto('subject')
    .values(subjects.map(({ code }) => ({ school_id, code })))
    .execute();
}

async function insertStaff(tx: Tx, { school, classes, staff }: DemoSchool): Promise<void> {
  const school_id = school.id;
  const classId = new Map(classes.map(({ code, id }) => [code, id]));
  await tx
    .insertInto('staff')
    .values(
      staff.map(({ id, name, nameNe, role, phone, language }) => ({
        school_id,
        id,
        name,
        name_ne: nameNe,
        role,
        phone,
        language,
      })),
    )
    .execute();
  await tx
    .insertInto('teaching')
    .values(
      staff.flatMap(({ id, classes: codes, subjects }) =>
        codes.map((code, rank) => ({
          school_id,
          staff_id: id,
          class_id: classId.get(code)!,
          rank,
          subjects,
        })),
      ),
    )
    .execute();
}

async function insertStudents(tx: Tx, { school, classes, students }: DemoSchool): Promise<void> {
  const school_id = school.id;
  const classId = new Map(classes.map(({ code, id }) => [code, id]));
  await tx
    .insertInto('student')
    .values(
      students.map(({ id, name, nameNe, gender, iemisStudentId }) => ({
        school_id,
        id,
        name,
        name_ne: nameNe,
        gender,
        iemis_student_id: iemisStudentId ?? null,
      })),
    )
    .execute();
  await tx
    .insertInto('enrolment')
    .values(
      students.map(({ id, classCode, roll }) => ({
        school_id,
        class_id: classId.get(classCode)!,
        student_id: id,
        roll,
      })),
    )
    .execute();
}

async function insertGuardians(
  tx: Tx,
  { school, academicYear, guardians, guardianships }: DemoSchool,
): Promise<void> {
  const school_id = school.id;
  await tx
    .insertInto('guardian')
    .values(
      guardians.map(({ id, name, nameNe, phone, language }) => ({
        school_id,
        id,
        name,
        name_ne: nameNe,
        phone,
        language,
        opted_in: true,
      })),
    )
    .execute();
  await tx
    .insertInto('guardianship')
    .values(
      guardianships.map(({ student, guardian, relation, primary }) => ({
        school_id,
        student_id: student,
        guardian_id: guardian,
        relation,
        is_primary: primary,
      })),
    )
    .execute();
  await tx
    .insertInto('consent')
    .values(
      guardians.map(({ id, consentId }) => ({
        school_id,
        id: consentId,
        guardian_id: id,
        topic: 'all',
        granted: true,
        how: 'form',
        wording: ENROLMENT_WORDING,
        at: academicYear.startsOn,
      })),
    )
    .execute();
}

import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import type { SchoolClass } from './find-class.ts';
import type { ConsentRow, EnrolmentRow, GuardianRow, GuardianshipRow, StudentRow } from './roster.ts';

/**
 * The school of the transaction, held until its end: two imports of one school wait for each other, and people can go
 * on writing meanwhile. Undefined when there is no such school.
 */
export function lockSchool(tx: Tx, schoolId: string): Promise<{ iemis_code: string | null } | undefined> {
  return tx
    .selectFrom('school')
    .select('iemis_code')
    .where('school_id', '=', schoolId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The academic year of a day (`YYYY-MM-DD`). */
export function loadYear(
  tx: Tx,
  schoolId: string,
  today: string,
): Promise<{ id: string; name: string } | undefined> {
  return tx
    .selectFrom('academic_year')
    .select(['id', 'name'])
    .where('school_id', '=', schoolId)
    .where('starts_on', '<=', today)
    .where('ends_on', '>=', today)
    .orderBy('starts_on', 'desc')
    .executeTakeFirst();
}

/** Lowest class first, those before grade 1 as they were entered. */
export async function loadClassesOfYear(tx: Tx, schoolId: string, yearId: string): Promise<SchoolClass[]> {
  const { rows } = await sql<SchoolClass>`
    SELECT id, code, grade, section FROM class WHERE school_id = ${schoolId} AND year_id = ${yearId}
    ORDER BY CASE WHEN grade ~ '^[0-9]{1,4}$' THEN grade::int ELSE 0 END, id
  `.execute(tx);
  return rows;
}

/** Everybody who was ever a pupil: one who comes back is the same person. */
export async function loadStudents(tx: Tx, schoolId: string): Promise<StudentRow[]> {
  const { rows } = await sql<StudentRow>`
    SELECT id, name, name_ne, gender, born_on, iemis_student_id, left_on FROM student WHERE school_id = ${schoolId} ORDER BY id
  `.execute(tx);
  return rows;
}

export async function loadEnrolments(tx: Tx, schoolId: string, yearId: string): Promise<EnrolmentRow[]> {
  const { rows } = await sql<EnrolmentRow>`
    SELECT e.class_id, e.student_id, e.roll, e.left_on FROM enrolment e
    JOIN class c ON c.school_id = e.school_id AND c.id = e.class_id
    WHERE e.school_id = ${schoolId} AND c.year_id = ${yearId}
  `.execute(tx);
  return rows;
}

export async function loadGuardians(tx: Tx, schoolId: string): Promise<GuardianRow[]> {
  const { rows } = await sql<GuardianRow>`
    SELECT id, name, name_ne, phone, language, opted_in FROM guardian WHERE school_id = ${schoolId}
  `.execute(tx);
  return rows;
}

export async function loadGuardianships(tx: Tx, schoolId: string): Promise<GuardianshipRow[]> {
  const { rows } = await sql<GuardianshipRow>`
    SELECT student_id, guardian_id, relation, is_primary FROM guardianship WHERE school_id = ${schoolId}
  `.execute(tx);
  return rows;
}

/** Guardians whose last line in the ledger for all topics is a withdrawal. */
export async function loadWithdrawn(tx: Tx, schoolId: string): Promise<Set<string>> {
  const { rows } = await sql<{ guardian_id: string }>`
    SELECT guardian_id FROM (
      SELECT DISTINCT ON (guardian_id) guardian_id, granted FROM consent
      WHERE school_id = ${schoolId} AND topic = 'all' ORDER BY guardian_id, at DESC, id DESC
    ) AS last_word WHERE NOT granted
  `.execute(tx);
  return new Set(rows.map(({ guardian_id }) => guardian_id));
}

export async function putStudents(tx: Tx, schoolId: string, rows: StudentRow[]): Promise<void> {
  await sql`
    INSERT INTO student (school_id, id, name, name_ne, gender, born_on, iemis_student_id, left_on)
    SELECT ${schoolId}, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)})
      AS r (id uuid, name text, name_ne text, gender text, born_on date, iemis_student_id text, left_on date)
    ON CONFLICT (school_id, id) DO UPDATE
      SET name = excluded.name, name_ne = excluded.name_ne, gender = excluded.gender, born_on = excluded.born_on,
          iemis_student_id = excluded.iemis_student_id, left_on = excluded.left_on
  `.execute(tx);
}

/** What only WhatsApp and the guardian decide (muted topics, reachability, the window) stays as it is. */
export async function putGuardians(tx: Tx, schoolId: string, rows: GuardianRow[]): Promise<void> {
  await sql`
    INSERT INTO guardian (school_id, id, name, name_ne, phone, language, opted_in)
    SELECT ${schoolId}, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)})
      AS r (id uuid, name text, name_ne text, phone text, language text, opted_in boolean)
    ON CONFLICT (school_id, id) DO UPDATE
      SET name = excluded.name, name_ne = excluded.name_ne, language = excluded.language, opted_in = excluded.opted_in
  `.execute(tx);
}

export async function endEnrolments(
  tx: Tx,
  schoolId: string,
  rows: { class_id: string; student_id: string; left_on: string }[],
): Promise<void> {
  await sql`
    UPDATE enrolment e SET left_on = r.left_on
    FROM jsonb_to_recordset(${JSON.stringify(rows)}) AS r (class_id uuid, student_id uuid, left_on date)
    WHERE e.school_id = ${schoolId} AND e.class_id = r.class_id AND e.student_id = r.student_id
  `.execute(tx);
}

/** Two pupils may have changed rolls, so those who have a seat get up before anybody sits down. */
export async function putEnrolments(tx: Tx, schoolId: string, rows: EnrolmentRow[]): Promise<void> {
  const seats = JSON.stringify(rows);
  await sql`
    UPDATE enrolment e SET roll = e.roll + ${BEYOND_EVERY_ROLL}
    FROM jsonb_to_recordset(${seats}) AS r (class_id uuid, student_id uuid)
    WHERE e.school_id = ${schoolId} AND e.class_id = r.class_id AND e.student_id = r.student_id
  `.execute(tx);
  await sql`
    INSERT INTO enrolment (school_id, class_id, student_id, roll, left_on)
    SELECT ${schoolId}, r.* FROM jsonb_to_recordset(${seats}) AS r (class_id uuid, student_id uuid, roll int, left_on date)
    ON CONFLICT (school_id, class_id, student_id) DO UPDATE SET roll = excluded.roll, left_on = excluded.left_on
  `.execute(tx);
}

const BEYOND_EVERY_ROLL = 1_000_000;

export async function putGuardianships(tx: Tx, schoolId: string, rows: GuardianshipRow[]): Promise<void> {
  await sql`
    INSERT INTO guardianship (school_id, student_id, guardian_id, relation, is_primary)
    SELECT ${schoolId}, r.* FROM jsonb_to_recordset(${JSON.stringify(rows)})
      AS r (student_id uuid, guardian_id uuid, relation text, is_primary boolean)
    ON CONFLICT (school_id, student_id, guardian_id) DO UPDATE
      SET relation = excluded.relation, is_primary = excluded.is_primary
  `.execute(tx);
}

export async function removeGuardianships(
  tx: Tx,
  schoolId: string,
  rows: Pick<GuardianshipRow, 'student_id' | 'guardian_id'>[],
): Promise<void> {
  await sql`
    DELETE FROM guardianship k USING jsonb_to_recordset(${JSON.stringify(rows)}) AS r (student_id uuid, guardian_id uuid)
    WHERE k.school_id = ${schoolId} AND k.student_id = r.student_id AND k.guardian_id = r.guardian_id
  `.execute(tx);
}

export async function addConsents(tx: Tx, schoolId: string, rows: ConsentRow[]): Promise<void> {
  await sql`
    INSERT INTO consent (school_id, id, guardian_id, topic, granted, how, wording, at)
    SELECT ${schoolId}, r.id, r.guardian_id, 'all', true, 'import', r.wording, r.at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}) AS r (id uuid, guardian_id uuid, wording text, at timestamptz)
  `.execute(tx);
}

/** @param entry `detail` holds counts only, no names and no numbers */
export async function addAuditEntry(
  tx: Tx,
  schoolId: string,
  entry: { id: string; at: Date; actor: string; detail: Record<string, number> },
): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      school_id: schoolId,
      id: entry.id,
      at: entry.at,
      actor: entry.actor,
      action: 'roster.import',
      subject: 'school',
      detail: JSON.stringify(entry.detail),
    })
    .execute();
}

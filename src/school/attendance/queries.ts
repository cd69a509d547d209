import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';

export type RosterRow = {
  class_id: string;
  class: string;
  student_id: string;
  roll: number;
  name: string;
  name_ne: string | null;
};

/** The pupils of these classes in the order of their rolls. */
export async function loadRoster(tx: Tx, schoolId: string, classIds: string[]): Promise<RosterRow[]> {
  const { rows } = await sql<RosterRow>`
    SELECT e.class_id, c.code AS class, s.id AS student_id, e.roll, s.name, s.name_ne
    FROM enrolment e
    JOIN class c ON c.school_id = e.school_id AND c.id = e.class_id
    JOIN student s ON s.school_id = e.school_id AND s.id = e.student_id AND s.left_on IS NULL
    WHERE e.school_id = ${schoolId} AND e.class_id = ANY (${classIds}::uuid[]) AND e.left_on IS NULL
    ORDER BY c.code, e.roll
  `.execute(tx);
  return rows;
}

export type AttendanceState = 'present' | 'absent' | 'late' | 'leave';
export type Mark = { classId: string; studentId: string; date: string; state: AttendanceState };

// The row says leave, or leave was asked after its pupil was marked present.
const LEAVE_STANDS = sql`(a.state = 'leave' OR a.leave_asked_at >= a.marked_at)`;

/**
 * Marks pupils for a day. A pupil for whom leave was asked is on leave when marked absent: the family has told us.
 * @param alerted keep the message that told their family, so that its buttons still find them
 */
export async function markAttendance(
  tx: Tx,
  schoolId: string,
  marks: Mark[],
  by: string,
  messageId: string | null,
  alerted: string[],
  at: Date,
): Promise<void> {
  await sql`
      INSERT INTO attendance AS a (school_id, class_id, on_date, student_id, state, message_id, marked_by, marked_at)
      SELECT ${schoolId}::uuid, m.class_id, m.on_date, m.student_id, m.state, ${messageId}::uuid, ${by}::uuid, ${at}
      FROM unnest(${marks.map((m) => m.classId)}::uuid[], ${marks.map((m) => m.date)}::date[], ${marks.map((m) => m.studentId)}::uuid[], ${marks.map((m) => m.state)}::text[])
        AS m (class_id, on_date, student_id, state)
      ON CONFLICT (school_id, class_id, on_date, student_id) DO UPDATE
        SET state = CASE WHEN excluded.state = 'absent' AND ${LEAVE_STANDS} THEN 'leave' ELSE excluded.state END,
            message_id = CASE WHEN a.student_id = ANY (${alerted}::uuid[]) THEN a.message_id ELSE excluded.message_id END,
            marked_by = excluded.marked_by, marked_at = excluded.marked_at
  `.execute(tx);
}

/** The pupils of the class for whom leave was asked on the day, unless they were marked there since. */
export async function findOnLeave(
  tx: Tx,
  schoolId: string,
  classId: string,
  date: string,
): Promise<Set<string>> {
  const { rows } = await sql<{ student_id: string }>`
    SELECT student_id FROM attendance a
    WHERE school_id = ${schoolId} AND class_id = ${classId} AND on_date = ${date} AND ${LEAVE_STANDS}
  `.execute(tx);
  return new Set(rows.map((row) => row.student_id));
}

/** A guardian's leave for their child, one row a day. What a teacher has marked since stays. */
export async function askLeave(
  tx: Tx,
  schoolId: string,
  leave: { classId: string; studentId: string; dates: string[]; reason: string | null; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO attendance AS a (school_id, class_id, on_date, student_id, state, reason, marked_at, leave_asked_at)
    SELECT ${schoolId}::uuid, ${leave.classId}::uuid, day, ${leave.studentId}::uuid, 'leave', ${leave.reason}, ${leave.at}, ${leave.at}
    FROM unnest(${leave.dates}::date[]) AS day
    ON CONFLICT (school_id, class_id, on_date, student_id) DO UPDATE
      SET state = CASE WHEN a.state = 'absent' THEN 'leave' ELSE a.state END, reason = excluded.reason, leave_asked_at = excluded.leave_asked_at
  `.execute(tx);
}

export type AbsenceAnswer = 'sick' | 'leave' | 'did_not_know';

/** What a guardian says of an absence they were told of. Their words turn "absent" into "leave" where they knew. */
export async function answerAbsence(
  tx: Tx,
  schoolId: string,
  messageId: string,
  studentIds: string[],
  answer: AbsenceAnswer,
  at: Date,
): Promise<void> {
  await sql`
    UPDATE attendance SET answer = ${answer}, answered_at = ${at}, state = CASE WHEN ${answer} = 'did_not_know' THEN state ELSE 'leave' END
    WHERE school_id = ${schoolId} AND message_id = ${messageId} AND student_id = ANY (${studentIds}::uuid[]) AND state IN ('absent', 'leave')
  `.execute(tx);
}

/** Takes back the marks that came with a message that was taken back. Leave that a family had asked for stays. */
export async function withdrawAttendance(tx: Tx, schoolId: string, messageId: string): Promise<void> {
  await sql`
    WITH asked AS (
      UPDATE attendance SET state = 'leave', message_id = NULL, marked_by = NULL
      WHERE school_id = ${schoolId} AND message_id = ${messageId} AND leave_asked_at IS NOT NULL
    )
    DELETE FROM attendance WHERE school_id = ${schoolId} AND message_id = ${messageId} AND leave_asked_at IS NULL
  `.execute(tx);
}

export type Absence = {
  name: string;
  name_ne: string | null;
  answer: AbsenceAnswer | null;
  answered_at: Date | null;
};

export type AbsenceInClass = Absence & { class_id: string; class: string; on_date: string };

/** The pupils an alert was about, and what their families have answered. */
export async function loadAbsences(tx: Tx, schoolId: string, messageId: string): Promise<AbsenceInClass[]> {
  const { rows } = await sql<AbsenceInClass>`
    SELECT s.name, s.name_ne, a.answer, a.answered_at, a.class_id, c.code AS class, a.on_date
    FROM attendance a
    JOIN student s ON s.school_id = a.school_id AND s.id = a.student_id
    JOIN class c ON c.school_id = a.school_id AND c.id = a.class_id
    WHERE a.school_id = ${schoolId} AND a.message_id = ${messageId} AND (a.state = 'absent' OR a.answer IS NOT NULL)
    ORDER BY s.name
  `.execute(tx);
  return rows;
}

export async function loadDay(
  tx: Tx,
  schoolId: string,
  studentId: string,
  date: string,
): Promise<AttendanceState | undefined> {
  const row = await tx
    .selectFrom('attendance')
    .select('state')
    .where('school_id', '=', schoolId)
    .where('student_id', '=', studentId)
    .where('on_date', '=', date)
    .executeTakeFirst();
  return row?.state as AttendanceState | undefined;
}

/** How many days of each state a pupil has from one day to another, both included. */
export async function countDays(
  tx: Tx,
  schoolId: string,
  studentId: string,
  from: string,
  to: string,
): Promise<Record<AttendanceState, number>> {
  const rows = await tx
    .selectFrom('attendance')
    .select(['state', sql<number>`count(*)::int`.as('days')])
    .where('school_id', '=', schoolId)
    .where('student_id', '=', studentId)
    .where('on_date', '>=', from)
    .where('on_date', '<=', to)
    .groupBy('state')
    .execute();
  const days = (state: AttendanceState) => rows.find((row) => row.state === state)?.days ?? 0;
  return { present: days('present'), absent: days('absent'), late: days('late'), leave: days('leave') };
}

import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import type { SubjectCode, Understanding } from '#templates/words/subjects.ts';

export type HomeworkRow = {
  subject: SubjectCode;
  topic: string | null;
  homework: string | null;
  understanding: Understanding | null;
  note: string | null;
  due_on: string | null;
};

/** What was taught and given in a class on a day, as its teachers wrote it. */
export async function loadHomework(
  tx: Tx,
  schoolId: string,
  classId: string,
  date: string,
): Promise<HomeworkRow[]> {
  const { rows } = await sql<HomeworkRow>`
    SELECT subject, topic, homework, understanding, note, due_on FROM daily_update
    WHERE school_id = ${schoolId} AND class_id = ${classId} AND on_date = ${date} AND withdrawn_at IS NULL
    ORDER BY id
  `.execute(tx);
  return rows;
}

export type EventRow = {
  starts_on: string;
  ends_on: string;
  kind: 'holiday' | 'closure' | 'exam' | 'event';
  title: string;
  title_ne: string | null;
};

/** The next thing in the school's own calendar from a day on, or what there is on just that day. */
export async function findEvent(
  tx: Tx,
  schoolId: string,
  from: string,
  onlyThatDay: boolean,
): Promise<EventRow | undefined> {
  const { rows } = await sql<EventRow>`
    SELECT starts_on, ends_on, kind, title, title_ne FROM calendar_event
    WHERE school_id = ${schoolId} AND ends_on >= ${from}::date AND (NOT ${onlyThatDay} OR starts_on <= ${from}::date)
    ORDER BY starts_on LIMIT 1
  `.execute(tx);
  return rows[0];
}

export type ClassTeacher = {
  id: string;
  name: string;
  name_ne: string | null;
  phone: string;
  language: 'en' | 'ne' | 'both';
  last_inbound_at: Date | null;
};

/** The teacher whose own class this is; without one, the school's office. */
export async function findClassTeacher(
  tx: Tx,
  schoolId: string,
  classId: string,
): Promise<ClassTeacher | undefined> {
  const { rows } = await sql<ClassTeacher>`
    SELECT p.id, p.name, p.name_ne, p.phone, p.language, p.last_inbound_at
    FROM staff p LEFT JOIN teaching t ON t.school_id = p.school_id AND t.staff_id = p.id AND t.class_id = ${classId}
    WHERE p.school_id = ${schoolId} AND p.left_on IS NULL AND (t.rank = 0 OR p.role = 'admin')
    ORDER BY (t.rank = 0) DESC NULLS LAST, p.id LIMIT 1
  `.execute(tx);
  return rows[0];
}

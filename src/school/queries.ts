import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import { LEARNT_AFTER } from '#school/own-words/queries.ts';
import type { Language } from '#templates/language.ts';
import type { SendOutcome } from '#templates/say.ts';
import type { SubjectCode } from '#templates/words/subjects.ts';

export type SchoolFacts = {
  district: string | null;
  name: string;
  name_ne: string;
  sender_id: string;
  lane_slot: number;
  undo_window_seconds: number;
  /** Which notices of teachers the office sees first. */
  notices_to_approve: 'none' | 'wider' | 'all';
  /** Why nothing goes to guardians at present, as a reason of the catalogue; null: it goes. */
  halted: SendOutcome | null;
};

export async function loadSchool(tx: Tx, schoolId: string): Promise<SchoolFacts> {
  return tx
    .selectFrom('school')
    .innerJoin('lane', 'lane.sender_id', 'school.sender_id')
    .select([
      'school.name',
      'school.name_ne',
      'school.district',
      'school.sender_id',
      'school.undo_window_seconds',
      'lane.slot as lane_slot',
      HALTED.as('halted'),
    ])
    .select(sql<SchoolFacts['notices_to_approve']>`notices_to_approve`.as('notices_to_approve'))
    .where('school_id', '=', schoolId)
    .executeTakeFirstOrThrow();
}

const HALTED = sql<SendOutcome | null>`
  CASE WHEN EXISTS (SELECT FROM platform_pause) THEN 'by_hand'
       WHEN lane.stopped_reason IS NOT NULL AND (lane.stopped_until IS NULL OR lane.stopped_until > now()) THEN lane.stopped_reason
       WHEN school.paused_at IS NOT NULL THEN 'paused' END`;

export type AuditEntry = {
  id: string;
  at: Date;
  /** `staff:<id>`, `operator:<who>` or `system`. */
  actor: string;
  action: string;
  /** What it was done to, by kind and id: `message:<id>`. */
  subject: string;
  detail: Record<string, unknown>;
};

/** Notes down what somebody did, by ids and numbers alone. */
export async function insertAudit(tx: Tx, schoolId: string, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({ school_id: schoolId, ...entry, detail: JSON.stringify(entry.detail) })
    .execute();
}

export type StaffMember = {
  id: string;
  name: string;
  name_ne: string | null;
  role: 'admin' | 'teacher' | 'accountant';
  phone: string;
  whatsapp_user_id: string | null;
  language: Language;
  teaching: { class_id: string; code: string; grade: string; subjects: string[] }[];
  /** Words of theirs for subjects, learnt from their answers. */
  own_words: Record<string, SubjectCode>;
};

/** Members of staff with what they teach this year, their own class and main subject first. */
export async function loadStaff(
  tx: Tx,
  schoolId: string,
  ids: string[],
  today: string,
): Promise<StaffMember[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<StaffMember>`
    SELECT p.id, p.name, p.name_ne, p.role, p.phone, p.whatsapp_user_id, p.language,
           coalesce(jsonb_agg(jsonb_build_object('class_id', c.id, 'code', c.code, 'grade', c.grade, 'subjects', t.subjects) ORDER BY t.rank, c.code)
             FILTER (WHERE c.id IS NOT NULL), '[]') AS teaching,
           coalesce((SELECT jsonb_object_agg(o.word, o.subject) FROM own_word o
             WHERE o.school_id = p.school_id AND o.staff_id = p.id AND o.times >= ${LEARNT_AFTER}), '{}') AS own_words
    FROM staff p
    LEFT JOIN (teaching t
      JOIN class c ON c.school_id = t.school_id AND c.id = t.class_id
      JOIN academic_year y ON y.school_id = c.school_id AND y.id = c.year_id AND ${today}::date BETWEEN y.starts_on AND y.ends_on)
      ON t.school_id = p.school_id AND t.staff_id = p.id
    WHERE p.school_id = ${schoolId} AND p.id = ANY (${ids}::uuid[])
    GROUP BY p.school_id, p.id
  `.execute(tx);
  return rows;
}

export type StaffAddress = {
  id: string;
  name: string;
  name_ne: string | null;
  phone: string;
  whatsapp_user_id: string | null;
  language: Language;
  last_inbound_at: Date | null;
};

/** Where a member of staff is reached, and when they last wrote. */
export async function loadStaffAddress(
  tx: Tx,
  schoolId: string,
  id: string,
): Promise<StaffAddress | undefined> {
  return tx
    .selectFrom('staff')
    .select(['id', 'name', 'name_ne', 'phone', 'whatsapp_user_id', 'last_inbound_at'])
    .select(sql<Language>`language`.as('language'))
    .where('school_id', '=', schoolId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The admins of the school, who decide what goes wide. */
export async function loadAdmins(tx: Tx, schoolId: string): Promise<StaffAddress[]> {
  return tx
    .selectFrom('staff')
    .select(['id', 'name', 'name_ne', 'phone', 'whatsapp_user_id', 'last_inbound_at'])
    .select(sql<Language>`language`.as('language'))
    .where('school_id', '=', schoolId)
    .where('role', '=', 'admin')
    .where('left_on', 'is', null)
    .orderBy('id')
    .execute();
}

export type ClassRow = { id: string; code: string; grade: string };

/** Every class of the school this year, lowest first as they were entered. */
export async function loadClasses(tx: Tx, schoolId: string, today: string): Promise<ClassRow[]> {
  const { rows } = await sql<ClassRow>`
    SELECT c.id, c.code, c.grade FROM class c
    JOIN academic_year y ON y.school_id = c.school_id AND y.id = c.year_id AND ${today}::date BETWEEN y.starts_on AND y.ends_on
    WHERE c.school_id = ${schoolId}
    ORDER BY (CASE WHEN c.grade ~ '^[0-9]+$' THEN c.grade::int ELSE 0 END), c.id
  `.execute(tx);
  return rows;
}

export type Guardian = {
  id: string;
  name: string;
  name_ne: string | null;
  phone: string | null;
  whatsapp_user_id: string | null;
  language: Language;
};

export async function loadGuardians(tx: Tx, schoolId: string, ids: string[]): Promise<Guardian[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('guardian')
    .select(['id', 'name', 'name_ne', 'phone', 'whatsapp_user_id'])
    .select(sql<Language>`language`.as('language'))
    .where('school_id', '=', schoolId)
    .where('id', 'in', ids)
    .execute();
}

/** Remembers that these people wrote just now: their 24-hour window is open, and Meta's id for them is known. */
export async function touchPeople(
  tx: Tx,
  schoolId: string,
  kind: 'staff' | 'guardian',
  people: { id: string; userId: string | null; at: Date }[],
): Promise<void> {
  if (people.length === 0) return;
  const table = sql.table(kind);
  const reset = kind === 'guardian' ? sql`, unreachable_since = NULL` : sql``;
  await sql`
    UPDATE ${table} p
    SET last_inbound_at = greatest(p.last_inbound_at, w.at), whatsapp_user_id = coalesce(w.user_id, p.whatsapp_user_id) ${reset}
    FROM unnest(${people.map((p) => p.id)}::uuid[], ${people.map((p) => p.userId)}::text[], ${people.map((p) => p.at)}::timestamptz[]) AS w (id, user_id, at)
    WHERE p.school_id = ${schoolId} AND p.id = w.id
  `.execute(tx);
}

export type ChildRow = { id: string; name: string; name_ne: string | null; class: string; class_id: string };

/** A guardian's children with their classes of this year. */
export async function loadChildren(
  tx: Tx,
  schoolId: string,
  guardianId: string,
  today: string,
): Promise<ChildRow[]> {
  const { rows } = await sql<ChildRow>`
    SELECT s.id, s.name, s.name_ne, c.code AS class, c.id AS class_id
    FROM guardianship k
    JOIN student s ON s.school_id = k.school_id AND s.id = k.student_id AND s.left_on IS NULL
    JOIN enrolment e ON e.school_id = s.school_id AND e.student_id = s.id AND e.left_on IS NULL
    JOIN class c ON c.school_id = e.school_id AND c.id = e.class_id
    JOIN academic_year y ON y.school_id = c.school_id AND y.id = c.year_id AND ${today}::date BETWEEN y.starts_on AND y.ends_on
    WHERE k.school_id = ${schoolId} AND k.guardian_id = ${guardianId}
    ORDER BY c.code, e.roll
  `.execute(tx);
  return rows;
}

/** The guardian behind an address a text came from. */
export async function findGuardianByPerson(
  tx: Tx,
  schoolId: string,
  person: string,
): Promise<Guardian | undefined> {
  return tx
    .selectFrom('guardian')
    .select(['id', 'name', 'name_ne', 'phone', 'whatsapp_user_id'])
    .select(sql<Language>`language`.as('language'))
    .where('school_id', '=', schoolId)
    .where((row) => row.or([row('phone', '=', person), row('whatsapp_user_id', '=', person)]))
    .executeTakeFirst();
}

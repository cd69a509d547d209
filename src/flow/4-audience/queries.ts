import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import type { Language } from '#templates/language.ts';

/** A guardian with those of their children whom a message is about. */
export type Reader = {
  guardian_id: string;
  phone: string | null;
  whatsapp_user_id: string | null;
  language: Language;
  opted_in: boolean;
  muted_topics: string[];
  unreachable_since: Date | null;
  last_inbound_at: Date | null;
  children: { id: string; class: string; name: string; name_ne: string | null }[];
};

/** The guardians of the pupils of these classes, each once, with their children there; of all pupils, or of these alone. */
export async function loadReaders(
  tx: Tx,
  schoolId: string,
  classIds: string[],
  studentIds?: string[],
): Promise<Reader[]> {
  const only = studentIds ? sql`AND s.id = ANY (${studentIds}::uuid[])` : sql``;
  const { rows } = await sql<Reader>`
    SELECT g.id AS guardian_id, g.phone, g.whatsapp_user_id, g.language, g.opted_in, g.muted_topics, g.unreachable_since, g.last_inbound_at,
           jsonb_agg(jsonb_build_object('id', s.id, 'class', c.code, 'name', s.name, 'name_ne', s.name_ne) ORDER BY c.code, e.roll) AS children
    FROM class c
    JOIN enrolment e ON e.school_id = c.school_id AND e.class_id = c.id AND e.left_on IS NULL
    JOIN student s ON s.school_id = e.school_id AND s.id = e.student_id AND s.left_on IS NULL
    JOIN guardianship k ON k.school_id = e.school_id AND k.student_id = e.student_id
    JOIN guardian g ON g.school_id = k.school_id AND g.id = k.guardian_id
    WHERE c.school_id = ${schoolId} AND c.id = ANY (${classIds}::uuid[]) ${only}
    GROUP BY g.school_id, g.id
    ORDER BY g.id
  `.execute(tx);
  return rows;
}

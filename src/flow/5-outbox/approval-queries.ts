import { sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';
import type { ReadingOf } from '#outbox/read-text.ts';
import type { Words } from '#templates/language.ts';

export type Decision = 'approved' | 'declined' | 'withdrawn' | 'expired';

/** A notice that waits, or waited, for the office. */
export type Approval = {
  id: string;
  author_id: string;
  inbound_id: string;
  request_id: string;
  reading: ReadingOf<'announcement'>;
  audience: Words;
  expires_at: Date;
  decision: Decision | null;
  decided_by: string | null;
  reason: string | null;
};

export type NewApproval = Pick<
  Approval,
  'id' | 'author_id' | 'inbound_id' | 'request_id' | 'reading' | 'audience' | 'expires_at'
>;

export async function insertApproval(
  tx: Tx,
  schoolId: string,
  { reading, audience, ...approval }: NewApproval,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('approval')
    .values({
      school_id: schoolId,
      ...approval,
      reading: JSON.stringify(reading),
      audience: JSON.stringify(audience),
      asked_at: at,
    })
    .execute();
}

const COLUMNS = sql`id, author_id, inbound_id, request_id, reading, audience, expires_at, decision, decided_by, reason`;

/** Decides, once: undefined where somebody or time was before, or there is no such notice in this school. */
export async function decide(
  tx: Tx,
  schoolId: string,
  id: string,
  decision: Exclude<Decision, 'expired'>,
  by: string,
  reason: string | null,
  at: Date,
): Promise<Approval | undefined> {
  const { rows } = await sql<Approval>`
    UPDATE approval SET decision = ${decision}, decided_by = ${by}, decided_at = ${at}, reason = ${reason}
    WHERE school_id = ${schoolId} AND id = ${id} AND decision IS NULL AND expires_at > ${at}
      AND (${decision} <> 'withdrawn' OR author_id = ${by})
    RETURNING ${COLUMNS}
  `.execute(tx);
  return rows[0];
}

export async function findApproval(tx: Tx, schoolId: string, id: string): Promise<Approval | undefined> {
  const { rows } = await sql<Approval>`
    SELECT ${COLUMNS} FROM approval WHERE school_id = ${schoolId} AND id = ${id}
  `.execute(tx);
  return rows[0];
}

/** The newest notice of a writer that still waits. */
export async function findOpenApproval(
  tx: Tx,
  schoolId: string,
  authorId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM approval WHERE school_id = ${schoolId} AND author_id = ${authorId} AND decision IS NULL
    ORDER BY id DESC LIMIT 1
  `.execute(tx);
  return rows[0]?.id;
}

/** Adds the reason that whoever declined gives afterwards, once. */
export async function addReason(
  tx: Tx,
  schoolId: string,
  id: string,
  by: string,
  reason: string,
): Promise<Approval | undefined> {
  const { rows } = await sql<Approval>`
    UPDATE approval SET reason = ${reason}
    WHERE school_id = ${schoolId} AND id = ${id} AND decision = 'declined' AND decided_by = ${by} AND reason IS NULL
    RETURNING ${COLUMNS}
  `.execute(tx);
  return rows[0];
}

/** Schools with a notice for which nobody answered in time. */
export async function findSchoolsWithExpired(db: Db, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ school_id: string }>`
    SELECT DISTINCT school_id FROM approval WHERE decision IS NULL AND expires_at <= ${now} LIMIT ${limit}
  `.execute(db);
  return rows.map((row) => row.school_id);
}

/** Ends what nobody answered. A notice that another worker or a late tap has under its hand is left to them. */
export async function expireApprovals(tx: Tx, schoolId: string, now: Date): Promise<Approval[]> {
  const { rows } = await sql<Approval>`
    UPDATE approval SET decision = 'expired', decided_at = ${now}
    WHERE (school_id, id) IN (
      SELECT school_id, id FROM approval WHERE school_id = ${schoolId} AND decision IS NULL AND expires_at <= ${now}
      FOR UPDATE SKIP LOCKED
    )
    RETURNING ${COLUMNS}
  `.execute(tx);
  return rows;
}

import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';

/** Which failures are meant; what is not given does not narrow it. */
export type FailedFilter = { schoolId?: string; messageId?: string; reason?: string; since: Date };

// A message narrows it so much that nothing else need; otherwise the index on failed_at finds them.
const isMeant = ({ schoolId, messageId, reason, since }: FailedFilter): RawBuilder<unknown> => sql`
  d.status = 'failed' AND d.failed_at >= ${since}
  AND (${schoolId ?? null}::uuid IS NULL OR d.school_id = ${schoolId ?? null})
  AND (${messageId ?? null}::uuid IS NULL OR d.message_id = ${messageId ?? null})
  AND (${reason ?? null}::text IS NULL OR coalesce(d.error_detail, 'other') = ${reason ?? null})`;

export type FailedCount = {
  school_id: string;
  reason: string;
  deliveries: number;
  messages: number;
  /** How many of them failed again after a replay. */
  replayed: number;
  last: Date;
};

/** Failures by school and reason, the most first. */
export async function countFailed(db: Db, filter: FailedFilter): Promise<FailedCount[]> {
  const { rows } = await sql<FailedCount>`
    SELECT d.school_id, coalesce(d.error_detail, 'other') AS reason, count(*)::int AS deliveries, count(DISTINCT d.message_id)::int AS messages,
           count(d.replayed_at)::int AS replayed, max(d.failed_at) AS last
    FROM delivery d WHERE ${isMeant(filter)}
    GROUP BY 1, 2 ORDER BY deliveries DESC, 1, 2
  `.execute(db);
  return rows;
}

export async function schoolsWithFailed(db: Db, filter: FailedFilter): Promise<string[]> {
  const { rows } = await sql<{ school_id: string }>`
    SELECT DISTINCT d.school_id FROM delivery d WHERE ${isMeant(filter)} ORDER BY 1
  `.execute(db);
  return rows.map((row) => row.school_id);
}

/** Why a failed delivery is not planned again. */
export type LeftOut =
  | 'replayed_before'
  | 'may_have_arrived'
  | 'withdrawn'
  | 'out_of_date'
  | 'opted_out'
  | 'gone'
  | 'no_address';

export type FailedDelivery = {
  message_id: string;
  recipient_id: string;
  part: number;
  address: string | null;
  left_out: LeftOut | null;
};

/** Locks a school's failures, oldest first, each with its address of today and why it is left out, if it is. */
export async function lockFailed(
  tx: Tx,
  schoolId: string,
  filter: FailedFilter,
  now: Date,
  limit: number,
): Promise<FailedDelivery[]> {
  const { rows } = await sql<FailedDelivery>`
    SELECT d.message_id, d.recipient_id, d.part,
           CASE d.recipient_kind WHEN 'guardian' THEN coalesce(g.phone, g.whatsapp_user_id) WHEN 'staff' THEN s.phone ELSE d.address END AS address,
           CASE WHEN d.replayed_at IS NOT NULL THEN 'replayed_before'
                WHEN d.error_detail = 'unsettled' AND ${filter.reason ?? null}::text IS DISTINCT FROM 'unsettled' THEN 'may_have_arrived'
                WHEN m.withdrawn_at IS NOT NULL THEN 'withdrawn'
                WHEN m.expires_at <= ${now} THEN 'out_of_date'
                WHEN d.recipient_kind = 'guardian' AND g.id IS NULL OR d.recipient_kind = 'staff' AND (s.id IS NULL OR s.left_on IS NOT NULL) THEN 'gone'
                WHEN d.error_detail = 'opted_out' OR NOT g.opted_in OR g.muted_topics && ARRAY[m.topic, 'all'] THEN 'opted_out'
                WHEN d.recipient_kind = 'guardian' AND coalesce(g.phone, g.whatsapp_user_id) IS NULL THEN 'no_address' END AS left_out
    FROM delivery d
    JOIN message m ON m.school_id = d.school_id AND m.id = d.message_id
    LEFT JOIN guardian g ON d.recipient_kind = 'guardian' AND g.school_id = d.school_id AND g.id = d.recipient_id
    LEFT JOIN staff s ON d.recipient_kind = 'staff' AND s.school_id = d.school_id AND s.id = d.recipient_id
    WHERE d.school_id = ${schoolId} AND ${isMeant(filter)}
    ORDER BY d.message_id, d.recipient_id, d.part LIMIT ${limit}
    FOR UPDATE OF d
  `.execute(tx);
  return rows;
}

// The writer hears again how it did, once the second try has had time to end.
const REPORT_AFTER = '10 minutes';

/**
 * Plans them again: through the school's present number, with a try of its own before it. The error stays until that
 * try ends: it keeps a late `sent` of the old one from passing for the new, while a late `delivered` still counts. Where
 * the outcome was unknown, a late `sent` is the answer, and nothing goes again: there the code is taken away.
 */
export async function planAgain(
  tx: Tx,
  schoolId: string,
  deliveries: FailedDelivery[],
  at: Date,
): Promise<void> {
  await sql`
    WITH again AS (
      SELECT * FROM unnest(${deliveries.map((d) => d.message_id)}::uuid[], ${deliveries.map((d) => d.recipient_id)}::uuid[],
                           ${deliveries.map((d) => d.part)}::smallint[], ${deliveries.map((d) => d.address)}::text[])
        AS a (message_id, recipient_id, part, address)
    ), planned AS (
      UPDATE delivery d
      SET status = 'planned', place = NULL, wake_at = ${at}, spared = d.attempt, replayed_at = ${at}, failed_at = NULL,
          error_code = CASE WHEN d.error_detail = 'unsettled' THEN NULL ELSE d.error_code END,
          sender_id = school.sender_id, address = a.address,
          -- A window is open between two numbers; between others there is none.
          window_until = CASE WHEN d.address = a.address AND d.sender_id = school.sender_id THEN d.window_until END
      FROM again a, school
      WHERE school.school_id = ${schoolId}
        AND d.school_id = ${schoolId} AND d.message_id = a.message_id AND d.recipient_id = a.recipient_id AND d.part = a.part AND d.status = 'failed'
      RETURNING d.message_id
    )
    UPDATE message m SET report_at = ${at}::timestamptz + ${REPORT_AFTER}::interval, reported_at = NULL
    WHERE m.school_id = ${schoolId} AND m.id IN (SELECT message_id FROM planned) AND m.author_id IS NOT NULL AND m.kind NOT IN ('reply', 'report')
  `.execute(tx);
}

import { sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';
import type { NumberStanding } from '#whatsapp/read-number.ts';

export type AskedNumber = {
  sender_id: string;
  phone_number_id: string;
  waba_id: string;
  /** Which of its own tokens is in force; null: the platform's. */
  token_no: number | null;
};

/** Whether Meta is to be asked for a number. */
export async function isNumberDue(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    SELECT EXISTS (SELECT FROM sender WHERE look_at <= ${now}) AS due
  `.execute(db);
  return rows[0]!.due;
}

/** Takes numbers that are due, for so long that a worker can be done or be taken for dead. */
export async function claimNumbers(
  db: Db,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<AskedNumber[]> {
  const { rows } = await sql<AskedNumber>`
    WITH due AS MATERIALIZED (
      SELECT id FROM sender WHERE look_at <= ${now} ORDER BY look_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE sender SET look_at = ${leaseUntil} FROM due, lane
    WHERE sender.id = due.id AND lane.sender_id = due.id
    RETURNING sender.id AS sender_id, phone_number_id, waba_id, token_no
  `.execute(db);
  return rows;
}

export async function askAgainAt(db: Db, senderId: string, at: Date): Promise<void> {
  await sql`UPDATE sender SET look_at = ${at} WHERE id = ${senderId}`.execute(db);
}

/** What Meta said of a number itself. A pace that somebody set by hand stays. */
export async function putStanding(
  tx: Tx,
  senderId: string,
  { quality, raisedTo, nameStatus }: NumberStanding,
  readAt: Date,
  lookAt: Date,
): Promise<void> {
  await sql`
    UPDATE sender SET quality = coalesce(${quality ?? null}, quality), per_second = coalesce(per_second, ${raisedTo ?? null}),
      name_status = coalesce(${nameStatus ?? null}, name_status), read_at = ${readAt}, look_at = ${lookAt}
    WHERE id = ${senderId}
  `.execute(tx);
}

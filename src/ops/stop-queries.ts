import { sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';
import type { Language } from '#templates/language.ts';

export type UntoldStop = {
  sender_id: string;
  waba_id: string;
  reason: string;
  /** As the database writes it, to the microsecond: it tells one stop from the next. */
  stopped_at: string;
  school_ids: string[];
};

/** Lanes that stopped themselves and whose schools have not been told yet. */
export async function loadUntoldStops(db: Db): Promise<UntoldStop[]> {
  const { rows } = await sql<UntoldStop>`
    SELECT lane.sender_id, sender.waba_id, lane.stopped_reason AS reason, lane.stopped_at::text AS stopped_at,
           ARRAY(SELECT school_id FROM school WHERE school.sender_id = lane.sender_id ORDER BY school_id) AS school_ids
    FROM lane JOIN sender ON sender.id = lane.sender_id
    WHERE lane.stopped_reason <> 'by_hand' AND lane.stop_told_at IS DISTINCT FROM lane.stopped_at
  `.execute(db);
  return rows;
}

export async function markStopTold(db: Db, stop: UntoldStop): Promise<void> {
  await sql`
    UPDATE lane SET stop_told_at = ${stop.stopped_at}::text::timestamptz WHERE sender_id = ${stop.sender_id}
  `.execute(db);
}

/** True for the one who is to tell this school of this stop. */
export async function markToldInSchool(tx: Tx, schoolId: string, stoppedAt: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE school SET stop_told_at = ${stoppedAt}::text::timestamptz
    WHERE school_id = ${schoolId} AND stop_told_at IS DISTINCT FROM ${stoppedAt}::text::timestamptz
  `.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}

export type OtherPath = { sender_id: string; slot: number };

/** The number of this id at Meta, when it is another than the stopped one, sends, and is not of the account `notOf`. */
export async function findOtherPath(
  db: Db,
  phoneNumberId: string,
  stoppedSender: string,
  notOf: string | null,
): Promise<OtherPath | undefined> {
  const { rows } = await sql<OtherPath>`
    SELECT lane.sender_id, lane.slot FROM lane JOIN sender ON sender.id = lane.sender_id
    WHERE sender.phone_number_id = ${phoneNumberId} AND sender.id <> ${stoppedSender} AND sender.waba_id IS DISTINCT FROM ${notOf}
      AND (lane.stopped_reason IS NULL OR lane.stopped_until <= now())
  `.execute(db);
  return rows[0];
}

export type AdminAddress = { id: string; phone: string; language: Language };

export async function loadAdmins(tx: Tx, schoolId: string): Promise<AdminAddress[]> {
  const { rows } = await sql<AdminAddress>`
    SELECT id, phone, language FROM staff WHERE school_id = ${schoolId} AND role = 'admin' AND left_on IS NULL ORDER BY id
  `.execute(tx);
  return rows;
}

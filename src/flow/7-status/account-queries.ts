import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';

/**
 * The messaging limit of the portfolio that an account belongs to; 0: no limit. What waits for room is tried again now:
 * it is past its undo window, and no refusal of Meta's delays it.
 */
export async function setLimit(tx: Tx, wabaId: string, peoplePerDay: number, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    UPDATE portfolio SET people_per_day = ${peoplePerDay}, promised_until = NULL
    WHERE id = (SELECT portfolio_id FROM waba WHERE waba_id = ${wabaId}) AND people_per_day IS DISTINCT FROM ${peoplePerDay}
    RETURNING id
  `.execute(tx);
  if (rows.length === 0) return;
  // A statement of its own: whoever was just putting deliveries off held the portfolio until now, and this one sees them.
  await sql`
    UPDATE delivery d SET wake_at = ${now}
    FROM message m, sender s JOIN waba USING (waba_id)
    WHERE waba.portfolio_id = ${rows[0]!.id} AND d.wake_at > ${now} AND d.status = 'planned' AND d.error_code IS NULL AND d.sender_id = s.id
      AND m.school_id = d.school_id AND m.id = d.message_id AND m.send_after <= ${now}
  `.execute(tx);
}

// Meta writes a number with or without its plus, and with spaces in some places.
const sameNumber = (displayNumber: string) =>
  sql`regexp_replace(display_number, '\\D', '', 'g') = ${displayNumber.replaceAll(/\D/g, '')}`;

export async function setQuality(
  tx: Tx,
  wabaId: string,
  displayNumber: string,
  quality: 'RED' | 'YELLOW',
): Promise<void> {
  await sql`UPDATE sender SET quality = ${quality} WHERE waba_id = ${wabaId} AND ${sameNumber(displayNumber)}`.execute(
    tx,
  );
}

/** Meta raised what a number may send. A pace that somebody set by hand stays. */
export async function raisePace(
  tx: Tx,
  wabaId: string,
  displayNumber: string,
  perSecond: number,
): Promise<void> {
  await sql`
    UPDATE sender SET per_second = ${perSecond} WHERE waba_id = ${wabaId} AND per_second IS NULL AND ${sameNumber(displayNumber)}
  `.execute(tx);
}

/** The numbers of an account. */
export async function listSenders(tx: Tx, wabaId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM sender WHERE waba_id = ${wabaId} ORDER BY id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Lets the numbers of an account go on that stood still because Meta had closed it. */
export async function openLanes(tx: Tx, wabaId: string): Promise<void> {
  await sql`
    UPDATE lane SET stopped_reason = NULL, stopped_until = NULL, stopped_at = NULL, stopped_code = NULL, stopped_note = NULL
    FROM sender WHERE sender.id = lane.sender_id AND sender.waba_id = ${wabaId} AND lane.stopped_reason = 'policy'
  `.execute(tx);
}

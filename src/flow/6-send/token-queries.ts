import { sql } from 'kysely';
import type { Db } from '#lib/db.ts';
import type { SealedToken } from '#whatsapp/open-tokens.ts';

/** The sealed tokens of these numbers; one whose token was taken away meanwhile is not among them. */
export async function loadSealed(
  db: Db,
  senderIds: string[],
): Promise<(SealedToken & { sender_id: string; no: number })[]> {
  const { rows } = await sql<SealedToken & { sender_id: string; no: number }>`
    SELECT sender_id, no, phone_number_id, key_name, sealed FROM sender_token JOIN sender ON sender.id = sender_id
    WHERE sender_id = ANY (${senderIds}::uuid[])
  `.execute(db);
  return rows;
}

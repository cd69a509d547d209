import { sql } from 'kysely';
import type { Db } from '#lib/db.ts';
import type { SealedToken } from '#whatsapp/open-tokens.ts';

// Such stops as `isOfToken` says.
const lift = (no: ReturnType<typeof sql>) => sql`
  was AS MATERIALIZED (
    SELECT sender_id, (stopped_reason IN ('token', 'permission') OR stopped_code = 33) IS TRUE AS is_of_token FROM lane
    WHERE sender_id = (SELECT sender_id FROM changed) FOR UPDATE
  )
  UPDATE lane SET token_no = ${no},
    stopped_reason = CASE WHEN is_of_token THEN NULL ELSE stopped_reason END, stopped_until = CASE WHEN is_of_token THEN NULL ELSE stopped_until END,
    stopped_code = CASE WHEN is_of_token THEN NULL ELSE stopped_code END, stopped_note = CASE WHEN is_of_token THEN NULL ELSE stopped_note END,
    stopped_at = CASE WHEN is_of_token THEN NULL ELSE stopped_at END
  FROM was WHERE lane.sender_id = was.sender_id RETURNING is_of_token AS lifted`;

/** Puts a number's token in force. True when that lifted a stop. */
export async function putToken(
  db: Db,
  senderId: string,
  { key_name, sealed }: Omit<SealedToken, 'phone_number_id'>,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql<{ lifted: boolean }>`
    WITH changed AS (
      INSERT INTO sender_token (sender_id, key_name, sealed, set_at) VALUES (${senderId}, ${key_name}, ${sealed}, ${at})
      ON CONFLICT (sender_id) DO UPDATE SET no = DEFAULT, key_name = excluded.key_name, sealed = excluded.sealed, set_at = excluded.set_at
      RETURNING sender_id, no
    ), ${lift(sql`(SELECT no FROM changed)`)}
  `.execute(db);
  return rows[0]!.lifted;
}

/** The number uses the platform's token again. Undefined when it had none of its own; true when that lifted a stop. */
export async function removeToken(db: Db, senderId: string): Promise<boolean | undefined> {
  const { rows } = await sql<{ lifted: boolean }>`
    WITH changed AS (DELETE FROM sender_token WHERE sender_id = ${senderId} RETURNING sender_id), ${lift(sql`NULL`)}
  `.execute(db);
  return rows[0]?.lifted;
}

export type KeptToken = SealedToken & { sender_id: string };

/** Every number's token, sealed. */
export async function listTokens(db: Db): Promise<KeptToken[]> {
  const { rows } = await sql<KeptToken>`
    SELECT sender_id, phone_number_id, key_name, sealed FROM sender_token JOIN sender ON sender.id = sender_id ORDER BY phone_number_id
  `.execute(db);
  return rows;
}

/** The same token under another seal, unless it was changed meanwhile. */
export async function putSeal(
  db: Db,
  token: KeptToken,
  next: Omit<SealedToken, 'phone_number_id'>,
): Promise<void> {
  await sql`
    UPDATE sender_token SET key_name = ${next.key_name}, sealed = ${next.sealed}
    WHERE sender_id = ${token.sender_id} AND sealed = ${token.sealed}
  `.execute(db);
}

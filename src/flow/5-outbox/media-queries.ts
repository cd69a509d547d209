import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import type { InboundMedia } from '#whatsapp/read-media.ts';

const HOUR_MS = 60 * 60 * 1_000;
// No message waits longer for its files than a day's homework is worth something.
const GIVE_UP_MS = 6 * HOUR_MS;
// A message lives for two days at most; what Meta forgets within three counts as forgotten.
const GOOD_FOR_MS = 72 * HOUR_MS;

/**
 * Adds files, each hash once for a school on its number; one that is known and still good with Meta stays ready.
 * Returns their ids by hash.
 */
export async function insertMedia(
  tx: Tx,
  schoolId: string,
  senderId: string,
  media: readonly InboundMedia[],
  now: number,
): Promise<Map<string, string>> {
  const once = [...new Map(media.map((one) => [one.sha256, one])).values()];
  const goodUntil = new Date(now + GOOD_FOR_MS);
  const { rows } = await sql<{ sha256: string; id: string }>`
    INSERT INTO media AS m (school_id, id, sender_id, sha256, mime_type, source_id, look_at, give_up_at)
    SELECT ${schoolId}::uuid, n.id, ${senderId}::uuid, n.sha256, n.mime_type, n.source_id, ${new Date(now)}, ${new Date(now + GIVE_UP_MS)}
    FROM unnest(${once.map(() => newId(now))}::uuid[], ${once.map((one) => one.sha256)}::text[], ${once.map((one) => one.mimeType)}::text[],
                ${once.map((one) => one.sourceId)}::text[]) AS n (id, sha256, mime_type, source_id)
    ON CONFLICT (school_id, sender_id, sha256) DO UPDATE
      SET source_id = excluded.source_id, give_up_at = excluded.give_up_at,
          state = CASE WHEN m.state = 'ready' AND m.expires_at > ${goodUntil} THEN 'ready' ELSE 'waiting' END,
          attempts = CASE WHEN m.state = 'waiting' THEN m.attempts ELSE 0 END,
          look_at = CASE WHEN m.state = 'waiting' THEN m.look_at ELSE excluded.look_at END,
          problem = NULL
    RETURNING sha256, id
  `.execute(tx);
  return new Map(rows.map((row) => [row.sha256, row.id]));
}

/** Has files that Meta has forgotten, or soon will, fetched once more: somebody wants an old message. */
export async function wantMediaAgain(tx: Tx, schoolId: string, ids: string[], now: number): Promise<void> {
  await sql`
    UPDATE media SET state = 'waiting', attempts = 0, look_at = ${new Date(now)}, give_up_at = ${new Date(now + GIVE_UP_MS)}, problem = NULL
    WHERE school_id = ${schoolId} AND id = ANY (${ids}::uuid[])
      AND (state = 'failed' OR state = 'ready' AND expires_at <= ${new Date(now + GOOD_FOR_MS)})
  `.execute(tx);
}

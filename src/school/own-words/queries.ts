import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';

/** How often somebody must say what a word of theirs means until it counts. */
export const LEARNT_AFTER = 2;

/**
 * Remembers that a word stands for a subject, as this person said. Another meaning than before begins anew.
 * Returns how often they have said so.
 */
export async function rememberOwnWord(
  tx: Tx,
  schoolId: string,
  {
    staffId,
    word,
    subject,
    times,
    at,
  }: { staffId: string; word: string; subject: string; times: number; at: Date },
): Promise<number> {
  const { rows } = await sql<{ times: number }>`
    INSERT INTO own_word AS o (school_id, staff_id, word, subject, times, learnt_at)
    VALUES (${schoolId}, ${staffId}, ${word}, ${subject}, ${times}, ${at})
    ON CONFLICT (school_id, staff_id, word) DO UPDATE
      SET times = CASE WHEN o.subject = excluded.subject THEN least(o.times + excluded.times, 100) ELSE excluded.times END,
          subject = excluded.subject, learnt_at = excluded.learnt_at
    RETURNING times
  `.execute(tx);
  return rows[0]!.times;
}

export async function forgetOwnWords(
  tx: Tx,
  schoolId: string,
  staffId: string,
  words: string[],
): Promise<void> {
  await sql`
    DELETE FROM own_word WHERE school_id = ${schoolId} AND staff_id = ${staffId} AND word = ANY (${words}::text[])
  `.execute(tx);
}

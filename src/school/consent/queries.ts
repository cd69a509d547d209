import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import type { Language } from '#templates/language.ts';

export type ConsentChange = {
  id: string;
  guardianId: string;
  topic: 'all' | 'homework' | 'announcements';
  granted: boolean;
  wording: string;
  at: Date;
};

/** Adds a line to the consent ledger, with the guardian's own words, and brings the sum on the guardian up to date. */
export async function changeConsent(tx: Tx, schoolId: string, change: ConsentChange): Promise<void> {
  const { guardianId, topic, granted } = change;
  await sql`
    WITH ledger AS (
      INSERT INTO consent (school_id, id, guardian_id, topic, granted, how, wording, at)
      VALUES (${schoolId}, ${change.id}, ${guardianId}, ${topic}, ${granted}, 'whatsapp', ${change.wording}, ${change.at})
    )
    UPDATE guardian
    SET opted_in = CASE WHEN ${topic} = 'all' THEN ${granted} ELSE opted_in END,
        muted_topics = CASE
          WHEN ${topic} = 'all' THEN '{}'
          WHEN ${granted} THEN array_remove(muted_topics, ${topic})
          ELSE array_append(array_remove(muted_topics, ${topic}), ${topic}) END
    WHERE school_id = ${schoolId} AND id = ${guardianId}
  `.execute(tx);
}

export async function setLanguage(
  tx: Tx,
  schoolId: string,
  guardianId: string,
  language: Language,
): Promise<void> {
  await tx
    .updateTable('guardian')
    .set({ language })
    .where('school_id', '=', schoolId)
    .where('id', '=', guardianId)
    .execute();
}

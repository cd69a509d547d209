import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import type { Ask, Draft } from '#understand/reading.ts';

/** What a person was asked, and what is understood so far. `correction`: the right text for what went out wrong. */
export type OpenDraft = {
  awaiting: Ask | 'correction';
  reading: Draft;
  /** The text whose answer carries the buttons. */
  inbound_id: string | null;
  /** The message that it would put right. */
  corrects: string | null;
  asked_at: Date;
};

export async function loadDrafts(
  tx: Tx,
  schoolId: string,
  people: string[],
): Promise<Map<string, OpenDraft>> {
  if (people.length === 0) return new Map();
  const { rows } = await sql<OpenDraft & { person_id: string }>`
    SELECT person_id, awaiting, reading, inbound_id, corrects, asked_at FROM draft
    WHERE school_id = ${schoolId} AND person_id = ANY (${people}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.person_id, row]));
}

export async function saveDraft(
  tx: Tx,
  schoolId: string,
  personId: string,
  { awaiting, reading, inbound_id, corrects, asked_at }: OpenDraft,
): Promise<void> {
  await sql`
    INSERT INTO draft (school_id, person_id, awaiting, reading, inbound_id, corrects, asked_at)
    VALUES (${schoolId}, ${personId}, ${awaiting}, ${JSON.stringify(reading)}::jsonb, ${inbound_id}, ${corrects}, ${asked_at})
    ON CONFLICT (school_id, person_id) DO UPDATE
      SET awaiting = excluded.awaiting, reading = excluded.reading, inbound_id = excluded.inbound_id, corrects = excluded.corrects, asked_at = excluded.asked_at
  `.execute(tx);
}

export async function dropDraft(tx: Tx, schoolId: string, personId: string): Promise<void> {
  await tx.deleteFrom('draft').where('school_id', '=', schoolId).where('person_id', '=', personId).execute();
}

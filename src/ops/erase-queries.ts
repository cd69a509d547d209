import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';

export type PersonToErase = {
  kind: 'guardian' | 'student' | 'staff';
  id: string;
  names: string[];
  phone: string | null;
  user_id: string | null;
};

/** Everybody of a school whom this number or id names: a teacher may be a mother, too. */
export async function findPeopleToErase(tx: Tx, schoolId: string, person: string): Promise<PersonToErase[]> {
  const { rows } = await sql<PersonToErase>`
    SELECT 'guardian' AS kind, id, array_remove(ARRAY[name, name_ne], NULL) AS names, phone, whatsapp_user_id AS user_id
    FROM guardian WHERE school_id = ${schoolId} AND (id::text = ${person} OR phone = ${person}) AND erased_at IS NULL
    UNION ALL
    SELECT 'staff', id, array_remove(ARRAY[name, name_ne], NULL), phone, whatsapp_user_id
    FROM staff WHERE school_id = ${schoolId} AND (id::text = ${person} OR phone = ${person}) AND erased_at IS NULL
    UNION ALL
    SELECT 'student', id, array_remove(ARRAY[name, name_ne, iemis_student_id], NULL), NULL, NULL
    FROM student WHERE school_id = ${schoolId} AND id::text = ${person} AND erased_at IS NULL
  `.execute(tx);
  return rows;
}

/** Numbers of these people that somebody else of the school has, too, as a teacher's who is a mother. They stay. */
export async function findShared(tx: Tx, schoolId: string, people: PersonToErase[]): Promise<string[]> {
  const numbers = people.flatMap(({ phone, user_id: userId }) => [phone, userId]);
  const { rows } = await sql<{ number: string }>`
    SELECT n.number FROM unnest(${numbers}::text[]) AS n (number)
    WHERE EXISTS (SELECT FROM guardian WHERE school_id = ${schoolId} AND n.number IN (phone, whatsapp_user_id) AND id <> ALL (${people.map(({ id }) => id)}::uuid[]))
       OR EXISTS (SELECT FROM staff WHERE school_id = ${schoolId} AND n.number IN (phone, whatsapp_user_id) AND id <> ALL (${people.map(({ id }) => id)}::uuid[]))
  `.execute(tx);
  return rows.map((row) => row.number);
}

const EMPTIED = '{"form": "ready", "payloads": []}';

/** Takes the content from messages that went to this person alone, and from those that passed a guardian's words on. */
export async function emptyMessages(
  tx: Tx,
  schoolId: string,
  { kind, id }: PersonToErase,
  numbers: string[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    WITH theirs AS MATERIALIZED (SELECT DISTINCT message_id FROM delivery WHERE school_id = ${schoolId} AND recipient_id = ${id}),
    alone AS (
      SELECT message_id FROM theirs t
      WHERE NOT EXISTS (SELECT FROM delivery o WHERE o.school_id = ${schoolId} AND o.message_id = t.message_id AND o.recipient_id <> ${id})
      UNION
      SELECT m.id FROM inbound_message i JOIN message m ON m.school_id = i.school_id AND m.inbound_id = i.id
      WHERE ${kind === 'guardian'} AND i.school_id = ${schoolId} AND i.person = ANY (${numbers}::text[])
    )
    UPDATE message m SET content = ${EMPTIED}::jsonb, reading = NULL, audience = CASE WHEN audience IS NOT NULL THEN '{"en": "…", "ne": "…"}'::jsonb END
    FROM alone WHERE m.school_id = ${schoolId} AND m.id = alone.message_id
  `.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/**
 * What names the files of emptied messages: hash, and Meta's ids, by which the bytes could still be had. A file that
 * another message carries stays, and so does one that is just being fetched. Returns how many.
 */
export async function forgetFiles(tx: Tx, schoolId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    WITH emptied AS (
      UPDATE message SET media = '{}'
      WHERE school_id = ${schoolId} AND content = ${EMPTIED}::jsonb AND media <> '{}' AND NOT held RETURNING id
    )
    DELETE FROM media f WHERE school_id = ${schoolId}
      AND f.id IN (SELECT unnest(m.media) FROM message m JOIN emptied USING (id) WHERE m.school_id = ${schoolId})
      AND NOT EXISTS (SELECT FROM message o WHERE o.school_id = ${schoolId} AND f.id = ANY (o.media) AND o.id NOT IN (SELECT id FROM emptied))
  `.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Their deliveries lose the address, and WhatsApp's id, which holds the number in another writing. None goes out any more. */
export async function releaseDeliveries(
  tx: Tx,
  schoolId: string,
  ids: string[],
  numbers: string[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE delivery SET address = 'erased', about = NULL, wamid = NULL,
      status = CASE status WHEN 'planned' THEN 'withdrawn' ELSE status END::delivery_status,
      place = CASE WHEN status <> 'planned' THEN place END, wake_at = CASE WHEN status <> 'planned' THEN wake_at END
    WHERE school_id = ${schoolId} AND (recipient_id = ANY (${ids}::uuid[]) OR address = ANY (${numbers}::text[]))
  `.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** The ledger keeps that and when they agreed and withdrew, not in which words, and ends with the erasure. */
export async function closeConsent(
  tx: Tx,
  schoolId: string,
  guardianId: string,
  lineId: string,
  at: Date,
): Promise<void> {
  await sql`UPDATE consent SET wording = 'erased' WHERE school_id = ${schoolId} AND guardian_id = ${guardianId}`.execute(
    tx,
  );
  await sql`
    INSERT INTO consent (school_id, id, guardian_id, topic, granted, how, wording, at)
    VALUES (${schoolId}, ${lineId}, ${guardianId}, 'all', false, 'admin', 'erased', ${at})
  `.execute(tx);
}

/** What is known of a pupil's days beside their presence, and whose child they are. */
export async function erasePupil(tx: Tx, schoolId: string, studentId: string): Promise<void> {
  await sql`UPDATE attendance SET reason = NULL, answer = NULL WHERE school_id = ${schoolId} AND student_id = ${studentId}`.execute(
    tx,
  );
  await sql`DELETE FROM guardianship WHERE school_id = ${schoolId} AND student_id = ${studentId}`.execute(tx);
  await sql`
    UPDATE delivery d SET about = (
      SELECT jsonb_agg(CASE WHEN child ->> 'id' = ${studentId} THEN child || '{"name": {"en": "…", "ne": "…"}}' ELSE child END) FROM jsonb_array_elements(d.about) AS child)
    WHERE d.school_id = ${schoolId} AND d.about @> jsonb_build_array(jsonb_build_object('id', ${studentId}::text))
  `.execute(tx);
}

const NAMELESS = '—';

/** The row itself: it stays, and says nothing any more. */
export async function eraseRow(
  tx: Tx,
  schoolId: string,
  { kind, id }: PersonToErase,
  at: Date,
): Promise<void> {
  await sql`DELETE FROM draft WHERE school_id = ${schoolId} AND person_id = ${id}`.execute(tx);
  const today = sql`coalesce(left_on, ${at.toISOString().slice(0, 10)}::date)`;
  switch (kind) {
    case 'guardian':
      await sql`DELETE FROM guardianship WHERE school_id = ${schoolId} AND guardian_id = ${id}`.execute(tx);
      await sql`
        UPDATE guardian SET name = ${NAMELESS}, name_ne = NULL, phone = NULL, whatsapp_user_id = 'erased:' || id, opted_in = false,
          muted_topics = '{}', unreachable_since = NULL, last_inbound_at = NULL, erased_at = ${at}
        WHERE school_id = ${schoolId} AND id = ${id}
      `.execute(tx);
      return;
    case 'staff':
      await sql`DELETE FROM own_word WHERE school_id = ${schoolId} AND staff_id = ${id}`.execute(tx);
      await sql`
        UPDATE staff SET name = ${NAMELESS}, name_ne = NULL, phone = 'erased:' || id, whatsapp_user_id = NULL, last_inbound_at = NULL,
          left_on = ${today}, erased_at = ${at}
        WHERE school_id = ${schoolId} AND id = ${id}
      `.execute(tx);
      return;
    case 'student':
      await sql`UPDATE enrolment SET left_on = ${today} WHERE school_id = ${schoolId} AND student_id = ${id}`.execute(
        tx,
      );
      await sql`
        UPDATE student SET name = ${NAMELESS}, name_ne = NULL, gender = NULL, born_on = NULL, iemis_student_id = NULL, left_on = ${today}, erased_at = ${at}
        WHERE school_id = ${schoolId} AND id = ${id}
      `.execute(tx);
      return;
  }
}

/** What they wrote: the row stays, so that counts do and nothing is taken a second time. Unhandled, it is not handled any more. */
export async function eraseTexts(tx: Tx, schoolId: string, numbers: string[], at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE inbound_message
    SET person = 'erased:' || id, phone = NULL, user_id = NULL, profile_name = NULL, text = NULL, payload = '{}', context_id = NULL, wamid = 'erased:' || id,
        handled_at = coalesce(handled_at, ${at}), outcome = CASE WHEN handled_at IS NULL THEN 'erased' ELSE outcome END
    WHERE school_id = ${schoolId} AND (person = ANY (${numbers}::text[]) OR phone = ANY (${numbers}::text[]) OR user_id = ANY (${numbers}::text[]))
  `.execute(tx);
  return Number(numAffectedRows ?? 0);
}

import { sql } from 'kysely';
import type { AboutChild } from '#audience/plan-audience.ts';
import type { Tx } from '#lib/db.ts';
import { type IdSpan, stretchesOf } from '#lib/ids.ts';
import type { MessageContent } from '#outbox/message-content.ts';

/** A notice as this guardian got it; undefined when it was not sent to them. */
export async function loadReceived(
  tx: Tx,
  schoolId: string,
  messageId: string,
  guardianId: string,
): Promise<{ content: MessageContent; about: AboutChild[] | null } | undefined> {
  const { rows } = await sql<{ content: MessageContent; about: AboutChild[] | null }>`
    SELECT m.content, d.about FROM delivery d JOIN message m ON m.school_id = d.school_id AND m.id = d.message_id
    WHERE d.school_id = ${schoolId} AND d.message_id = ${messageId} AND d.recipient_id = ${guardianId} AND d.part = 0
  `.execute(tx);
  return rows[0];
}

export type Quoted = {
  message_id: string;
  recipient_id: string;
  content: MessageContent;
  inbound_id: string | null;
  about_id: string | null;
};

/**
 * The message of ours that somebody quoted in their answer, among those with ids of a span. Where it is a text that came
 * to the number, nothing is looked through.
 */
export async function findQuoted(
  tx: Tx,
  schoolId: string,
  { senderId, wamid }: { senderId: string; wamid: string },
  span: IdSpan,
): Promise<Quoted | undefined> {
  const { rows } = await sql<Quoted>`
    SELECT d.message_id, d.recipient_id, m.content, m.inbound_id, m.about_id
    FROM find_by_wamid(${wamid}, ${span.from}, ${span.to}, ${stretchesOf(span)}::int[]) d
    JOIN message m ON m.school_id = ${schoolId} AND m.id = d.message_id
    WHERE NOT EXISTS (SELECT FROM inbound_message WHERE sender_id = ${senderId} AND wamid = ${wamid})
  `.execute(tx);
  return rows[0];
}

/** Who wrote a text that we kept. */
export async function findWriter(
  tx: Tx,
  schoolId: string,
  inboundId: string,
): Promise<{ person: string; sent_at: Date } | undefined> {
  const { rows } = await sql<{ person: string; sent_at: Date }>`
    SELECT person, sent_at FROM inbound_message WHERE school_id = ${schoolId} AND id = ${inboundId} LIMIT 1
  `.execute(tx);
  return rows[0];
}

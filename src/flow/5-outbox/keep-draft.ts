import type { Session } from '#outbox/answer-texts.ts';
import { dropDraft, type OpenDraft, saveDraft } from '#outbox/draft-queries.ts';
import type { Reading } from '#understand/reading.ts';

/**
 * Keeps what is understood so far until its writer answers what the reading asks.
 * @param inboundId the text whose answer asks; its buttons name it
 * @param corrects the message it would put right
 */
export async function keepDraft(
  session: Session,
  personId: string,
  reading: Reading,
  inboundId: string,
  corrects: string | null = null,
): Promise<void> {
  const { id: _, ...draft } = reading;
  await openDraft(session, personId, {
    awaiting: reading.ask!,
    reading: draft,
    inbound_id: inboundId,
    corrects,
    asked_at: new Date(session.now),
  });
}

export async function openDraft(session: Session, personId: string, draft: OpenDraft): Promise<void> {
  await saveDraft(session.tx, session.schoolId, personId, draft);
  session.expired.delete(personId);
  session.drafts.set(personId, draft);
}

/** Ends what was asked of a person. Returns it, where it was not too old. */
export async function closeDraft(session: Session, personId: string): Promise<OpenDraft | undefined> {
  const draft = session.drafts.get(personId);
  const known = session.drafts.delete(personId) || session.expired.delete(personId);
  if (known) await dropDraft(session.tx, session.schoolId, personId);
  return draft;
}

import type { Session } from '#outbox/answer-texts.ts';
import { saveDraft } from '#outbox/queries.ts';
import type { Reading } from '#understand/reading.ts';

/** Keeps what is understood so far until its writer answers what the reading asks. */
export async function keepDraft(session: Session, personId: string, reading: Reading): Promise<void> {
  const { id: _, ...draft } = reading;
  await saveDraft(session.tx, session.schoolId, personId, reading.ask!, draft, new Date(session.now));
  session.drafts.set(personId, { awaiting: reading.ask!, reading: draft });
}

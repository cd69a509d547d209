import { addReply } from '#outbox/add-message.ts';
import { type GuardianText, tellGuardian } from '#outbox/answer-guardian.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { loadReceived } from '#outbox/queries.ts';
import type { Notice } from '#templates/notice.ts';
import { noticeText } from '#templates/notice-text.ts';
import { textMessages } from '#templates/render-free-form.ts';

/** A notice was too long for its template, and its reader tapped for the rest: the window is open now, so all of it goes. */
export async function readTheRest(session: Session, text: GuardianText, messageId: string): Promise<string> {
  const received = isMessageId(messageId)
    ? await loadReceived(session.tx, session.schoolId, messageId, text.guardian.id)
    : undefined;
  if (received?.content.form !== 'notice') return tellGuardian(session, text, 'unknown.guardian', {});
  const { notice } = received.content;
  const whole = noticeText(
    received.about ? ({ ...notice, children: received.about } as Notice) : notice,
    text.guardian.language,
  );
  addReply(
    session,
    { id: text.guardian.id, kind: 'guardian', language: text.guardian.language },
    text.row,
    textMessages(whole),
  );
  return 'read_the_rest';
}

/** Whether the reference of a button can be one of our messages. */
export function isMessageId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

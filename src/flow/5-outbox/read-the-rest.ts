import { type Answered, addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { wantMediaAgain } from '#outbox/media-queries.ts';
import type { InboundRow } from '#outbox/queries.ts';
import { loadReceived } from '#outbox/quoted-queries.ts';
import { mediaOfNotice, type Notice } from '#templates/notice.ts';
import { renderWhole, textMessages } from '#templates/render-free-form.ts';
import { say } from '#templates/say.ts';

/** Somebody who tapped for the rest of a notice. */
export type Reader = { person: Answered; row: InboundRow };

/** A notice was too long for its template, and its reader tapped for the rest: the window is open now, so all of it goes. */
export async function readTheRest(
  session: Session,
  { person, row }: Reader,
  messageId: string,
): Promise<string> {
  const received = isMessageId(messageId)
    ? await loadReceived(session.tx, session.schoolId, messageId, person.id)
    : undefined;
  if (received?.content.form !== 'notice') {
    const key = person.kind === 'staff' ? 'unknown.teacher' : 'unknown.guardian';
    addReply(session, person, row, textMessages(say(key, {}, person.language)));
    return `told:${key}`;
  }
  const { notice } = received.content;
  const media = mediaOfNotice(notice).map(({ id }) => id);
  if (media.length > 0) await wantMediaAgain(session.tx, session.schoolId, media, session.now);
  const whole = received.about ? ({ ...notice, children: received.about } as Notice) : notice;
  addReply(session, person, row, renderWhole(whole, person.language));
  return 'read_the_rest';
}

/** Whether the reference of a button can be one of our messages. */
export function isMessageId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

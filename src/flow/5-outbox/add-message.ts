import { WINDOW_MS } from '#audience/plan-audience.ts';
import { newId } from '#lib/ids.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { mediaIdsIn } from '#outbox/message-content.ts';
import type { InboundRow, NewMessage, NewRecipient } from '#outbox/queries.ts';
import type { Language } from '#templates/language.ts';
import type { MessagePayload } from '#templates/payload.ts';

/** Priorities of a lane, highest first (design principle 4). */
export const PRIORITY = { urgent: 0, reply: 1, routine: 2, bulk: 3 } as const;

const REPLY_LIFE_MS = 12 * 60 * 60 * 1_000;

/** Who is answered: a person who has just written, so the free-form window is open. */
export type Answered = { id: string; kind: NewRecipient['kind']; language: Language };

/**
 * Puts the answer to a text into the outbox of the session.
 * `aboutId`: the message that it speaks of, so that a reply to it finds that one
 * `isSecond`: the text is answered already, and this is said besides
 */
export function addReply(
  session: Session,
  to: Answered,
  row: InboundRow,
  payloads: MessagePayload[],
  { aboutId = null, isSecond = false }: { aboutId?: string | null; isSecond?: boolean } = {},
): void {
  addMessage(session, {
    kind: 'reply',
    topic: 'service',
    priority: PRIORITY.reply,
    authorId: null,
    inboundId: isSecond ? null : row.id,
    aboutId,
    requestId: row.request_id,
    content: { form: 'ready', payloads },
    recipients: [
      {
        id: to.id,
        kind: to.kind,
        address: (row.phone ?? row.user_id)!,
        language: to.language,
        about: null,
        windowUntil: new Date(row.sent_at.getTime() + WINDOW_MS),
        parts: payloads.length,
      },
    ],
    expiresAt: new Date(session.now + REPLY_LIFE_MS),
  });
}

type Addition = Omit<NewMessage, 'id' | 'classId' | 'audience' | 'excluded' | 'sendAfter' | 'reportAt'> &
  Partial<NewMessage>;

/** Puts a message into the outbox of the session. Returns its id. */
export function addMessage(session: Session, message: Addition): string {
  const id = message.id ?? newId(session.now);
  session.messages.push({
    classId: null,
    audience: null,
    excluded: {},
    sendAfter: new Date(session.now),
    reportAt: null,
    media: mediaIdsIn(message.content),
    ...message,
    id,
  });
  return id;
}

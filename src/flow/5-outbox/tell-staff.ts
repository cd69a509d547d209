import { WINDOW_MS } from '#audience/plan-audience.ts';
import { newId } from '#lib/ids.ts';
import { addMessage, PRIORITY } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import type { NewRecipient } from '#outbox/queries.ts';
import type { StaffAddress } from '#school/queries.ts';
import type { Notice } from '#templates/notice.ts';
import { renderFreeForm, textMessages } from '#templates/render-free-form.ts';
import { say, type TextKey, type TextValues } from '#templates/say.ts';

const LIFE_MS = 48 * 60 * 60 * 1_000;

/**
 * Tells a member of staff something they have not just asked for, free-form; nothing where their 24-hour window is
 * closed, since WhatsApp would refuse it.
 */
export function tellStaff<Key extends TextKey>(
  session: Session,
  to: StaffAddress,
  requestId: string,
  key: Key,
  values: TextValues<Key>,
): void {
  sayToStaff(session, to, requestId, say(key, values, to.language));
}

/** As {@link tellStaff}, for words that are made already: a reply, or the report on a message. */
export function sayToStaff(
  session: Session,
  to: StaffAddress,
  requestId: string,
  words: string,
  reportOn: string | null = null,
): void {
  const windowUntil = openWindow(to, session.now);
  if (!windowUntil) return;
  const payloads = textMessages(words);
  addMessage(session, {
    kind: reportOn ? 'report' : 'reply',
    topic: 'service',
    priority: PRIORITY.reply,
    authorId: null,
    inboundId: null,
    aboutId: reportOn,
    requestId,
    content: { form: 'ready', payloads },
    recipients: [recipient(to, windowUntil, payloads.length)],
    expiresAt: new Date(session.now + LIFE_MS),
  });
}

/** Brings one notice to several members of staff, by template to those whose window is closed. Returns its id. */
export function noticeToStaff(
  session: Session,
  to: StaffAddress[],
  origin: { inboundId: string | null; requestId: string },
  notice: Notice,
): string {
  const id = newId(session.now);
  return addMessage(session, {
    ...origin,
    id,
    kind: 'direct',
    topic: 'service',
    priority: PRIORITY.reply,
    authorId: null,
    content: { form: 'notice', notice },
    recipients: to.map((person) => {
      const windowUntil = openWindow(person, session.now);
      const parts = windowUntil ? renderFreeForm(notice, person.language, id).length : 1;
      return recipient(person, windowUntil, parts);
    }),
    expiresAt: new Date(session.now + LIFE_MS),
  });
}

function openWindow({ last_inbound_at }: StaffAddress, now: number): Date | null {
  const until = (last_inbound_at?.getTime() ?? 0) + WINDOW_MS;
  return until > now ? new Date(until) : null;
}

function recipient(to: StaffAddress, windowUntil: Date | null, parts: number): NewRecipient {
  return {
    id: to.id,
    kind: 'staff',
    address: to.phone,
    language: to.language,
    about: null,
    windowUntil,
    parts,
  };
}

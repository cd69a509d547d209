import { addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { type InboundRow, wasStrangerAnswered } from '#outbox/queries.ts';
import { textMessages } from '#templates/render-free-form.ts';
import { say } from '#templates/say.ts';

const ONE_DAY_MS = 24 * 60 * 60 * 1_000;

/** Somebody whom no school of this number knows is told so, kindly and once a day. */
export async function answerStranger(session: Session, row: InboundRow): Promise<string> {
  if (row.type === 'reaction' || row.type === 'system') return 'ignored';
  if (session.strangersTold.has(row.person)) return 'stranger_again';
  if (await wasStrangerAnswered(session.tx, row.sender_id, row.person, new Date(session.now - ONE_DAY_MS)))
    return 'stranger_again';
  session.strangersTold.add(row.person);
  addReply(
    session,
    { id: row.id, kind: 'stranger', language: 'both' },
    row,
    textMessages(say('error.notRegistered', {}, 'both')),
  );
  return 'stranger_told';
}

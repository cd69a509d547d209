import { addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import type { StaffText } from '#outbox/staff-text.ts';
import { echoText, type Understood } from '#templates/echo-text.ts';
import { textMessages, withButtons } from '#templates/render-free-form.ts';

/** Echoes what concerns no parent: it is written down, or waits for a tap where it was not clear. */
export function echoRecorded(
  session: Session,
  { member, row, remarks }: StaffText,
  understood: Understood,
  waits: boolean,
): void {
  const { language } = member;
  const words = echoText(understood, { kind: waits ? 'recordIt' : 'recorded' }, language, { remarks });
  const payloads = waits ? withButtons(words, ['yes', 'no'], language, row.id) : textMessages(words);
  addReply(session, { id: member.id, kind: 'staff', language }, row, payloads);
}

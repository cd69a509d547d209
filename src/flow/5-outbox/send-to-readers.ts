import { type Plan, planAudience, type Recipient, type Topic } from '#audience/plan-audience.ts';
import { loadReaders } from '#audience/queries.ts';
import { newId } from '#lib/ids.ts';
import { addDays, kathmanduDate, kathmanduInstant } from '#nepal/calendar.ts';
import { addMessage, addReply } from '#outbox/add-message.ts';
import { type StaffText, tell } from '#outbox/answer-staff.ts';
import type { Session } from '#outbox/answer-texts.ts';
import type { MessageKind, NewRecipient } from '#outbox/queries.ts';
import { echoText, type TakenByDefault, type Understood } from '#templates/echo-text.ts';
import type { Words } from '#templates/language.ts';
import type { Notice } from '#templates/notice.ts';
import { renderFreeForm, textMessages, withButtons } from '#templates/render-free-form.ts';

/** Something a member of staff wants parents to have. */
export type ForReaders = {
  kind: MessageKind;
  topic: Topic;
  priority: number;
  classIds: string[];
  audience: Words;
  notice: Notice;
  /** The notice speaks of the reader's own children, so each gets their names. */
  namesChildren: boolean;
  understood: Understood;
  taken: TakenByDefault;
};

// The first look at how it did; each later one waits longer (report-due.ts).
export const FIRST_REPORT_MS = 20_000;

/**
 * Plans who gets it, puts it into the outbox behind the school's undo window, and echoes it to its writer with the
 * number of parents and who is left out. Returns the message's id; undefined when there is nobody to reach.
 */
export async function sendToReaders(
  session: Session,
  text: StaffText,
  what: ForReaders,
): Promise<string | undefined> {
  const readers = await loadReaders(session.tx, session.schoolId, what.classIds);
  const plan = planAudience(readers, what.topic, session.now);
  if (plan.recipients.length === 0) {
    tell(session, text, 'error.nobodyInAudience', { audience: what.audience });
    return undefined;
  }
  const id = newId(session.now);
  const undoSeconds = session.school.undo_window_seconds;
  addMessage(session, {
    id,
    kind: what.kind,
    topic: what.topic,
    priority: what.priority,
    classId: what.classIds.length === 1 ? what.classIds[0]! : null,
    authorId: text.member.id,
    inboundId: text.row.id,
    requestId: text.row.request_id,
    content: { form: 'notice', notice: what.notice },
    audience: what.audience,
    recipients: plan.recipients.map((recipient) => toNewRecipient(recipient, what, id)),
    excluded: plan.excluded,
    sendAfter: new Date(session.now + undoSeconds * 1_000),
    expiresAt: expiryOf(what, session.now),
    reportAt: new Date(session.now + undoSeconds * 1_000 + FIRST_REPORT_MS),
  });
  echo(session, text, what, plan, id);
  return id;
}

function echo(
  session: Session,
  { member, row }: StaffText,
  what: ForReaders,
  plan: Plan,
  messageId: string,
): void {
  const parents = plan.recipients.length;
  const seconds = session.school.undo_window_seconds;
  const leftOut = Object.entries(plan.excluded).map(([reason, count]) => ({
    reason: reason as keyof Plan['excluded'],
    parents: count,
  }));
  const next =
    seconds > 0 ? ({ kind: 'sendsIn', parents, seconds } as const) : ({ kind: 'goesNow', parents } as const);
  const words = echoText(what.understood, next, member.language, { taken: what.taken, leftOut });
  const payloads =
    seconds > 0 ? withButtons(words, ['undo'], member.language, messageId) : textMessages(words);
  addReply(session, { id: member.id, kind: 'staff', language: member.language }, row, payloads);
}

function toNewRecipient(recipient: Recipient, what: ForReaders, messageId: string): NewRecipient {
  const about = what.namesChildren ? recipient.children : null;
  return {
    id: recipient.id,
    kind: 'guardian',
    address: recipient.address,
    language: recipient.language,
    about,
    windowUntil: recipient.windowUntil,
    parts: recipient.windowUntil
      ? renderFreeForm(
          about ? ({ ...what.notice, children: about } as Notice) : what.notice,
          recipient.language,
          messageId,
        ).length
      : 1,
  };
}

const HOUR_MS = 60 * 60 * 1_000;

/** Homework is worth nothing the next morning; an announcement keeps for two days. */
function expiryOf(what: ForReaders, now: number): Date {
  if (what.kind !== 'daily_update') return new Date(now + 48 * HOUR_MS);
  const nextMorning = kathmanduInstant(addDays(kathmanduDate(now), 1), '06:00');
  return new Date(Math.max(nextMorning.getTime(), now + 6 * HOUR_MS));
}

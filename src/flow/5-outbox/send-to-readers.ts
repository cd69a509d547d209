import { type Plan, planAudience, type Recipient, type Topic } from '#audience/plan-audience.ts';
import type { Reader } from '#audience/queries.ts';
import { newId } from '#lib/ids.ts';
import { addDays, kathmanduDate, kathmanduInstant } from '#nepal/calendar.ts';
import { addMessage, addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { foreseeOutlook } from '#outbox/foresee-outlook.ts';
import { keepDraft } from '#outbox/keep-draft.ts';
import { putRight } from '#outbox/put-right.ts';
import type { MessageKind, NewRecipient } from '#outbox/queries.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { echoText, type TakenByDefault, type Understood } from '#templates/echo-text.ts';
import type { Words } from '#templates/language.ts';
import { mediaOfNotice, type Notice } from '#templates/notice.ts';
import type { Outlook } from '#templates/outlook-text.ts';
import { renderFreeForm, textMessages, withButtons } from '#templates/render-free-form.ts';
import type { Draft, Reading } from '#understand/reading.ts';

/** Something a member of staff wants parents to have. */
export type ForReaders = {
  kind: MessageKind;
  topic: Topic;
  priority: number;
  classId: string | null;
  readers: Reader[];
  audience: Words;
  notice: Notice;
  /** The notice speaks of the reader's own children, so each gets their names. */
  namesChildren: boolean;
  understood: Understood;
  taken: TakenByDefault;
};

/** It is in the outbox; or its writer is asked first; or there is nobody to reach. */
export type Sent = { kind: 'planned'; messageId: string } | { kind: 'asked' } | { kind: 'nobody' };

// The first look at how it did; each later one waits longer (report-due.ts).
export const FIRST_REPORT_MS = 20_000;

/**
 * Plans who gets it, puts it into the outbox behind the school's undo window, and echoes it to its writer with the
 * number of parents and who is left out. What the reading is not sure of waits for a tap instead.
 */
export async function sendToReaders(
  session: Session,
  text: StaffText,
  reading: Reading,
  what: ForReaders,
): Promise<Sent> {
  const plan = planAudience(what.readers, what.topic, session.now);
  if (plan.recipients.length === 0) {
    tell(session, text, 'error.nobodyInAudience', { audience: what.audience });
    return { kind: 'nobody' };
  }
  // A correction was shown before it was confirmed; the wrong text is with parents meanwhile.
  const undoMs = text.corrects ? 0 : session.school.undo_window_seconds * 1_000;
  const outlook = isWide(what, plan) ? await foresee(session, text, what, plan, undoMs) : {};
  if (reading.ask === 'confirm') {
    await keepDraft(session, text.member.id, reading, text.row.id, text.corrects);
    echo(session, text, what, { plan, outlook }, text.corrects ? 'correction' : 'tap', text.row.id);
    return { kind: 'asked' };
  }
  const right = text.corrects ? await putRight(session, text, text.corrects, what, plan) : what;
  const { id: _, ...understood } = reading;
  const origin = {
    authorId: text.member.id,
    inboundId: text.row.id,
    requestId: text.row.request_id,
    reading: understood,
    aboutId: text.corrects,
  };
  const messageId = putInOutbox(session, origin, right, plan, undoMs);
  echo(session, text, what, { plan, outlook }, undoMs > 0 ? 'undo' : 'now', messageId);
  return { kind: 'planned', messageId };
}

// A class of usual size goes at once, and its teacher is told in the report.
const WIDE = 50;

function isWide(what: ForReaders, plan: Plan): boolean {
  return what.kind === 'announcement' || plan.recipients.length > WIDE;
}

function foresee(
  session: Session,
  { member, row }: StaffText,
  what: ForReaders,
  plan: Plan,
  delayMs: number,
): Promise<Outlook> {
  return foreseeOutlook(session, member, {
    priority: what.priority,
    addressees: plan.recipients.map((recipient) => toNewRecipient(recipient, what, row.id)),
    sendAfter: session.now + delayMs,
    expiresAt: expiryOf(what.kind, session.now).getTime(),
  });
}

/** Who wrote something, in which text, what was understood of it, and the message that it puts right. */
export type Origin = {
  authorId: string;
  inboundId: string;
  requestId: string;
  reading: Draft;
  aboutId: string | null;
};

/** Puts it into the outbox for everybody of the plan, to go after `delayMs`. Returns the id of the message. */
export function putInOutbox(
  session: Session,
  origin: Origin,
  what: ForReaders,
  plan: Plan,
  delayMs: number,
): string {
  const id = newId(session.now);
  return addMessage(session, {
    ...origin,
    id,
    kind: what.kind,
    topic: what.topic,
    priority: what.priority,
    classId: what.classId,
    content: { form: 'notice', notice: what.notice },
    audience: what.audience,
    recipients: plan.recipients.map((recipient) => toNewRecipient(recipient, what, id)),
    excluded: plan.excluded,
    sendAfter: new Date(session.now + delayMs),
    expiresAt: expiryOf(what.kind, session.now),
    reportAt: new Date(session.now + delayMs + FIRST_REPORT_MS),
  });
}

function echo(
  session: Session,
  { member, row, remarks }: StaffText,
  what: ForReaders,
  { plan, outlook }: { plan: Plan; outlook: Outlook },
  how: 'tap' | 'correction' | 'undo' | 'now',
  reference: string,
): void {
  const parents = plan.recipients.length;
  const leftOut = Object.entries(plan.excluded).map(([reason, count]) => ({
    reason: reason as keyof Plan['excluded'],
    parents: count,
  }));
  const next = {
    tap: { kind: 'waitsForTap', parents },
    correction: { kind: 'correctionWaits', parents },
    undo: { kind: 'sendsIn', parents, seconds: session.school.undo_window_seconds },
    now: { kind: 'goesNow', parents },
  } as const;
  const { halted } = session.school;
  const words = echoText(what.understood, next[how], member.language, {
    remarks,
    taken: what.taken,
    leftOut,
    outlook,
    halted,
    media: mediaOfNotice(what.notice).length,
  });
  const buttons = {
    tap: ['send', 'doNotSend'],
    correction: ['send', 'doNotSend'],
    undo: ['undo'],
    now: [],
  } as const;
  const payloads =
    how === 'now' ? textMessages(words) : withButtons(words, buttons[how], member.language, reference);
  const aboutId = how === 'undo' || how === 'now' ? reference : null;
  addReply(session, { id: member.id, kind: 'staff', language: member.language }, row, payloads, { aboutId });
}

export function toNewRecipient(
  recipient: Recipient,
  what: Pick<ForReaders, 'notice' | 'namesChildren'>,
  messageId: string,
): NewRecipient {
  const about = what.namesChildren ? recipient.children : null;
  const notice = about ? ({ ...what.notice, children: about } as Notice) : what.notice;
  return {
    id: recipient.id,
    kind: 'guardian',
    address: recipient.address,
    language: recipient.language,
    about,
    windowUntil: recipient.windowUntil,
    parts: recipient.windowUntil ? renderFreeForm(notice, recipient.language, messageId).length : 1,
  };
}

const HOUR_MS = 60 * 60 * 1_000;

/** Homework and an absence are worth nothing the next morning; an announcement keeps for two days. */
export function expiryOf(kind: MessageKind, now: number): Date {
  if (kind !== 'daily_update' && kind !== 'attendance') return new Date(now + 48 * HOUR_MS);
  const nextMorning = kathmanduInstant(addDays(kathmanduDate(now), 1), '06:00');
  return new Date(Math.max(nextMorning.getTime(), now + 6 * HOUR_MS));
}

import type { Session } from '#outbox/answer-texts.ts';
import { carryMedia, mediaOf } from '#outbox/carry-media.ts';
import { readStaffText } from '#outbox/read-staff-text.ts';
import type { StaffText } from '#outbox/staff-text.ts';
import type { Reading } from '#understand/reading.ts';
import type { InboundMedia } from '#whatsapp/read-media.ts';

// What follows so soon belongs together: a picture to the text before it, a text to the picture before it.
const FOLLOW_UP_MS = 5 * 60 * 1_000;

/**
 * Reads files of a member of staff by their words. Without words they complete what was being asked; without either, or
 * with words that say nothing of whom they are for, the writer is asked, and told where there is only one answer.
 */
export async function readStaffMedia(
  session: Session,
  text: StaffText,
  words: string,
  media: readonly InboundMedia[],
): Promise<Reading> {
  const waiting = words === '' ? followedUp(session, text) : undefined;
  if (waiting) return needsNoTopic(carryMedia({ ...waiting, id: text.row.id }, media));
  const reading =
    words === '' ? undefined : await readStaffText(session, text, words, session.drafts.get(text.member.id));
  if (reading && (isForParents(reading) || isUnreadable(reading)))
    return needsNoTopic(carryMedia(reading, media));
  return carryMedia(forWhom(text, words), media);
}

/** A text after files that wait for an answer: the files go with it where it follows soon, and speaks to parents. */
export function withWaitingMedia(session: Session, text: StaffText, reading: Reading): Reading {
  const draft = session.drafts.get(text.member.id);
  if (!draft || mediaOf(draft.reading).length === 0 || mediaOf(reading).length > 0) return reading;
  // An answer that was not understood does not lose the file: the question is asked once more.
  if (reading.intent === 'unknown') return { ...draft.reading, id: reading.id };
  if (!isForParents(reading) || !followedUp(session, text)) return reading;
  return needsNoTopic(carryMedia(reading, mediaOf(draft.reading)));
}

function followedUp(session: Session, { member }: StaffText) {
  const draft = session.drafts.get(member.id);
  const isRecent = draft && draft.asked_at.getTime() > session.now - FOLLOW_UP_MS;
  return isRecent && draft.awaiting !== 'correction' ? draft.reading : undefined;
}

function isForParents({ intent }: Reading): boolean {
  return (
    intent === 'daily_update' || intent === 'announcement' || intent === 'attendance' || intent === 'direct'
  );
}

function isUnreadable(reading: Reading): boolean {
  return 'script' in reading && reading.script === 'preeti';
}

// The picture of the board is what was taught.
function needsNoTopic(reading: Reading): Reading {
  return reading.ask === 'topic' ? { ...reading, ask: null } : reading;
}

/** Files as a notice of their sender: for the one class they teach after a tap, else the class is asked for. */
function forWhom({ member, row, classes }: StaffText, words: string): Reading {
  const notice = { id: row.id, intent: 'announcement', scope: 'class', text: words, urgent: false } as const;
  const [only] = classes;
  if (member.role === 'teacher' && only && classes.length === 1)
    return { ...notice, class: only.code, ask: 'confirm', defaulted: ['class'] };
  return { ...notice, ask: 'class' };
}

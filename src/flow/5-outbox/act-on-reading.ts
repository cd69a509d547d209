import { addReply } from '#outbox/add-message.ts';
import { announce } from '#outbox/announce.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { askBack } from '#outbox/ask-back.ts';
import { mediaOf } from '#outbox/carry-media.ts';
import { closeDraft } from '#outbox/keep-draft.ts';
import { passUpdateOn } from '#outbox/pass-update-on.ts';
import { reportLast } from '#outbox/report-last.ts';
import { helpFor, type StaffText, tell } from '#outbox/staff-text.ts';
import { takeAttendance } from '#outbox/take-attendance.ts';
import { tellOneHome } from '#outbox/tell-one-home.ts';
import { undoLast } from '#outbox/undo-last.ts';
import { textMessages } from '#templates/render-free-form.ts';
import { say } from '#templates/say.ts';
import { nameWords } from '#templates/words/list-words.ts';
import type { Intent, Reading } from '#understand/reading.ts';

/** Does what was understood. */
export async function act(session: Session, text: StaffText, reading: Reading): Promise<string> {
  const { member } = text;
  if (reading.ask && !waitsForTap(reading)) return askBack(session, text, reading);
  const { intent } = reading;
  const open = session.drafts.get(member.id);
  if (intent === 'confirm' && open && open.awaiting !== 'confirm') {
    text.corrects = open.corrects;
    return askBack(session, text, { ...open.reading, id: reading.id });
  }
  const ends = ACTS.has(intent) || intent === 'confirm' || intent === 'cancel';
  const draft = ends ? await closeDraft(session, member.id) : undefined;
  if (intent === 'confirm' && draft) {
    text.corrects = draft.corrects;
    return act(session, text, { ...draft.reading, ask: null, id: reading.id });
  }
  switch (reading.intent) {
    case 'daily_update':
      return passUpdateOn(session, text, reading);
    case 'announcement':
      return announce(session, text, reading);
    case 'attendance':
      // It goes to single homes, and a picture of the register names everybody.
      if (mediaOf(reading).length > 0) sayLeftBehind(session, text);
      return takeAttendance(session, text, reading);
    case 'direct':
      return tellOneHome(session, text, reading);
    case 'cancel':
      // "No" to a question ends the question; only without one does it speak of what was sent.
      return draft ? tell(session, text, 'teacher.cancelled', {}) : undoLast(session, text);
    case 'status':
      return reportLast(session, text);
    case 'confirm':
      return tell(session, text, 'teacher.nothingToConfirm', {});
    case 'greeting':
      return tell(session, text, 'greeting.teacher', {
        name: nameWords(text.member.name, text.member.name_ne),
      });
    case 'thanks':
      return tell(session, text, 'thanks', {});
    case 'help':
      return tell(session, text, helpFor(text.member), {});
    default:
      return tell(
        session,
        text,
        reading.intent === 'unknown' && reading.script === 'preeti' ? 'question.preeti' : 'unknown.teacher',
        {},
      );
  }
}

/** A whole reading that only wants a yes: it is shown with its audience and waits for a tap. */
function waitsForTap(reading: Reading): boolean {
  return reading.ask === 'confirm' && ACTS.has(reading.intent);
}

/** What reaches parents or the records. */
export const ACTS = new Set<Intent>(['daily_update', 'announcement', 'attendance', 'direct']);

// Beside the echo, and so not as the one reply that a text has.
function sayLeftBehind(session: Session, { member, row }: StaffText): void {
  const to = { id: member.id, kind: 'staff', language: member.language } as const;
  const words = say('teacher.mediaLeftBehind', {}, member.language);
  addReply(session, to, row, textMessages(words), { isSecond: true });
}

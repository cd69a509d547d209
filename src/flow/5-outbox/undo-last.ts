import { addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { findOpenApproval } from '#outbox/approval-queries.ts';
import { withdrawApproval } from '#outbox/ask-approval.ts';
import { loadLastMessage, withdrawMessage } from '#outbox/outcome-queries.ts';
import { PUT_RIGHT_WITHIN_MS } from '#outbox/put-right.ts';
import { isMessageId } from '#outbox/read-the-rest.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { withdrawAttendance } from '#school/attendance/queries.ts';
import { withButtons } from '#templates/render-free-form.ts';
import { say } from '#templates/say.ts';

// "Undo" speaks of what was written in this lesson, not of yesterday's homework.
const UNDO_REACH_MS = 60 * 60 * 1_000;

/**
 * Stops a message of the writer as far as it has not left, and says honestly how far that was.
 * @param messageId the one whose echo carried the tapped button; without it the last one they wrote
 */
export async function undoLast(session: Session, text: StaffText, messageId?: string): Promise<string> {
  await session.flush();
  const last = await loadLastMessage(
    session.tx,
    session.schoolId,
    text.member.id,
    new Date(session.now - (messageId ? PUT_RIGHT_WITHIN_MS : UNDO_REACH_MS)),
    messageId,
  );
  const waiting = messageId ?? (await findOpenApproval(session.tx, session.schoolId, text.member.id));
  // Ids are in the order of time: what waits for the office is taken back where it is the newer of the two.
  if (waiting && isMessageId(waiting) && waiting >= (last?.id ?? '')) {
    const outcome = await withdrawApproval(session, text, waiting);
    if (outcome) return outcome;
  }
  if (!last || last.withdrawn_at) return tell(session, text, 'teacher.nothingToCancel', {});
  const { stopped, gone } = await withdrawMessage(
    session.tx,
    session.schoolId,
    last.id,
    new Date(session.now),
  );
  if (gone === 0) await withdrawAttendance(session.tx, session.schoolId, last.id);
  if (gone === 0) return tell(session, text, 'teacher.undone', {});
  const { language } = text.member;
  const truth =
    stopped === 0
      ? say('teacher.tooLateToUndo', { parents: gone }, language)
      : say('teacher.undoneInPart', { stopped, gone }, language);
  // Attendance is put right by taking it again.
  const offers = last.kind === 'attendance' ? (['takeBack'] as const) : (['correction', 'takeBack'] as const);
  const payloads = withButtons(truth, offers, language, last.id);
  addReply(session, { id: text.member.id, kind: 'staff', language }, text.row, payloads, {
    aboutId: last.id,
  });
  return 'too_late_to_undo';
}

import { addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { loadLastMessage } from '#outbox/outcome-queries.ts';
import { tallyMessage } from '#outbox/report-queries.ts';
import { sayOutcome } from '#outbox/say-outcome.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { textMessages } from '#templates/render-free-form.ts';

const DAYS_MS = 3 * 24 * 60 * 60 * 1_000;

/** How the writer's last message, or the one they ask about, is doing, at any moment they ask. */
export async function reportLast(session: Session, text: StaffText, messageId?: string): Promise<string> {
  await session.flush();
  const { member, row } = text;
  const last = await loadLastMessage(
    session.tx,
    session.schoolId,
    member.id,
    new Date(session.now - DAYS_MS),
    messageId,
  );
  if (!last) return tell(session, text, 'report.nothingSent', {});
  const tally = await tallyMessage(session.tx, session.schoolId, last.id);
  if (tally.total === 0) return tell(session, text, 'teacher.undone', {});
  const words = await sayOutcome(
    session.tx,
    session.schoolId,
    last,
    tally,
    member.language,
    session.school.halted,
  );
  addReply(session, { id: member.id, kind: 'staff', language: member.language }, row, textMessages(words), {
    aboutId: last.id,
  });
  return 'reported';
}

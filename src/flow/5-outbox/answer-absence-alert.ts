import { type GuardianText, tellGuardian } from '#outbox/answer-guardian.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { loadReceived } from '#outbox/quoted-queries.ts';
import { isMessageId } from '#outbox/read-the-rest.ts';
import { answerAbsence } from '#school/attendance/queries.ts';
import { listWords } from '#templates/words/list-words.ts';

const ANSWERS = { sick: 'sick', leave: 'leave', didNotKnow: 'did_not_know' } as const;

/** A family's answer to "your child is absent" goes into the attendance; the class teacher finds it in their report. */
export async function answerAbsenceAlert(
  session: Session,
  text: GuardianText,
  answer: keyof typeof ANSWERS,
  messageId: string,
): Promise<string> {
  const received = isMessageId(messageId)
    ? await loadReceived(session.tx, session.schoolId, messageId, text.guardian.id)
    : undefined;
  if (!received?.about) return tellGuardian(session, text, 'help.guardian', {});
  await answerAbsence(
    session.tx,
    session.schoolId,
    messageId,
    received.about.map((child) => child.id),
    ANSWERS[answer],
    new Date(session.now),
  );
  const child = listWords(received.about.map(({ name }) => name));
  tellGuardian(session, text, `guardian.absent.${answer}`, { child });
  return `absence:${answer}`;
}

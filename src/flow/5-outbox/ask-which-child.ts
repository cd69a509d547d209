import { addReply } from '#outbox/add-message.ts';
import type { GuardianText } from '#outbox/answer-guardian.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { keepDraft } from '#outbox/keep-draft.ts';
import { type Choice, choicesMessage } from '#templates/render-choices.ts';
import { say } from '#templates/say.ts';
import { nameWords } from '#templates/words/list-words.ts';
import type { Reading } from '#understand/reading.ts';

/** A guardian of several children is asked which one, with their names to tap. */
export async function askWhichChild(
  session: Session,
  { guardian, row, children }: GuardianText,
  reading: Reading,
): Promise<string> {
  await keepDraft(session, guardian.id, reading, row.id);
  const choices = children.map(
    (child): Choice => ({ id: child.id, title: nameWords(child.name, child.name_ne) }),
  );
  const payloads = choicesMessage(
    say('question.child', {}, guardian.language),
    choices,
    guardian.language,
    row.id,
  );
  addReply(session, { id: guardian.id, kind: 'guardian', language: guardian.language }, row, payloads);
  return 'asked:student';
}

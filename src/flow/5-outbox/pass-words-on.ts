import { type GuardianText, tellGuardian } from '#outbox/answer-guardian.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { keepMedia } from '#outbox/carry-media.ts';
import { passToTeacher } from '#outbox/pass-to-teacher.ts';
import { nameWords } from '#templates/words/list-words.ts';

/** What is meant for a person goes to one: the class teacher of the (first) child, who answers by quoting it. */
export async function passWordsOn(
  session: Session,
  text: GuardianText,
  about: 'message' | 'result' | 'fee',
): Promise<string> {
  const [child] = text.children;
  const words = text.row.text?.trim() ?? '';
  if (!child || (words === '' && text.media.length === 0))
    return tellGuardian(session, text, 'unknown.guardian', {});
  const notice = {
    kind: 'guardianMessage',
    child: { name: nameWords(child.name, child.name_ne), class: child.class },
    text: words,
    media: await keepMedia(session, text.media),
  } as const;
  const teacher = await passToTeacher(session, text, child, notice);
  if (!teacher) return tellGuardian(session, text, 'unknown.guardian', {});
  tellGuardian(session, text, 'guardian.passedOn', { about, to: nameWords(teacher.name, teacher.name_ne) });
  return 'passed_on';
}

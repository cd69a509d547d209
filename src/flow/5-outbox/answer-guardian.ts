import { newId } from '#lib/ids.ts';
import { addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import type { InboundRow } from '#outbox/queries.ts';
import { readText, type Said, whatWasSaid } from '#outbox/read-text.ts';
import { readTheRest } from '#outbox/read-the-rest.ts';
import { changeConsent, type Guardian, loadChildren, setLanguage } from '#school/queries.ts';
import { textMessages } from '#templates/render-free-form.ts';
import { say, type TextKey, type TextValues } from '#templates/say.ts';
import { nameWords } from '#templates/words/list-words.ts';
import type { OptChange, SetLanguage } from '#understand/reading.ts';

export type GuardianText = { guardian: Guardian; row: InboundRow };

/** Does what a guardian asks for: stopping and starting, language, the rest of a notice. Nothing they write is lost. */
export async function answerGuardian(session: Session, guardian: Guardian, row: InboundRow): Promise<string> {
  const text: GuardianText = { guardian, row };
  const said = whatWasSaid(row);
  if (said.kind === 'tap') return tapped(session, text, said);
  if (said.kind === 'wordless')
    return said.type === 'reaction' || said.type === 'system'
      ? 'ignored'
      : tellGuardian(session, text, 'unknown.guardian', {});

  const children = await loadChildren(session.tx, session.schoolId, guardian.id, session.today);
  const reading = readText(session, guardian.id, row, said.text, {
    role: 'guardian',
    classes: [...new Set(children.map((c) => c.class))],
    children: children.map(({ name, name_ne, class: code }) => ({
      name,
      class: code,
      ...(name_ne ? { nameNe: name_ne } : {}),
    })),
  });
  switch (reading.intent) {
    case 'opt_out':
    case 'opt_in':
      return consent(session, text, reading);
    case 'set_language':
      return language(session, text, reading);
    case 'thanks':
      return tellGuardian(session, text, 'thanks', {});
    case 'greeting':
      return tellGuardian(session, text, 'greeting.guardian', {
        school: nameWords(session.school.name, session.school.name_ne),
      });
    case 'help':
      return tellGuardian(session, text, 'help.guardian', {});
    default:
      return tellGuardian(session, text, 'unknown.guardian', {});
  }
}

async function tapped(
  session: Session,
  text: GuardianText,
  said: Extract<Said, { kind: 'tap' }>,
): Promise<string> {
  switch (said.action) {
    case 'readAll':
      return readTheRest(session, text, said.reference);
    case 'english':
      return language(session, text, { language: 'en' });
    case 'nepali':
      return language(session, text, { language: 'ne' });
    case 'bothLanguages':
      return language(session, text, { language: 'both' });
    default:
      return tellGuardian(session, text, 'help.guardian', {});
  }
}

async function consent(session: Session, text: GuardianText, { intent, topic }: OptChange): Promise<string> {
  const granted = intent === 'opt_in';
  await changeConsent(session.tx, session.schoolId, {
    id: newId(session.now),
    guardianId: text.guardian.id,
    topic,
    granted,
    wording: text.row.text ?? '',
    at: new Date(session.now),
  });
  const school = nameWords(session.school.name, session.school.name_ne);
  return tellGuardian(session, text, granted ? 'consent.optedIn' : 'consent.optedOut', { topic, school });
}

async function language(
  session: Session,
  text: GuardianText,
  { language: chosen }: Pick<SetLanguage, 'language'>,
): Promise<string> {
  await setLanguage(session.tx, session.schoolId, text.guardian.id, chosen);
  return tellGuardian(
    session,
    { ...text, guardian: { ...text.guardian, language: chosen } },
    'language.chosen',
    { language: chosen },
  );
}

/** Answers with one text of the catalogue. */
export function tellGuardian<Key extends TextKey>(
  session: Session,
  { guardian, row }: GuardianText,
  key: Key,
  values: TextValues<Key>,
): string {
  addReply(
    session,
    { id: guardian.id, kind: 'guardian', language: guardian.language },
    row,
    textMessages(say(key, values, guardian.language)),
  );
  return `told:${key}`;
}

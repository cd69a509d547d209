import { newId } from '#lib/ids.ts';
import { addReply } from '#outbox/add-message.ts';
import { answerAbsenceAlert } from '#outbox/answer-absence-alert.ts';
import { answerQuestion } from '#outbox/answer-question.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { askWhichChild } from '#outbox/ask-which-child.ts';
import { checkMedia } from '#outbox/check-media.ts';
import { closeDraft } from '#outbox/keep-draft.ts';
import { noteLeave } from '#outbox/note-leave.ts';
import { passWordsOn } from '#outbox/pass-words-on.ts';
import type { InboundRow } from '#outbox/queries.ts';
import { type About, readText, type Said, whatWasSaid } from '#outbox/read-text.ts';
import { readTheRest } from '#outbox/read-the-rest.ts';
import { changeConsent, setLanguage } from '#school/consent/queries.ts';
import { type ChildRow, type Guardian, loadChildren } from '#school/queries.ts';
import { textMessages } from '#templates/render-free-form.ts';
import { say, type TextKey, type TextValues } from '#templates/say.ts';
import { nameWords } from '#templates/words/list-words.ts';
import type { OptChange, Reading, SetLanguage } from '#understand/reading.ts';
import type { InboundMedia, ReadMedia } from '#whatsapp/read-media.ts';

export type GuardianText = {
  guardian: Guardian;
  row: InboundRow;
  children: ChildRow[];
  media: readonly InboundMedia[];
};

/** Does what a guardian asks for, from the records where they have it, else by their child's teacher. Nothing is lost. */
export async function answerGuardian(
  session: Session,
  guardian: Guardian,
  row: InboundRow,
  files: ReadMedia[] = [],
): Promise<string> {
  const children = await loadChildren(session.tx, session.schoolId, guardian.id, session.today);
  const checked = checkMedia(files);
  const text = { guardian, row, children, media: checked.kind === 'good' ? checked.media : [] };
  if (checked.kind === 'wrong')
    return tellGuardian(session, text, 'guardian.mediaNotSent', { reason: checked.reason });
  const said = whatWasSaid(row);
  if (said.kind === 'tap') return tapped(session, text, said);
  if (said.kind === 'wordless') return wordless(session, text, said.type);
  const about: About = {
    role: 'guardian',
    classes: [...new Set(children.map((c) => c.class))],
    children: children.map((c) => ({
      name: c.name,
      class: c.class,
      ...(c.name_ne ? { nameNe: c.name_ne } : {}),
    })),
  };
  if (said.kind === 'chosen') {
    const draft = session.drafts.get(guardian.id);
    const child = children.find(({ id }) => id === said.choice);
    return draft?.inbound_id === said.reference && child
      ? act(session, text, readText(session, row, child.name, about, draft))
      : tellGuardian(session, text, 'guardian.draftExpired', {});
  }
  const late = session.expired.get(guardian.id);
  if (late) {
    await closeDraft(session, guardian.id);
    const fresh = readText(session, row, said.text, about, undefined);
    const answer = readText(session, row, said.text, about, late);
    if (fresh.intent === 'reply' && answer.intent !== 'reply')
      return tellGuardian(session, text, 'guardian.draftExpired', {});
  }
  return act(session, text, readText(session, row, said.text, about, session.drafts.get(guardian.id)));
}

async function act(session: Session, text: GuardianText, reading: Reading): Promise<string> {
  if (text.media.length > 0 && isForAPerson(reading)) return passWordsOn(session, text, 'message');
  if (reading.ask === 'student') return askWhichChild(session, text, reading);
  await closeDraft(session, text.guardian.id);
  switch (reading.intent) {
    case 'opt_out':
    case 'opt_in':
      return consent(session, text, reading);
    case 'set_language':
      return language(session, text, reading);
    case 'leave_request':
      return noteLeave(session, text, reading);
    case 'ask_homework':
    case 'ask_attendance':
    case 'ask_calendar':
      return answerQuestion(session, text, reading);
    case 'ask_result':
      return passWordsOn(session, text, 'result');
    case 'ask_fee':
      return passWordsOn(session, text, 'fee');
    case 'thanks':
      return tellGuardian(session, text, 'thanks', {});
    case 'greeting': {
      const school = nameWords(session.school.name, session.school.name_ne);
      return tellGuardian(session, text, 'greeting.guardian', { school });
    }
    case 'help':
      return tellGuardian(session, text, 'help.guardian', {});
    case 'confirm':
    case 'cancel':
      return 'acknowledged';
    default:
      return reading.intent === 'reply' && reading.script === 'preeti'
        ? tellGuardian(session, text, 'question.preeti', {})
        : passWordsOn(session, text, 'message');
  }
}

// What comes with a file is meant for the teacher, unless it asks for what only we can do.
function isForAPerson({ intent, ask }: Reading): boolean {
  return ask !== null || !['opt_out', 'opt_in', 'set_language', 'leave_request'].includes(intent);
}

async function tapped(
  session: Session,
  text: GuardianText,
  said: Extract<Said, { kind: 'tap' }>,
): Promise<string> {
  switch (said.action) {
    case 'sick':
    case 'leave':
    case 'didNotKnow':
      return answerAbsenceAlert(session, text, said.action, said.reference);
    case 'readAll':
      return readTheRest(
        session,
        {
          person: { id: text.guardian.id, kind: 'guardian', language: text.guardian.language },
          row: text.row,
        },
        said.reference,
      );
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

// A file goes to the class teacher; a place or a card cannot, and its sender is told so, kindly.
async function wordless(session: Session, text: GuardianText, type: string): Promise<string> {
  if (text.media.length > 0) return passWordsOn(session, text, 'message');
  if (type === 'reaction' || type === 'system') return 'ignored';
  return tellGuardian(session, text, 'unknown.guardian', {});
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
  const guardian = { ...text.guardian, language: chosen };
  return tellGuardian(session, { ...text, guardian }, 'language.chosen', { language: chosen });
}

/** Answers with one text of the catalogue. */
export function tellGuardian<Key extends TextKey>(
  session: Session,
  { guardian, row }: GuardianText,
  key: Key,
  values: TextValues<Key>,
): string {
  const words = say(key, values, guardian.language);
  addReply(
    session,
    { id: guardian.id, kind: 'guardian', language: guardian.language },
    row,
    textMessages(words),
  );
  return `told:${key}`;
}

import { type Plan, planAudience } from '#audience/plan-audience.ts';
import { newId } from '#lib/ids.ts';
import { addMessage, PRIORITY } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import {
  isPutRight,
  type LastMessage,
  loadGone,
  loadLastMessage,
  withdrawMessage,
} from '#outbox/outcome-queries.ts';
import { isMessageId } from '#outbox/read-the-rest.ts';
import { type ForReaders, toNewRecipient } from '#outbox/send-to-readers.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { withdrawAttendance } from '#school/attendance/queries.ts';
import type { Words } from '#templates/language.ts';
import { sayLine, sayWords } from '#templates/say.ts';
import { listWords, nameWords, sameInBoth } from '#templates/words/list-words.ts';
import { subjectNames } from '#templates/words/subjects.ts';

/** How long after it went out a message may be put right. */
export const PUT_RIGHT_WITHIN_MS = 3 * 24 * 60 * 60 * 1_000;

const LIFE_MS = 48 * 60 * 60 * 1_000;
const LONGEST_MATTER = 60;

/**
 * What goes out in the place of a wrong message: marked as a correction where a reader has the wrong one. Who has the
 * wrong one and is not meant any more is asked to take no notice of it.
 */
export async function putRight(
  session: Session,
  text: StaffText,
  wrongId: string,
  what: ForReaders,
  plan: Plan,
): Promise<ForReaders> {
  const wrong = await loadWrong(session, text, wrongId);
  const gone = wrong ? await loadGone(session.tx, session.schoolId, wrongId) : [];
  const meant = new Set(plan.recipients.map(({ id }) => id));
  const others = gone.filter(({ guardian_id: id }) => !meant.has(id));
  if (wrong && others.length > 0) {
    const parents = askToIgnore(session, text, wrong, others);
    if (parents > 0) text.remarks.push(sayLine('teacher.takenBack', { parents }, text.member.language));
  }
  const { notice } = what;
  const isCorrection =
    gone.length > others.length &&
    (notice.kind === 'update' ||
      notice.kind === 'announcement' ||
      notice.kind === 'direct' ||
      notice.kind === 'media');
  return isCorrection ? { ...what, notice: { ...notice, correction: true } } : what;
}

/** By one tap after it went out: everybody who has it is asked to take no notice of it. */
export async function takeBack(session: Session, text: StaffText, messageId: string): Promise<string> {
  await session.flush();
  const wrong = await loadWrong(session, text, messageId);
  if (!wrong) return tell(session, text, 'teacher.nothingToCancel', {});
  const { tx, schoolId } = session;
  if (await isPutRight(tx, schoolId, messageId)) return tell(session, text, 'teacher.alreadyCorrected', {});
  await withdrawMessage(tx, schoolId, messageId, new Date(session.now));
  if (wrong.kind === 'attendance') await withdrawAttendance(tx, schoolId, messageId);
  const parents = askToIgnore(session, text, wrong, await loadGone(tx, schoolId, messageId));
  return tell(session, text, 'teacher.takenBack', { parents });
}

async function loadWrong(
  session: Session,
  { member }: StaffText,
  messageId: string,
): Promise<LastMessage | undefined> {
  if (!isMessageId(messageId)) return undefined;
  const since = new Date(session.now - PUT_RIGHT_WITHIN_MS);
  return loadLastMessage(session.tx, session.schoolId, member.id, since, messageId);
}

function askToIgnore(
  session: Session,
  { member, row }: StaffText,
  wrong: LastMessage,
  readers: Awaited<ReturnType<typeof loadGone>>,
): number {
  const plan = planAudience(readers, wrong.topic, session.now);
  if (plan.recipients.length === 0) return 0;
  const { audience } = wrong;
  const sender = nameWords(member.name, member.name_ne);
  const notice = { kind: 'takenBack', audience, matter: matterOf(wrong), sender } as const;
  const id = newId(session.now);
  addMessage(session, {
    id,
    kind: 'direct',
    topic: wrong.topic,
    priority: PRIORITY.reply,
    authorId: null,
    inboundId: null,
    aboutId: wrong.id,
    requestId: row.request_id,
    content: { form: 'notice', notice },
    recipients: plan.recipients.map((recipient) =>
      toNewRecipient(recipient, { notice, namesChildren: false }, id),
    ),
    excluded: plan.excluded,
    expiresAt: new Date(session.now + LIFE_MS),
  });
  return plan.recipients.length;
}

/** What a message was about, so that its readers know which one is meant. */
function matterOf({ reading, audience }: LastMessage): Words {
  switch (reading?.intent) {
    case 'daily_update':
      return listWords(reading.updates.flatMap((u) => (u.subject ? [subjectNames[u.subject]] : [])));
    case 'attendance':
      return sayWords('button.attendance', {});
    case 'announcement':
    case 'direct': {
      const letters = [...reading.text.replaceAll(/\s+/g, ' ')];
      return sameInBoth(
        letters.length <= LONGEST_MATTER ? letters.join('') : `${letters.slice(0, LONGEST_MATTER).join('')}…`,
      );
    }
    default:
      return audience;
  }
}

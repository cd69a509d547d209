import { WINDOW_MS } from '#audience/plan-audience.ts';
import { addMessage, PRIORITY } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { keepMedia } from '#outbox/carry-media.ts';
import { correctQuoted } from '#outbox/correct-message.ts';
import { type Answer, decideApproval } from '#outbox/decide-approval.ts';
import { olderSpan, recentSpan } from '#outbox/kept-spans.ts';
import { findMessageOf, loadLastMessage } from '#outbox/outcome-queries.ts';
import { PUT_RIGHT_WITHIN_MS } from '#outbox/put-right.ts';
import { findQuoted, findWriter, type Quoted } from '#outbox/quoted-queries.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { findGuardianByPerson } from '#school/queries.ts';
import type { ChildInClass } from '#templates/notice.ts';
import { renderFreeForm, textMessages } from '#templates/render-free-form.ts';
import { say } from '#templates/say.ts';
import { nameWords } from '#templates/words/list-words.ts';
import { understand } from '#understand/understand.ts';
import type { InboundMedia } from '#whatsapp/read-media.ts';

const LIFE_MS = 48 * 60 * 60 * 1_000;

/**
 * What a member of staff writes in reply to a message of ours: to the request for approval it is a decision, to what
 * a parent wrote it is an answer to that parent, to what speaks of their own message it may put that right. Undefined
 * where the quoted message is of another kind: then the text is read like any other.
 */
export async function answerQuoted(
  session: Session,
  text: StaffText,
  words: string,
  files: readonly InboundMedia[],
): Promise<string | undefined> {
  const quoted = await lookUpQuoted(session, text);
  if (quoted?.content.form !== 'notice') return correctOwn(session, text, words, files, quoted);
  const { notice } = quoted.content;
  if (notice.kind === 'approval' && words !== '')
    return decideApproval(session, text, quoted.message_id, inWords(session, text, words));
  if (notice.kind === 'guardianMessage' || notice.kind === 'leaveRequest')
    return answerGuardianBack(session, text, words, files, quoted.inbound_id, notice.child);
  return undefined;
}

/** Mostly of these weeks; what is older is looked for in all that is kept. */
async function lookUpQuoted(
  { tx, config, schoolId, now }: Session,
  { row }: StaffText,
): Promise<Quoted | undefined> {
  const what = { senderId: row.sender_id, wamid: row.context_id! };
  return (
    (await findQuoted(tx, schoolId, what, recentSpan(now))) ??
    (await findQuoted(tx, schoolId, what, olderSpan(now, config.KEEP_DELIVERIES_MONTHS)))
  );
}

/** What is quoted speaks of a message of the writer, or is the text it came of. */
async function correctOwn(
  session: Session,
  text: StaffText,
  words: string,
  files: readonly InboundMedia[],
  quoted: Quoted | undefined,
): Promise<string | undefined> {
  const { tx, schoolId } = session;
  const { member, row } = text;
  const since = new Date(session.now - PUT_RIGHT_WITHIN_MS);
  await session.flush();
  const own = quoted
    ? quoted.about_id && (await loadLastMessage(tx, schoolId, member.id, since, quoted.about_id))
    : await findMessageOf(tx, schoolId, member.id, row.sender_id, row.context_id!);
  return own ? correctQuoted(session, text, words, own, files) : undefined;
}

/** Yes approves and no declines; any other words decline and say why, since that sends nothing. */
function inWords(session: Session, { member, row }: StaffText, words: string): Answer {
  const { intent } = understand({
    id: row.id,
    text: words,
    role: member.role === 'teacher' ? 'teacher' : 'admin',
    classes: [],
    today: session.today,
  });
  if (intent === 'confirm') return { approves: true };
  return intent === 'cancel' ? { approves: false } : { approves: false, reason: words };
}

/**
 * A teacher who answers a parent's message by quoting it answers that parent. Undefined where the parent is not known any more.
 */
async function answerGuardianBack(
  session: Session,
  text: StaffText,
  words: string,
  files: readonly InboundMedia[],
  inboundId: string | null,
  child: ChildInClass,
): Promise<string | undefined> {
  const writer = inboundId ? await findWriter(session.tx, session.schoolId, inboundId) : undefined;
  const guardian = writer && (await findGuardianByPerson(session.tx, session.schoolId, writer.person));
  if (!guardian) return undefined;

  const sender = nameWords(text.member.name, text.member.name_ne);
  const windowUntil = new Date(writer.sent_at.getTime() + WINDOW_MS);
  const isOpen = windowUntil.getTime() > session.now;
  const heading = say('guardian.answer.heading', { sender }, guardian.language);
  const payloads = textMessages(`${heading}\n\n${words}`);
  const media = await keepMedia(session, files);
  const notice = { kind: 'direct', child, sender, text: words, media } as const;
  const isPlain = isOpen && media.length === 0;
  const openParts = isPlain ? payloads.length : renderFreeForm(notice, guardian.language, '').length;
  addMessage(session, {
    kind: 'direct',
    topic: 'service',
    priority: PRIORITY.reply,
    authorId: text.member.id,
    inboundId: text.row.id,
    requestId: text.row.request_id,
    content: isPlain ? { form: 'ready', payloads } : { form: 'notice', notice },
    audience: nameWords(guardian.name, guardian.name_ne),
    recipients: [
      {
        id: guardian.id,
        kind: 'guardian',
        address: (guardian.phone ?? guardian.whatsapp_user_id)!,
        language: guardian.language,
        about: null,
        windowUntil: isOpen ? windowUntil : null,
        parts: isOpen ? openParts : 1,
      },
    ],
    expiresAt: new Date(session.now + LIFE_MS),
  });
  tell(session, text, 'teacher.echo.goesNow', { parents: 1 });
  return 'answered_guardian';
}

import { act } from '#outbox/act-on-reading.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { exchangeMedia, mediaOf } from '#outbox/carry-media.ts';
import type { OpenDraft } from '#outbox/draft-queries.ts';
import { closeDraft, openDraft } from '#outbox/keep-draft.ts';
import { unlearn } from '#outbox/learn-words.ts';
import { type LastMessage, loadLastMessage, withdrawMessage } from '#outbox/outcome-queries.ts';
import { PUT_RIGHT_WITHIN_MS } from '#outbox/put-right.ts';
import { aboutWriter, loadLists, readStaffText } from '#outbox/read-staff-text.ts';
import { isMessageId } from '#outbox/read-the-rest.ts';
import { reportLast } from '#outbox/report-last.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { undoLast } from '#outbox/undo-last.ts';
import { withdrawAttendance } from '#school/attendance/queries.ts';
import { sayLine } from '#templates/say.ts';
import { isBareCorrection, looksLikeCorrection, readCorrection } from '#understand/read-correction.ts';
import type { Draft, Reading } from '#understand/reading.ts';
import { understand } from '#understand/understand.ts';
import type { InboundMedia } from '#whatsapp/read-media.ts';

// "6A not 5A" speaks of what was written in this lesson.
const SPEAKS_OF_LAST_MS = 60 * 60 * 1_000;

/**
 * In reply to the echo or the report of a message, or to the text it came of: undo, how it did, or a correction (ADR
 * 0023). Undefined where the words are none of these.
 */
export async function correctQuoted(
  session: Session,
  text: StaffText,
  words: string,
  wrong: LastMessage,
  files: readonly InboundMedia[],
): Promise<string | undefined> {
  const { intent } = understand({ ...aboutWriter(text), id: text.row.id, text: words, today: session.today });
  if (intent === 'cancel') return undoLast(session, text, wrong.id);
  if (intent === 'status') return reportLast(session, text, wrong.id);
  const corrected = wrong.reading && (await readReply(session, text, words, wrong.reading, files));
  return corrected ? putInPlace(session, text, wrong, corrected) : undefined;
}

/**
 * A correction that nobody asked for and that quotes nothing: of what waits for the writer's yes, else of what they
 * wrote last. Undefined where the words do not have its form, or name nothing that was said.
 */
export async function correctUnasked(
  session: Session,
  text: StaffText,
  words: string,
  draft: OpenDraft | undefined,
): Promise<string | undefined> {
  if (draft) {
    const isReply = text.row.context_id !== null;
    if (draft.awaiting !== 'confirm' || !(isReply || looksLikeCorrection(words))) return undefined;
    const corrected = await read(session, text, words, draft.reading, isReply);
    if (!corrected) return undefined;
    text.corrects = draft.corrects;
    return act(session, text, { ...corrected, ask: corrected.ask ?? 'confirm' } as Reading);
  }
  if (!looksLikeCorrection(words)) return undefined;
  await session.flush();
  const since = new Date(session.now - SPEAKS_OF_LAST_MS);
  const wrong = await loadLastMessage(session.tx, session.schoolId, text.member.id, since);
  if (!wrong?.reading) return undefined;
  const corrected = await read(session, text, words, wrong.reading, false);
  if (corrected) return putInPlace(session, text, wrong, corrected);
  // "hw p46 not p44" where nothing said p44 is shown before it goes as a text of its own.
  text.isDoubtful = isBareCorrection({
    ...aboutWriter(text),
    id: text.row.id,
    text: words,
    today: session.today,
  });
  return undefined;
}

/** By a button after it was too late to undo: the next text of the writer is the right one. */
export async function askForCorrection(
  session: Session,
  text: StaffText,
  messageId: string,
): Promise<string> {
  const { member, row } = text;
  const since = new Date(session.now - PUT_RIGHT_WITHIN_MS);
  const wrong = isMessageId(messageId)
    ? await loadLastMessage(session.tx, session.schoolId, member.id, since, messageId)
    : undefined;
  if (!wrong?.reading) return tell(session, text, 'teacher.nothingToCancel', {});
  await openDraft(session, member.id, {
    awaiting: 'correction',
    reading: wrong.reading,
    inbound_id: row.id,
    corrects: wrong.id,
    asked_at: new Date(session.now),
  });
  return tell(session, text, 'teacher.writeCorrection', {});
}

/** The text that was asked for by {@link askForCorrection}: a correction, or the whole anew. */
export async function takeCorrection(
  session: Session,
  text: StaffText,
  words: string,
  { reading, corrects }: OpenDraft,
  files: readonly InboundMedia[] = [],
): Promise<string> {
  const fresh = await readStaffText(session, text, words, undefined);
  if (fresh.intent === 'cancel') {
    await closeDraft(session, text.member.id);
    return tell(session, text, 'teacher.cancelled', {});
  }
  const corrected =
    (await readReply(session, text, words, reading, files)) ??
    (fresh.intent === reading.intent
      ? exchangeMedia(fresh, files.length > 0 ? files : mediaOf(reading))
      : undefined);
  if (!corrected) return tell(session, text, 'teacher.writeCorrection', {});
  const since = new Date(session.now - PUT_RIGHT_WITHIN_MS);
  const wrong = await loadLastMessage(session.tx, session.schoolId, text.member.id, since, corrects!);
  return wrong ? putInPlace(session, text, wrong, corrected) : act(session, text, corrected);
}

/** What a reply makes of what was sent: its files take the place of those before, and without words the words stay. */
async function readReply(
  session: Session,
  text: StaffText,
  words: string,
  previous: Draft,
  files: readonly InboundMedia[],
): Promise<Reading | undefined> {
  if (words !== '') {
    const corrected = await read(session, text, words, previous, true);
    return corrected && exchangeMedia(corrected, files);
  }
  // A picture of the register puts no attendance right.
  if (previous.intent === 'attendance') return undefined;
  return exchangeMedia({ ...previous, id: text.row.id } as Reading, files);
}

async function read(
  session: Session,
  text: StaffText,
  words: string,
  previous: Draft,
  quoted: boolean,
): Promise<Reading | undefined> {
  const names = previous.intent === 'attendance' || previous.intent === 'direct';
  const roster = names ? await loadLists(session, text.classes, previous) : undefined;
  const input = { ...aboutWriter(text), id: text.row.id, text: words, today: session.today };
  const corrected = readCorrection({ ...input, ...(roster ? { roster } : {}) }, previous, quoted);
  return corrected ? ({ ...corrected, id: text.row.id } as Reading) : undefined;
}

/**
 * Stops what has not left. Where nothing had, the right one goes in its place; else its writer is told, and sends the
 * right one as a correction by one tap. Attendance knows by itself which families heard something wrong.
 */
async function putInPlace(
  session: Session,
  text: StaffText,
  wrong: LastMessage,
  corrected: Reading,
): Promise<string> {
  const { tx, schoolId } = session;
  await session.flush();
  await unlearn(session, text, wrong, corrected);
  await closeDraft(session, text.member.id);
  const { gone } = await withdrawMessage(tx, schoolId, wrong.id, new Date(session.now));
  if (wrong.kind === 'attendance' && gone === 0) await withdrawAttendance(tx, schoolId, wrong.id);
  if (gone === 0) {
    text.remarks.push(sayLine('teacher.replaced', {}, text.member.language));
    return act(session, text, corrected);
  }
  if (wrong.kind === 'attendance') return act(session, text, corrected);
  text.corrects = wrong.id;
  text.remarks.push(sayLine('teacher.alreadyGone', { parents: gone }, text.member.language));
  return act(session, text, { ...corrected, ask: corrected.ask ?? 'confirm' } as Reading);
}

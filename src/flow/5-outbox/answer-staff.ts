import { isDeepStrictEqual } from 'node:util';
import { ACTS, act } from '#outbox/act-on-reading.ts';
import { answerQuoted } from '#outbox/answer-quoted.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { askBack } from '#outbox/ask-back.ts';
import { checkMedia } from '#outbox/check-media.ts';
import { askForCorrection, correctUnasked, takeCorrection } from '#outbox/correct-message.ts';
import { decideApproval } from '#outbox/decide-approval.ts';
import { foreseeReaders } from '#outbox/foresee-readers.ts';
import { closeDraft } from '#outbox/keep-draft.ts';
import { heedTeaching, learnFromAnswer } from '#outbox/learn-words.ts';
import { takeBack } from '#outbox/put-right.ts';
import type { InboundRow } from '#outbox/queries.ts';
import { readStaffMedia, withWaitingMedia } from '#outbox/read-staff-media.ts';
import { readStaffText } from '#outbox/read-staff-text.ts';
import { type Said, whatWasSaid } from '#outbox/read-text.ts';
import { type Reader, readTheRest } from '#outbox/read-the-rest.ts';
import { reportLast } from '#outbox/report-last.ts';
import { helpFor, type SpokenFor, type StaffText, tell } from '#outbox/staff-text.ts';
import { tellAtSchool } from '#outbox/tell-at-school.ts';
import { undoLast } from '#outbox/undo-last.ts';
import type { StaffMember } from '#school/queries.ts';
import { loadClasses } from '#school/queries.ts';
import type { ButtonAction } from '#templates/button-ids.ts';
import { sayLine } from '#templates/say.ts';
import type { Reading } from '#understand/reading.ts';
import type { ReadMedia } from '#whatsapp/read-media.ts';

/** Does what a member of staff asks for, and tells them what was understood. Returns what became of the text. */
export async function answerStaff(
  session: Session,
  member: StaffMember,
  row: InboundRow,
  files: ReadMedia[] = [],
): Promise<string> {
  const classes = await classesOf(session, member);
  const text: StaffText = { member, row, classes, remarks: [], corrects: null, isDoubtful: false };
  const said = whatWasSaid(row);
  if (files.length > 0 && (said.kind === 'words' || said.kind === 'wordless'))
    return takeFiles(session, text, said.kind === 'words' ? said.text : '', files);
  switch (said.kind) {
    case 'wordless':
      return said.type === 'reaction' ? 'ignored' : tell(session, text, 'unknown.teacher', {});
    case 'tap': {
      // A tap on "send" or "do not send" says what a typed yes or no says.
      const answer = ANSWERS[said.action];
      if (!answer) return tapped(session, text, said);
      return (await isOver(session, text, said.reference)) ?? hear(session, text, answer);
    }
    case 'chosen':
      return (await isOver(session, text, said.reference)) ?? choose(session, text, said.choice);
    case 'words': {
      const quoted = row.context_id ? await answerQuoted(session, text, said.text, []) : undefined;
      return quoted ?? hear(session, text, said.text);
    }
  }
}

const ANSWERS: Partial<Record<ButtonAction, string>> = {
  send: 'yes',
  yes: 'yes',
  doNotSend: 'cancel',
  notForParents: 'cancel',
  no: 'cancel',
};

async function takeFiles(
  session: Session,
  text: StaffText,
  words: string,
  files: ReadMedia[],
): Promise<string> {
  const checked = checkMedia(files);
  if (checked.kind === 'wrong')
    return tell(session, text, 'teacher.mediaNotSent', { reason: checked.reason });
  if (text.row.context_id) {
    const outcome = await answerQuoted(session, text, words, checked.media);
    if (outcome) return outcome;
  }
  const draft = session.drafts.get(text.member.id);
  if (draft?.awaiting === 'correction') return takeCorrection(session, text, words, draft, checked.media);
  if (session.expired.has(text.member.id)) await closeDraft(session, text.member.id);
  return act(session, text, await readStaffMedia(session, text, words, checked.media));
}

/** A button answers the question it stands under and no other: what is told where that one is not open any more. */
async function isOver(session: Session, text: StaffText, reference: string): Promise<string | undefined> {
  const draft = session.drafts.get(text.member.id);
  if (draft && (draft.inbound_id ?? reference) === reference) return undefined;
  if (session.expired.get(text.member.id)?.inbound_id !== reference)
    return tell(session, text, 'teacher.olderQuestion', {});
  await closeDraft(session, text.member.id);
  return tell(session, text, 'teacher.draftExpired', {});
}

/** A choice only ever answers its question: what is not read as an answer is asked again, and never sent as a text. */
async function choose(session: Session, text: StaffText, choice: string): Promise<string> {
  const draft = session.drafts.get(text.member.id)!;
  const words = choice.replaceAll('_', ' '); // as in `optional_math`
  const answered = await readStaffText(session, text, words, draft);
  return isSame(answered, await readStaffText(session, text, words, undefined))
    ? askBack(session, text, { ...draft.reading, id: text.row.id })
    : hear(session, text, words);
}

async function hear(session: Session, text: StaffText, words: string): Promise<string> {
  const { member } = text;
  await foreseeReaders(session, text, words);
  if (await answersTooLate(session, text, words)) return tell(session, text, 'teacher.draftExpired', {});
  const draft = session.drafts.get(member.id);
  if (draft?.awaiting === 'correction') return takeCorrection(session, text, words, draft);
  const outcome =
    (await heedTeaching(session, text, words)) ?? (await correctUnasked(session, text, words, draft));
  if (outcome) return outcome;
  let reading = await readStaffText(session, text, words, draft);
  const withFiles = withWaitingMedia(session, text, reading);
  if (withFiles !== reading) return act(session, text, withFiles);
  if (draft) {
    if (!isSame(reading, await readStaffText(session, text, words, undefined))) {
      text.corrects = draft.corrects;
      if (draft.awaiting === 'subject')
        reading = await learnFromAnswer(session, text, draft.reading, reading);
    } else if (ACTS.has(reading.intent))
      text.remarks.push(sayLine('teacher.draftDropped', {}, member.language));
  }
  const waits = text.isDoubtful && reading.ask === null && ACTS.has(reading.intent);
  return act(session, text, waits ? ({ ...reading, ask: 'confirm' } as Reading) : reading);
}

/** Whether the words only make sense as an answer to a question that has expired. */
async function answersTooLate(session: Session, text: StaffText, words: string): Promise<boolean> {
  const late = session.expired.get(text.member.id);
  if (!late) return false;
  await closeDraft(session, text.member.id);
  const fresh = await readStaffText(session, text, words, undefined);
  if (fresh.intent === 'confirm') return true;
  if (fresh.ask === null && fresh.intent !== 'unknown') return false;
  return !isSame(fresh, await readStaffText(session, text, words, late));
}

function isSame(a: Reading, b: Reading): boolean {
  return isDeepStrictEqual(a, b);
}

async function tapped(
  session: Session,
  text: StaffText,
  { action, reference }: Extract<Said, { kind: 'tap' }>,
): Promise<string> {
  switch (action) {
    case 'undo':
      return undoLast(session, text, reference);
    case 'status':
      return reportLast(session, text);
    case 'approve':
      return decideApproval(session, text, reference, { approves: true });
    case 'doNotApprove':
      return decideApproval(session, text, reference, { approves: false });
    case 'correction':
      return askForCorrection(session, text, reference);
    case 'takeBack':
      return takeBack(session, text, reference);
    case 'atSchool':
      return tellAtSchool(session, text, reference);
    case 'wholeSchool':
      return (await isOver(session, text, reference)) ?? act(session, text, forWholeSchool(session, text));
    case 'readAll':
      return readTheRest(session, asReader(text), reference);
    default:
      return tell(session, text, helpFor(text.member), {});
  }
}

/** What waits for its audience, once "the whole school" was tapped; a late tap finds nothing that waits. */
function forWholeSchool(session: Session, { member, row }: StaffText): Reading {
  const draft = session.drafts.get(member.id);
  return draft?.awaiting === 'class' && draft.reading.intent === 'announcement'
    ? { ...draft.reading, id: row.id, scope: 'school', ask: 'confirm' }
    : { id: row.id, intent: 'confirm', ask: null };
}

function asReader({ member, row }: StaffText): Reader {
  return { person: { id: member.id, kind: 'staff', language: member.language }, row };
}

/** A teacher speaks for the classes they teach, the office for every class. */
async function classesOf(session: Session, member: StaffMember): Promise<SpokenFor[]> {
  if (member.role === 'teacher')
    return member.teaching.map((t) => ({ id: t.class_id, code: t.code, grade: t.grade }));
  return loadClasses(session.tx, session.schoolId, session.today);
}

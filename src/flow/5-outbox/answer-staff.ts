import { addReply } from '#outbox/add-message.ts';
import { announce } from '#outbox/announce.ts';
import { answerQuoted } from '#outbox/answer-quoted.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { askBack } from '#outbox/ask-back.ts';
import { decideApproval } from '#outbox/decide-approval.ts';
import { passUpdateOn } from '#outbox/pass-update-on.ts';
import { dropDraft, type InboundRow } from '#outbox/queries.ts';
import { readStaffText } from '#outbox/read-staff-text.ts';
import { type Said, whatWasSaid } from '#outbox/read-text.ts';
import { type Reader, readTheRest } from '#outbox/read-the-rest.ts';
import { reportLast } from '#outbox/report-last.ts';
import { takeAttendance } from '#outbox/take-attendance.ts';
import { tellOneHome } from '#outbox/tell-one-home.ts';
import { undoLast } from '#outbox/undo-last.ts';
import type { StaffMember } from '#school/queries.ts';
import { loadClasses } from '#school/queries.ts';
import { textMessages } from '#templates/render-free-form.ts';
import { say, type TextKey, type TextValues } from '#templates/say.ts';
import { nameWords } from '#templates/words/list-words.ts';
import type { Reading } from '#understand/reading.ts';

/** A member of staff, the text they wrote, and the classes they may speak for. */
export type StaffText = { member: StaffMember; row: InboundRow; classes: SpokenFor[] };

export type SpokenFor = { id: string; code: string; grade: string };

/** Does what a member of staff asks for, and tells them what was understood. Returns what became of the text. */
export async function answerStaff(session: Session, member: StaffMember, row: InboundRow): Promise<string> {
  const text: StaffText = { member, row, classes: await classesOf(session, member) };
  const said = asWords(whatWasSaid(row));
  if (said.kind === 'tap') return tapped(session, text, said);
  if (said.kind === 'wordless')
    return said.type === 'reaction' ? 'ignored' : tell(session, text, 'unknown.teacher', {});

  if (row.context_id) {
    const outcome = await answerQuoted(session, text, said.text);
    if (outcome) return outcome;
  }
  return act(session, text, await readStaffText(session, text, said.text));
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
    case 'readAll':
      return readTheRest(session, asReader(text), reference);
    default:
      return tell(session, text, helpFor(text.member), {});
  }
}

async function act(session: Session, text: StaffText, reading: Reading): Promise<string> {
  if (reading.ask && !waitsForTap(reading)) return askBack(session, text, reading);
  const draft = session.drafts.get(text.member.id);
  if (session.drafts.delete(text.member.id)) await dropDraft(session.tx, session.schoolId, text.member.id);
  if (reading.intent === 'confirm' && draft?.awaiting === 'confirm') {
    return act(session, text, { ...draft.reading, ask: null, id: reading.id });
  }
  switch (reading.intent) {
    case 'daily_update':
      return passUpdateOn(session, text, reading);
    case 'announcement':
      return announce(session, text, reading);
    case 'attendance':
      return takeAttendance(session, text, reading);
    case 'direct':
      return tellOneHome(session, text, reading);
    case 'cancel':
      // "No" to a question ends the question; only without one does it speak of what was sent.
      return draft ? tell(session, text, 'teacher.cancelled', {}) : undoLast(session, text);
    case 'status':
      return reportLast(session, text);
    case 'confirm':
      return tell(session, text, 'teacher.nothingToConfirm', {});
    case 'greeting':
      return tell(session, text, 'greeting.teacher', {
        name: nameWords(text.member.name, text.member.name_ne),
      });
    case 'thanks':
      return tell(session, text, 'thanks', {});
    case 'help':
      return tell(session, text, helpFor(text.member), {});
    default:
      return tell(
        session,
        text,
        reading.intent === 'unknown' && reading.script === 'preeti' ? 'question.preeti' : 'unknown.teacher',
        {},
      );
  }
}

/** A whole reading that only wants a yes: it is shown with its audience and waits for a tap. */
function waitsForTap(reading: Reading): boolean {
  return (
    reading.ask === 'confirm' &&
    ['daily_update', 'announcement', 'attendance', 'direct'].includes(reading.intent)
  );
}

function asReader({ member, row }: StaffText): Reader {
  return { person: { id: member.id, kind: 'staff', language: member.language }, row };
}

/** Answers with one text of the catalogue. */
export function tell<Key extends TextKey>(
  session: Session,
  { member, row }: StaffText,
  key: Key,
  values: TextValues<Key>,
): string {
  addReply(
    session,
    { id: member.id, kind: 'staff', language: member.language },
    row,
    textMessages(say(key, values, member.language)),
  );
  return `told:${key}`;
}

function helpFor(member: StaffMember): 'help.admin' | 'help.teacher' {
  return member.role === 'teacher' ? 'help.teacher' : 'help.admin';
}

// A tap on "send" or "do not send" says what a typed yes or no says.
function asWords(said: Said): Said {
  if (said.kind !== 'tap') return said;
  if (said.action === 'send' || said.action === 'yes') return { kind: 'words', text: 'yes' };
  if (said.action === 'doNotSend' || said.action === 'no') return { kind: 'words', text: 'cancel' };
  return said;
}

/** A teacher speaks for the classes they teach, the office for every class. */
async function classesOf(session: Session, member: StaffMember): Promise<SpokenFor[]> {
  if (member.role === 'teacher')
    return member.teaching.map((t) => ({ id: t.class_id, code: t.code, grade: t.grade }));
  return loadClasses(session.tx, session.schoolId, session.today);
}

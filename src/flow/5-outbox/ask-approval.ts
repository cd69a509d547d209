import { planAudience } from '#audience/plan-audience.ts';
import { addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { type Approval, decide, insertApproval } from '#outbox/approval-queries.ts';
import type { ReadingOf } from '#outbox/read-text.ts';
import type { ForReaders } from '#outbox/send-to-readers.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { noticeToStaff } from '#outbox/tell-staff.ts';
import { loadAdmins } from '#school/queries.ts';
import { echoText } from '#templates/echo-text.ts';
import { mediaOfNotice } from '#templates/notice.ts';
import { withButtons } from '#templates/render-free-form.ts';
import { sayWords } from '#templates/say.ts';
import { nameWords } from '#templates/words/list-words.ts';

// Within the 24 hours in which its writer can be answered free-form; over a night, so that a morning is enough.
const WAITS_MS = 20 * 60 * 60 * 1_000;

/** Brings an announcement to the admins, who decide by button (ADR 0022). No parent gets anything before. */
export async function askApproval(
  session: Session,
  text: StaffText,
  reading: ReadingOf<'announcement'>,
  what: ForReaders,
): Promise<string> {
  const { member, row } = text;
  const admins = await loadAdmins(session.tx, session.schoolId);
  if (admins.length === 0) return tell(session, text, 'error.notAllowed', {});
  const parents = planAudience(what.readers, what.topic, session.now).recipients.length;
  const { audience } = what;
  if (parents === 0) {
    tell(session, text, 'error.nobodyInAudience', { audience });
    return 'nobody_in_audience';
  }
  const sender = nameWords(member.name, member.name_ne);
  const origin = { inboundId: row.id, requestId: row.request_id };
  const media = [...mediaOfNotice(what.notice)];
  const notice = { kind: 'approval', sender, audience, parents, text: reading.text, media } as const;
  const id = noticeToStaff(session, admins, origin, notice);
  await insertApproval(
    session.tx,
    session.schoolId,
    {
      id,
      author_id: member.id,
      inbound_id: row.id,
      request_id: row.request_id,
      reading: { ...reading, ask: null },
      audience,
      expires_at: new Date(session.now + WAITS_MS),
    },
    new Date(session.now),
  );
  const words = echoText(what.understood, { kind: 'waitsForApproval' }, member.language, {
    remarks: text.remarks,
    taken: what.taken,
  });
  const payloads = withButtons(words, ['undo'], member.language, id);
  addReply(session, { id: member.id, kind: 'staff', language: member.language }, row, payloads);
  return 'asked:approval';
}

/** Its writer takes back what still waits for the office. Undefined where there is nothing to take back. */
export async function withdrawApproval(
  session: Session,
  text: StaffText,
  id: string,
): Promise<string | undefined> {
  const { member, row } = text;
  const at = new Date(session.now);
  const approval = await decide(session.tx, session.schoolId, id, 'withdrawn', member.id, null, at);
  if (!approval) return undefined;
  const outcome = sayWords('approval.withdrawn', { by: nameWords(member.name, member.name_ne) });
  const admins = await loadAdmins(session.tx, session.schoolId);
  tellDecided(session, approval, nameWords(member.name, member.name_ne), admins, row.request_id, outcome);
  return tell(session, text, 'teacher.approvalWithdrawn', {});
}

/** Tells admins that a notice needs no answer any more. */
export function tellDecided(
  session: Session,
  { audience }: Approval,
  sender: ReturnType<typeof nameWords>,
  admins: Parameters<typeof noticeToStaff>[1],
  requestId: string,
  outcome: ReturnType<typeof nameWords>,
): void {
  if (admins.length === 0) return;
  noticeToStaff(
    session,
    admins,
    { inboundId: null, requestId },
    { kind: 'decided', sender, audience, outcome },
  );
}

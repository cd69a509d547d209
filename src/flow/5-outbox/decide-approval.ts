import { planAudience } from '#audience/plan-audience.ts';
import { planNotice } from '#outbox/announce.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { type Approval, addReason, decide, findApproval } from '#outbox/approval-queries.ts';
import { tellDecided } from '#outbox/ask-approval.ts';
import { isMessageId } from '#outbox/read-the-rest.ts';
import { putInOutbox } from '#outbox/send-to-readers.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { tellStaff } from '#outbox/tell-staff.ts';
import { loadAdmins, loadStaff, loadStaffAddress, type StaffAddress } from '#school/queries.ts';
import type { Words } from '#templates/language.ts';
import { sayWords } from '#templates/say.ts';
import { nameWords, sameInBoth } from '#templates/words/list-words.ts';

/** What an admin answered: yes; or no, with or without saying why. */
export type Answer = { approves: true } | { approves: false; reason?: string };

/**
 * An admin decides about a notice that waits for the office. The first answer stands: the writer and the other admins
 * are told, and whoever answers later hears what was decided.
 */
export async function decideApproval(
  session: Session,
  text: StaffText,
  id: string,
  answer: Answer,
): Promise<string> {
  const { member } = text;
  if (member.role !== 'admin') return tell(session, text, 'error.notAllowed', {});
  if (!isMessageId(id)) return tell(session, text, 'unknown.teacher', {});
  const reason = answer.approves ? null : (answer.reason ?? null);
  const decision = answer.approves ? 'approved' : 'declined';
  const at = new Date(session.now);
  const approval = await decide(session.tx, session.schoolId, id, decision, member.id, reason, at);
  if (!approval) return isTooLate(session, text, id, reason);

  const writer = (await loadStaffAddress(session.tx, session.schoolId, approval.author_id))!;
  const outcome = sayWords(`approval.${decision}`, { by: nameWords(member.name, member.name_ne) });
  const others = (await loadAdmins(session.tx, session.schoolId)).filter((admin) => admin.id !== member.id);
  tellDecided(session, approval, nameOf(writer), others, text.row.request_id, outcome);
  return answer.approves
    ? send(session, text, approval, writer)
    : tellDeclined(session, text, approval, writer);
}

async function send(
  session: Session,
  text: StaffText,
  approval: Approval,
  writer: StaffAddress,
): Promise<string> {
  const { reading, audience } = approval;
  const [author] = await loadStaff(session.tx, session.schoolId, [writer.id], session.today);
  const classes = author!.teaching.map((t) => ({ id: t.class_id, code: t.code, grade: t.grade }));
  const what = await planNotice(session, classes, reading);
  const plan = planAudience(what.readers, what.topic, session.now);
  if (plan.recipients.length === 0) {
    tellStaff(session, writer, approval.request_id, 'error.nobodyInAudience', { audience });
    return tell(session, text, 'error.nobodyInAudience', { audience });
  }
  const origin = {
    authorId: writer.id,
    inboundId: approval.inbound_id,
    requestId: approval.request_id,
    reading,
    aboutId: null,
  };
  putInOutbox(session, origin, what, plan, 0);
  const parents = plan.recipients.length;
  tellStaff(session, writer, approval.request_id, 'teacher.approved', { audience, parents });
  tell(session, text, 'admin.approved', { parents });
  return 'approved';
}

function tellDeclined(
  session: Session,
  text: StaffText,
  { audience, reason, request_id }: Approval,
  writer: StaffAddress,
): string {
  const sender = nameOf(writer);
  if (reason) {
    tellStaff(session, writer, request_id, 'teacher.notApprovedBecause', { audience, reason });
    tell(session, text, 'admin.reasonPassedOn', { sender });
  } else {
    tellStaff(session, writer, request_id, 'teacher.notApproved', { audience });
    tell(session, text, 'admin.notApproved', { sender });
  }
  return 'declined';
}

/** Decided before. Whoever declined may still say why; everybody else hears what was decided. */
async function isTooLate(
  session: Session,
  text: StaffText,
  id: string,
  reason: string | null,
): Promise<string> {
  const explained = reason
    ? await addReason(session.tx, session.schoolId, id, text.member.id, reason)
    : undefined;
  if (explained) {
    const writer = (await loadStaffAddress(session.tx, session.schoolId, explained.author_id))!;
    const about = { audience: explained.audience, reason: reason! };
    tellStaff(session, writer, explained.request_id, 'teacher.reasonGiven', about);
    tell(session, text, 'admin.reasonPassedOn', { sender: nameOf(writer) });
    return 'reason_passed_on';
  }
  const approval = await findApproval(session.tx, session.schoolId, id);
  if (!approval) return tell(session, text, 'unknown.teacher', {});
  return tell(session, text, 'admin.alreadyDecided', { outcome: await outcomeOf(session, approval) });
}

async function outcomeOf(session: Session, { decision, decided_by }: Approval): Promise<Words> {
  const decider = decided_by ? await loadStaffAddress(session.tx, session.schoolId, decided_by) : undefined;
  const by = decider ? nameOf(decider) : sameInBoth('');
  switch (decision) {
    case 'approved':
    case 'declined':
    case 'withdrawn':
      return sayWords(`approval.${decision}`, { by });
    // Its time is over and the job that ends it has not come by yet.
    case 'expired':
    case null:
      return sayWords('approval.expired', {});
  }
}

function nameOf({ name, name_ne }: StaffAddress): Words {
  return nameWords(name, name_ne);
}

import { WINDOW_MS } from '#audience/plan-audience.ts';
import { inSchool } from '#lib/db.ts';
import { addMessage, PRIORITY } from '#outbox/add-message.ts';
import { openSession, type Session } from '#outbox/answer-texts.ts';
import { decide, findApproval } from '#outbox/approval-queries.ts';
import { sayMediaProblem } from '#outbox/check-media.ts';
import { withdrawMessage } from '#outbox/outcome-queries.ts';
import { findWriter } from '#outbox/quoted-queries.ts';
import { scheduleReport } from '#outbox/report-queries.ts';
import { tellStaff } from '#outbox/tell-staff.ts';
import { findGuardianByPerson, loadStaffAddress } from '#school/queries.ts';
import {
  findReader,
  findStranded,
  lockHeld,
  type ReaderOfAnswer,
  type Stranded,
} from '#send/media-queries.ts';
import type { Runtime } from '#src/runtime.ts';
import { textMessages } from '#templates/render-free-form.ts';
import { say } from '#templates/say.ts';

const BATCH = 50;
const LIFE_MS = 12 * 60 * 60 * 1_000;

/**
 * Takes back messages of which a file cannot be had. Nothing of them has gone to anybody; whoever wrote them is told why
 * and what helps. Returns how many there were and the slots of the lanes that got something to send.
 */
export async function takeBackStranded(runtime: Runtime): Promise<{ looked: number; slots: Set<number> }> {
  const slots = new Set<number>();
  const stranded = await findStranded(runtime.db, BATCH);
  for (const message of stranded) {
    await inSchool(runtime.db, message.school_id, async (tx) => {
      if (!(await lockHeld(tx, message))) return;
      const session = await openSession(runtime.config, tx, message.school_id, [], runtime.clock.now());
      await withdrawMessage(tx, message.school_id, message.id, new Date(session.now));
      await scheduleReport(tx, message.school_id, message.id, null);
      await tellWhoWaits(session, message);
      await session.flush();
      slots.add(session.school.lane_slot);
    });
    const { request_id: requestId, school_id: schoolId, problem } = message;
    runtime.log.info(
      { stage: 'send', requestId, schoolId, problem },
      'message taken back for want of its media',
    );
  }
  return { looked: stranded.length, slots };
}

async function tellWhoWaits(session: Session, message: Stranded): Promise<void> {
  if (message.kind === 'reply') return tellReader(session, message);
  const author = message.author_id ?? (await endApproval(session, message));
  if (!author) return tellGuardian(session, message);
  const writer = await loadStaffAddress(session.tx, session.schoolId, author);
  const reason = sayMediaProblem(message.problem, message.mime_type);
  if (writer) tellStaff(session, writer, message.request_id, 'teacher.mediaNotSent', { reason });
}

/** A request for approval shows the files, too; without them there is nothing to approve. Returns its writer. */
async function endApproval(session: Session, { id }: Stranded): Promise<string | undefined> {
  const { tx, schoolId, now } = session;
  const approval = await findApproval(tx, schoolId, id);
  if (approval) await decide(tx, schoolId, id, 'withdrawn', approval.author_id, null, new Date(now));
  return approval?.author_id;
}

/** Somebody tapped for the rest of a message whose file is there no longer. */
async function tellReader(session: Session, message: Stranded): Promise<void> {
  const reader = await findReader(session.tx, session.schoolId, message.id);
  if (reader) tell(session, message, reader, say('guardian.mediaGone', {}, reader.language));
}

async function tellGuardian(session: Session, message: Stranded): Promise<void> {
  const { tx, schoolId } = session;
  const writer = message.inbound_id ? await findWriter(tx, schoolId, message.inbound_id) : undefined;
  const guardian = writer && (await findGuardianByPerson(tx, schoolId, writer.person));
  if (!guardian) return;
  const { id, language } = guardian;
  const windowUntil = new Date(writer.sent_at.getTime() + WINDOW_MS);
  const reason = sayMediaProblem(message.problem, message.mime_type);
  const to = { id, kind: 'guardian', address: writer.person, language, windowUntil } as const;
  tell(session, message, to, say('guardian.mediaNotSent', { reason }, language));
}

function tell(session: Session, { request_id }: Stranded, to: ReaderOfAnswer, words: string): void {
  const payloads = textMessages(words);
  addMessage(session, {
    kind: 'report',
    topic: 'service',
    priority: PRIORITY.reply,
    authorId: null,
    inboundId: null,
    requestId: request_id,
    content: { form: 'ready', payloads },
    recipients: [{ ...to, about: null, parts: payloads.length }],
    expiresAt: new Date(session.now + LIFE_MS),
  });
}

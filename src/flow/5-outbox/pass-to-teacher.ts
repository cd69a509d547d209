import { WINDOW_MS } from '#audience/plan-audience.ts';
import { newId } from '#lib/ids.ts';
import { addMessage, PRIORITY } from '#outbox/add-message.ts';
import type { GuardianText } from '#outbox/answer-guardian.ts';
import type { Session } from '#outbox/answer-texts.ts';
import type { ChildRow } from '#school/queries.ts';
import { type ClassTeacher, findClassTeacher } from '#school/records/queries.ts';
import type { Notice } from '#templates/notice.ts';
import { renderFreeForm } from '#templates/render-free-form.ts';

const LIFE_MS = 48 * 60 * 60 * 1_000;

/** Brings something a guardian wrote to the class teacher of their child (else the office). Returns who it is. */
export async function passToTeacher(
  session: Session,
  { row }: GuardianText,
  child: ChildRow,
  notice: Notice,
): Promise<ClassTeacher | undefined> {
  const teacher = await findClassTeacher(session.tx, session.schoolId, child.class_id);
  if (!teacher) return undefined;
  const opened = teacher.last_inbound_at?.getTime();
  const windowUntil =
    opened !== undefined && opened + WINDOW_MS > session.now ? new Date(opened + WINDOW_MS) : null;
  const id = newId(session.now);
  addMessage(session, {
    id,
    kind: 'direct',
    topic: 'service',
    priority: PRIORITY.reply,
    classId: child.class_id,
    authorId: null,
    inboundId: row.id,
    requestId: row.request_id,
    content: { form: 'notice', notice },
    recipients: [
      {
        id: teacher.id,
        kind: 'staff',
        address: teacher.phone,
        language: teacher.language,
        about: null,
        windowUntil,
        parts: windowUntil ? renderFreeForm(notice, teacher.language, id).length : 1,
      },
    ],
    expiresAt: new Date(session.now + LIFE_MS),
  });
  return teacher;
}

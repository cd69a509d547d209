import { inSchool } from '#lib/db.ts';
import { openSession } from '#outbox/answer-texts.ts';
import { expireApprovals, findSchoolsWithExpired } from '#outbox/approval-queries.ts';
import { tellStaff } from '#outbox/tell-staff.ts';
import { loadStaffAddress } from '#school/queries.ts';
import type { Runtime } from '#src/runtime.ts';

const BATCH = 50;

/**
 * Ends what the office has not answered in time, and tells its writers. Returns how many schools were looked at and
 * the slots of the lanes that got something to send.
 */
export async function expireDueApprovals(runtime: Runtime): Promise<{ looked: number; slots: Set<number> }> {
  const now = runtime.clock.now();
  const slots = new Set<number>();
  const schools = await findSchoolsWithExpired(runtime.db, new Date(now), BATCH);
  for (const schoolId of schools) {
    await inSchool(runtime.db, schoolId, async (tx) => {
      const session = await openSession(runtime.config, tx, schoolId, [], now);
      for (const { author_id, request_id, audience } of await expireApprovals(tx, schoolId, new Date(now))) {
        const writer = (await loadStaffAddress(tx, schoolId, author_id))!;
        tellStaff(session, writer, request_id, 'teacher.approvalExpired', { audience });
        runtime.log.info({ stage: 'outbox', requestId: request_id, schoolId }, 'approval expired');
      }
      await session.flush();
      slots.add(session.school.lane_slot);
    });
  }
  return { looked: schools.length, slots };
}

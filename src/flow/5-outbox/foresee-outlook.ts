import { type Foreseen, foreseeSending } from '#audience/foresee-sending.ts';
import type { SendingPlan } from '#audience/plan-sending.ts';
import { digitsFor } from '#nepal/digits.ts';
import type { Session } from '#outbox/answer-texts.ts';
import type { StaffMember } from '#school/queries.ts';
import type { Words } from '#templates/language.ts';
import type { Outlook } from '#templates/outlook-text.ts';
import { timeWords } from '#templates/words/time-words.ts';

// What everybody has within a minute needs no word.
const SOON_MS = 60_000;

/** How a message will go, as far as its writer should know before it does. */
export async function foreseeOutlook(
  session: Session,
  member: StaffMember,
  message: Pick<Foreseen, 'priority' | 'addressees' | 'sendAfter' | 'expiresAt'>,
): Promise<Outlook> {
  const { schoolId, school, now, today } = session;
  const plan = await foreseeSending(session.tx, session.config, {
    ...message,
    schoolId,
    senderId: school.sender_id,
    halted: school.halted,
  });
  return toOutlook(plan, { now, today, isAdmin: member.role !== 'teacher' });
}

function toOutlook(
  { lastAt, deferred, deferredUntil, refused, cost }: SendingPlan,
  { now, today, isAdmin }: { now: number; today: string; isAdmin: boolean },
): Outlook {
  const outlook: Outlook = {};
  if (lastAt !== null && lastAt > now + SOON_MS) outlook.lastAt = timeWords(lastAt, today);
  if (deferredUntil !== null) outlook.later = { parents: deferred, by: timeWords(deferredUntil, today) };
  if (refused > 0) outlook.never = refused;
  if (isAdmin && cost.npr > 0)
    outlook.cost = { rupees: rupeeWords(cost.npr), free: cost.free, messages: cost.messages };
  return outlook;
}

/** Whole rupees; what is less than ten with its paisa. */
function rupeeWords(npr: number): Words {
  const amount = npr < 10 ? npr.toFixed(2) : String(Math.round(npr));
  return { en: digitsFor('en', amount), ne: digitsFor('ne', amount) };
}

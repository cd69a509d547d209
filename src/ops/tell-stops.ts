import { inSchool, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import {
  type AdminAddress,
  findOtherPath,
  loadAdmins,
  loadUntoldStops,
  markStopTold,
  markToldInSchool,
  type OtherPath,
  type UntoldStop,
} from '#ops/stop-queries.ts';
import { PRIORITY } from '#outbox/add-message.ts';
import { insertMessages } from '#outbox/queries.ts';
import { loadSchool } from '#school/queries.ts';
import type { Runtime } from '#src/runtime.ts';
import { catalogue } from '#templates/catalogue.ts';
import { type SendOutcome, sayWords } from '#templates/say.ts';

const LIFE_MS = 24 * 60 * 60 * 1_000;
// One token serves every number, and one account all of its numbers: no way leads round such a stop.
const STOPS_EVERY_NUMBER = new Set(['token']);
const STOPS_ITS_ACCOUNT = new Set(['permission', 'payment', 'policy']);

/**
 * Tells the office of each school, once, that its number has stopped itself and why: through the platform's own number
 * (WA_PHONE_NUMBER_ID), where that still sends. Where no way leads there, teachers read it in their next echo or
 * report. Returns the slots of the lanes that got something to send.
 */
export async function tellStops(runtime: Runtime): Promise<Set<number>> {
  const slots = new Set<number>();
  for (const stop of await loadUntoldStops(runtime.db)) {
    const path = await wayRound(runtime, stop);
    let told = 0;
    for (const schoolId of stop.school_ids)
      told += await inSchool(runtime.db, schoolId, (tx) => tellSchool(tx, schoolId, stop, path, runtime));
    await markStopTold(runtime.db, stop);
    if (path && told > 0) slots.add(path.slot);
    runtime.log.warn(
      { stage: 'ops', senderId: stop.sender_id, reason: stop.reason, schools: stop.school_ids.length, told },
      told > 0 ? 'offices told of the stop' : 'no other way to tell the offices of the stop',
    );
  }
  return slots;
}

async function wayRound({ db, config }: Runtime, stop: UntoldStop): Promise<OtherPath | undefined> {
  const own = config.WA_PHONE_NUMBER_ID;
  if (own === undefined || STOPS_EVERY_NUMBER.has(stop.reason)) return undefined;
  return findOtherPath(db, own, stop.sender_id, STOPS_ITS_ACCOUNT.has(stop.reason) ? stop.waba_id : null);
}

/** Marks and tells in one transaction, so that two processes, or one that died in between, tell it once. */
async function tellSchool(
  tx: Tx,
  schoolId: string,
  stop: UntoldStop,
  path: OtherPath | undefined,
  { clock }: Runtime,
): Promise<number> {
  if (!(await markToldInSchool(tx, schoolId, stop.stopped_at)) || !path) return 0;
  const school = await loadSchool(tx, schoolId);
  const admins = await loadAdmins(tx, schoolId);
  if (admins.length === 0) return 0;
  const now = clock.now();
  const notice = {
    kind: 'alert',
    school: { en: school.name, ne: school.name_ne },
    matter: sayWords(`outcome.${reasonOf(stop)}`, {}),
  } as const;
  const message = {
    id: newId(now),
    kind: 'report',
    topic: 'service',
    priority: PRIORITY.reply,
    classId: null,
    authorId: null,
    inboundId: null,
    requestId: 'lane-stopped',
    content: { form: 'notice', notice },
    audience: null,
    recipients: admins.map(toRecipient),
    excluded: {},
    sendAfter: new Date(now),
    expiresAt: new Date(now + LIFE_MS),
    reportAt: null,
  } as const;
  await insertMessages(tx, schoolId, path.sender_id, [{ ...message }], new Date(now));
  return admins.length;
}

// They have not written to that number, so only a template may go there.
function toRecipient({ id, phone, language }: AdminAddress) {
  return { id, kind: 'staff', address: phone, language, about: null, windowUntil: null, parts: 1 } as const;
}

function reasonOf({ reason }: UntoldStop): SendOutcome {
  return `outcome.${reason}` in catalogue ? (reason as SendOutcome) : 'other';
}

import {
  findSenders,
  insertInbound,
  insertSetAside,
  isUnprocessed,
  lockSweep,
  markProcessed,
  type NewInbound,
  type NewSetAside,
  type RawEvent,
  recordEventFailure,
  takeEvents,
} from '#inbox/queries.ts';
import { isConnectionTrouble } from '#lib/database-errors.ts';
import type { Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import type { Runtime } from '#src/runtime.ts';
import { type Inbound, readWebhook, type StatusNews } from '#whatsapp/read-webhook.ts';

/** A status with the number of ours it belongs to. */
export type SenderStatus = StatusNews & { senderId: string };

/** Writes statuses down in the same transaction that marks their events as processed. Stage 7 gives it. */
export type RecordStatuses = (tx: Tx, statuses: SenderStatus[]) => Promise<void>;

export type Swept = { events: number; inbound: number; statuses: number };

const BATCH = 500;
const MAX_ATTEMPTS = 5;
const NOTHING: Swept = { events: 0, inbound: 0, statuses: 0 };

/**
 * Takes the oldest raw events apart: texts become `inbound_message` (once, however often Meta sends them),
 * statuses go forward, what cannot be taken is set aside with its reason. One transaction; an event that breaks
 * its batch is tried alone, and after five tries set aside whole. Returns zeros when nothing waits
 * or another sweep is under way.
 */
export async function sweepEvents(runtime: Runtime, recordStatuses: RecordStatuses): Promise<Swept> {
  try {
    return await sweepBatch(runtime, recordStatuses, BATCH);
  } catch (error) {
    if (isConnectionTrouble(error)) throw error;
    runtime.log.warn({ stage: 'inbox', err: error }, 'a batch of events failed; each is tried alone');
    return sweepOneByOne(runtime, recordStatuses);
  }
}

async function sweepBatch(runtime: Runtime, recordStatuses: RecordStatuses, limit: number): Promise<Swept> {
  return runtime.db.transaction().execute(async (tx) => {
    if (!(await lockSweep(tx))) return NOTHING;
    const events = await takeEvents(tx, limit);
    return events.length === 0 ? NOTHING : takeApart(runtime, tx, events, recordStatuses);
  });
}

async function sweepOneByOne(runtime: Runtime, recordStatuses: RecordStatuses): Promise<Swept> {
  const sum = { ...NOTHING };
  const events = await runtime.db
    .transaction()
    .execute(async (tx) => ((await lockSweep(tx)) ? takeEvents(tx, BATCH) : []));
  for (const event of events) {
    try {
      // Each alone, and still nobody else beside it.
      const swept = await runtime.db.transaction().execute(async (tx) => {
        const isMine = (await lockSweep(tx)) && (await isUnprocessed(tx, event.id));
        return isMine ? takeApart(runtime, tx, [event], recordStatuses) : NOTHING;
      });
      sum.events += swept.events;
      sum.inbound += swept.inbound;
      sum.statuses += swept.statuses;
    } catch (error) {
      if (isConnectionTrouble(error)) throw error;
      runtime.log.error(
        { stage: 'inbox', requestId: event.request_id, eventId: event.id, err: error },
        'event failed',
      );
      await recordEventFailure(
        runtime.db,
        event.id,
        String(error),
        MAX_ATTEMPTS,
        new Date(runtime.clock.now()),
      );
    }
  }
  return sum;
}

async function takeApart(
  runtime: Runtime,
  tx: Tx,
  events: RawEvent[],
  recordStatuses: RecordStatuses,
): Promise<Swept> {
  const now = runtime.clock.now();
  const at = new Date(now);
  const read = events.map((event) => ({ event, news: readWebhook(event.body.toString('utf8')) }));
  const senders = await sendersOf(
    tx,
    read.flatMap(({ news }) => [...news.inbound, ...news.statuses].map((part) => part.phoneNumberId)),
  );

  const texts: (Written & { event: RawEvent })[] = [];
  const statuses: SenderStatus[] = [];
  const aside: NewSetAside[] = [];
  for (const { event, news } of read) {
    const setAside = (kind: string, reason: string, fragment: unknown) =>
      aside.push({
        id: newId(now),
        event_id: event.id,
        kind,
        reason,
        fragment: fragment ?? null,
        at: at.toISOString(),
      });
    for (const problem of news.problems) setAside(problem.kind, problem.reason, problem.fragment);
    for (const message of news.inbound) {
      const senderId = senders.get(message.phoneNumberId);
      const person = message.phone ?? message.userId;
      if (!senderId)
        setAside('unknown_number', `number ${message.phoneNumberId} is not one of ours`, message.payload);
      else if (!person)
        setAside('malformed', 'a message: neither phone nor user id says who wrote it', message.payload);
      else texts.push({ message, senderId, person, event });
    }
    for (const status of news.statuses) {
      const senderId = senders.get(status.phoneNumberId);
      if (senderId) statuses.push({ ...status, senderId });
      else setAside('unknown_number', `number ${status.phoneNumberId} is not one of ours`, status);
    }
  }

  // Meta delivers side by side, so a later text may come first; ids, and with them the handling, follow the writing.
  texts.sort((a, b) => a.message.at - b.message.at);
  const inbound = texts.map(({ event, ...written }) => toRow(written, event, now));
  const added = inbound.length > 0 ? await insertInbound(tx, inbound) : 0;
  if (statuses.length > 0) await recordStatuses(tx, statuses);
  if (aside.length > 0) {
    await insertSetAside(tx, aside);
    runtime.log.warn(
      { stage: 'inbox', setAside: aside.length, kinds: [...new Set(aside.map((a) => a.kind))] },
      'parts of events set aside',
    );
  }
  await markProcessed(
    tx,
    events.map((e) => e.id),
    at,
  );
  return { events: events.length, inbound: added, statuses: statuses.length };
}

async function sendersOf(tx: Tx, phoneNumberIds: string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(phoneNumberIds)];
  if (wanted.length === 0) return new Map();
  return new Map((await findSenders(tx, wanted)).map((s) => [s.phone_number_id, s.id]));
}

type Written = { message: Inbound; senderId: string; person: string };

function toRow({ message, senderId, person }: Written, event: RawEvent, now: number): NewInbound {
  return {
    sender_id: senderId,
    wamid: message.wamid,
    id: newId(now),
    event_id: event.id,
    request_id: event.request_id,
    person,
    phone: message.phone ?? null,
    user_id: message.userId ?? null,
    profile_name: message.profileName ?? null,
    type: message.type,
    text: message.text ?? null,
    payload: message.payload,
    context_id: message.contextId ?? null,
    sent_at: new Date(message.at).toISOString(),
  };
}

import { setImmediate } from 'node:timers/promises';
import {
  findSenders,
  insertInbound,
  insertSetAside,
  markProcessed,
  type NewInbound,
  type NewSetAside,
  type RawEvent,
} from '#inbox/queries.ts';
import type { RecordNews, SenderStatus } from '#inbox/sweep-events.ts';
import type { Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import type { AtCommit } from '#lib/transaction.ts';
import type { Runtime } from '#src/runtime.ts';
import { idOfPost, unpackPosts } from '#webhook/pack-posts.ts';
import { type Inbound, noNews, readWebhook, type WebhookNews } from '#whatsapp/read-webhook.ts';

/** What came of events, counted. */
export type Taken = { events: number; posts: number; statuses: number };

/** Takes events apart into texts, statuses, news of accounts and what is set aside, writes all of it, and marks the events as processed. */
export async function takeApart(
  runtime: Runtime,
  tx: Tx,
  atCommit: AtCommit,
  events: RawEvent[],
  recordNews: RecordNews,
): Promise<Taken> {
  const now = runtime.clock.now();
  const read = await readEvents(events);
  const senders = await sendersOfStatuses(tx, read);
  const { texts, statuses, aside } = sortParts(read, senders, now);

  // Meta delivers side by side, so a later text may come first; ids, and with them the handling, follow the writing.
  texts.sort((a, b) => a.message.at - b.message.at);
  const inbound = texts.map((text) => toRow(text, now));
  const accounts = read.flatMap(({ news }) => news.accounts);
  if (statuses.length + accounts.length > 0) await recordNews(tx, statuses, accounts);
  if (aside.length > 0) {
    await insertSetAside(tx, aside);
    tellSetAside(runtime, aside.length, [...new Set(aside.map((a) => a.kind))]);
  }
  if (inbound.length > 0) {
    const adding = insertInbound(tx, inbound, new Date(now));
    atCommit(adding.then((strange) => strange > 0 && tellSetAside(runtime, strange, ['unknown_number'])));
  }
  const ids = events.map((e) => e.id);
  atCommit(markProcessed(tx, ids, new Date(now)));
  const posts = events.reduce((sum, event) => sum + event.post_count, 0);
  return { events: events.length, posts, statuses: statuses.length };
}

function tellSetAside({ log }: Runtime, setAside: number, kinds: string[]): void {
  log.warn({ stage: 'inbox', setAside, kinds }, 'parts of events set aside');
}

/** What the POSTs of one event say together, and of each message the request that brought it. */
type ReadEvent = { eventId: string; news: WebhookNews; said: { message: Inbound; requestId: string }[] };

/** Reads events one by one, and lets webhooks that are just coming in be answered in between. */
async function readEvents(events: RawEvent[]): Promise<ReadEvent[]> {
  const read: ReadEvent[] = [];
  for (const { id, posts } of events) {
    read.push(readEvent(id, posts));
    await setImmediate();
  }
  return read;
}

// All of a sweep is held until it is written, thousands of statuses of a POST each: so little is kept of a POST.
function readEvent(eventId: string, packed: Buffer): ReadEvent {
  const news = noNews();
  const said: ReadEvent['said'] = [];
  for (const [nth, { requestId, body }] of unpackPosts(packed).entries()) {
    readWebhook(body.toString('utf8'), news);
    for (const message of news.inbound.slice(said.length))
      said.push({ message, requestId: requestId ?? idOfPost(eventId, nth) });
  }
  return { eventId, news, said };
}

/** Numbers of ours by Meta's id. Texts need no trip for it: theirs are looked up where they are written. */
async function sendersOfStatuses(tx: Tx, read: ReadEvent[]): Promise<Map<string, string>> {
  const wanted = new Set<string>();
  for (const { news } of read) for (const { phoneNumberId } of news.statuses) wanted.add(phoneNumberId);
  if (wanted.size === 0) return new Map();
  return new Map((await findSenders(tx, [...wanted])).map((s) => [s.phone_number_id, s.id]));
}

type Text = {
  message: Inbound;
  person: string;
  eventId: string;
  requestId: string;
};

function sortParts(
  read: ReadEvent[],
  senders: Map<string, string>,
  now: number,
): { texts: Text[]; statuses: SenderStatus[]; aside: NewSetAside[] } {
  const texts: Text[] = [];
  const statuses: SenderStatus[] = [];
  const aside: NewSetAside[] = [];
  const at = new Date(now).toISOString();
  for (const { eventId, news, said } of read) {
    const setAside = (kind: string, reason: string, fragment: unknown) =>
      aside.push({ id: newId(now), event_id: eventId, kind, reason, fragment: fragment ?? null, at });
    for (const problem of news.problems) setAside(problem.kind, problem.reason, problem.fragment);
    for (const { message, requestId } of said) {
      const person = message.phone ?? message.userId;
      if (person) texts.push({ message, person, eventId, requestId });
      else setAside('malformed', 'a message: neither phone nor user id says who wrote it', message.payload);
    }
    for (const status of news.statuses) {
      const senderId = senders.get(status.phoneNumberId);
      if (senderId) statuses.push(Object.assign(status, { senderId }));
      else setAside('unknown_number', `number ${status.phoneNumberId} is not one of ours`, status);
    }
  }
  return { texts, statuses, aside };
}

function toRow({ message, person, eventId, requestId }: Text, now: number): NewInbound {
  return {
    phone_number_id: message.phoneNumberId,
    wamid: message.wamid,
    id: newId(now),
    event_id: eventId,
    request_id: requestId,
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

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
import { type Inbound, readWebhook, type WebhookNews } from '#whatsapp/read-webhook.ts';

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
  const senders = await sendersOf(tx, read);
  const { texts, statuses, aside } = sortParts(read, senders, now);

  // Meta delivers side by side, so a later text may come first; ids, and with them the handling, follow the writing.
  texts.sort((a, b) => a.message.at - b.message.at);
  const inbound = texts.map((text) => toRow(text, now));
  const accounts = read.flatMap(({ news }) => news.accounts);
  if (statuses.length + accounts.length > 0) await recordNews(tx, statuses, accounts);
  if (aside.length > 0) {
    await insertSetAside(tx, aside);
    runtime.log.warn(
      { stage: 'inbox', setAside: aside.length, kinds: [...new Set(aside.map((a) => a.kind))] },
      'parts of events set aside',
    );
  }
  if (inbound.length > 0) atCommit(insertInbound(tx, inbound));
  const ids = events.map((e) => e.id);
  atCommit(markProcessed(tx, ids, new Date(now)));
  const posts = events.reduce((sum, event) => sum + event.post_count, 0);
  return { events: events.length, posts, statuses: statuses.length };
}

/** What one POST says, and where it is kept. */
type ReadPost = { eventId: string; requestId: string; news: WebhookNews };

/** Reads events one by one, and lets webhooks that are just coming in be answered in between. */
async function readEvents(events: RawEvent[]): Promise<ReadPost[]> {
  const read: ReadPost[] = [];
  for (const { id, posts } of events) {
    for (const [nth, { requestId, body }] of unpackPosts(posts).entries())
      read.push({
        eventId: id,
        requestId: requestId ?? idOfPost(id, nth),
        news: readWebhook(body.toString('utf8')),
      });
    await setImmediate();
  }
  return read;
}

async function sendersOf(tx: Tx, read: ReadPost[]): Promise<Map<string, string>> {
  const wanted = new Set<string>();
  for (const { news } of read) {
    for (const { phoneNumberId } of news.inbound) wanted.add(phoneNumberId);
    for (const { phoneNumberId } of news.statuses) wanted.add(phoneNumberId);
  }
  if (wanted.size === 0) return new Map();
  return new Map((await findSenders(tx, [...wanted])).map((s) => [s.phone_number_id, s.id]));
}

type Text = { message: Inbound; senderId: string; person: string; post: ReadPost };

function sortParts(
  read: ReadPost[],
  senders: Map<string, string>,
  now: number,
): { texts: Text[]; statuses: SenderStatus[]; aside: NewSetAside[] } {
  const texts: Text[] = [];
  const statuses: SenderStatus[] = [];
  const aside: NewSetAside[] = [];
  const at = new Date(now).toISOString();
  for (const post of read) {
    const setAside = (kind: string, reason: string, fragment: unknown) =>
      aside.push({ id: newId(now), event_id: post.eventId, kind, reason, fragment: fragment ?? null, at });
    for (const problem of post.news.problems) setAside(problem.kind, problem.reason, problem.fragment);
    for (const message of post.news.inbound) {
      const senderId = senders.get(message.phoneNumberId);
      const person = message.phone ?? message.userId;
      if (!senderId)
        setAside('unknown_number', `number ${message.phoneNumberId} is not one of ours`, message.payload);
      else if (!person)
        setAside('malformed', 'a message: neither phone nor user id says who wrote it', message.payload);
      else texts.push({ message, senderId, person, post });
    }
    for (const status of post.news.statuses) {
      const senderId = senders.get(status.phoneNumberId);
      if (senderId) statuses.push(Object.assign(status, { senderId }));
      else setAside('unknown_number', `number ${status.phoneNumberId} is not one of ours`, status);
    }
  }
  return { texts, statuses, aside };
}

function toRow({ message, senderId, person, post }: Text, now: number): NewInbound {
  return {
    sender_id: senderId,
    wamid: message.wamid,
    id: newId(now),
    event_id: post.eventId,
    request_id: post.requestId,
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

import { cleanStrings } from '#whatsapp/clean-strings.ts';
import { type AccountNews, readAccountNews } from '#whatsapp/read-account-news.ts';
import {
  type Flaw,
  flawOfChange,
  flawOfContact,
  flawOfEntry,
  flawOfEnvelope,
  flawOfInbound,
  flawOfMessagesValue,
  flawOfStatus,
  type RawChange,
  type RawContact,
  type RawEntry,
  type RawEnvelope,
  type RawInbound,
  type RawMessagesValue,
  type RawStatus,
} from '#whatsapp/webhook-shapes.ts';

/** A message a person wrote to one of our numbers. Instants are milliseconds since 1970. */
export type Inbound = {
  phoneNumberId: string;
  wamid: string;
  at: number;
  /** `+E.164`; absent where Meta sends the business-scoped user id alone. */
  phone?: string;
  userId?: string;
  profileName?: string;
  type: string;
  /** What was typed, tapped or written under a picture. */
  text?: string;
  contextId?: string;
  payload: Record<string, unknown>;
};

/** What became of a message we sent. */
export type StatusNews = {
  phoneNumberId: string;
  wamid: string;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  at: number;
  opaque?: string;
  userId?: string;
  error?: { code: number; detail: string };
};

/** A part that could not be taken; the rest of its batch could. */
export type WebhookProblem = {
  kind: 'malformed' | 'unknown_field' | 'unknown_type';
  reason: string;
  fragment: unknown;
};

export type WebhookNews = {
  inbound: Inbound[];
  statuses: StatusNews[];
  accounts: AccountNews[];
  problems: WebhookProblem[];
};

export function noNews(): WebhookNews {
  return { inbound: [], statuses: [], accounts: [], problems: [] };
}

/**
 * Reads the body of one webhook POST: up to 1,000 updates of several numbers (cloud-api.md section 1).
 * Never throws: what is broken or not known yet comes back as a problem with its fragment, the rest is read.
 * @param news what was read before; what this POST says is put behind it
 */
export function readWebhook(body: string, news = noNews()): WebhookNews {
  const envelope = take<RawEnvelope>(flawOfEnvelope, parseJson(body), news, 'the envelope');
  for (const rawEntry of envelope?.entry ?? []) {
    const entry = take<RawEntry>(flawOfEntry, rawEntry, news, 'an entry');
    for (const rawChange of entry?.changes ?? []) {
      const change = take<RawChange>(flawOfChange, rawChange, news, 'a change');
      if (change) readChange(String(entry!.id), change, news);
    }
  }
  return news;
}

function parseJson(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    // Only an escape can bring what PostgreSQL's text refuses (NUL, half a surrogate pair), so others skip the walk.
    return body.includes('\\u') && /\\u(?:0000|d[89a-f])/i.test(body) ? cleanStrings(parsed) : parsed;
  } catch {
    return body.slice(0, 1_000);
  }
}

function readChange(wabaId: string, change: RawChange, news: WebhookNews): void {
  if (change.field !== 'messages') {
    const accounts = readAccountNews(wabaId, change.field, change.value);
    if (accounts) {
      news.accounts.push(...accounts);
      return;
    }
    news.problems.push({
      kind: 'unknown_field',
      reason: `field ${change.field} is kept, not acted on`,
      fragment: change,
    });
    return;
  }
  const value = take<RawMessagesValue>(flawOfMessagesValue, change.value, news, 'a messages value');
  if (!value) return;
  const phoneNumberId = value.metadata.phone_number_id;
  const profiles = (value.contacts ?? []).map((contact) =>
    flawOfContact(contact) ? undefined : (contact as RawContact),
  );
  for (const raw of value.messages ?? []) {
    const message = take<RawInbound>(flawOfInbound, raw, news, 'a message');
    if (message) news.inbound.push(toInbound(message, phoneNumberId, profiles));
  }
  for (const raw of value.statuses ?? []) {
    const status = take<RawStatus>(flawOfStatus, raw, news, 'a status');
    if (status) news.statuses.push(toStatusNews(status, phoneNumberId));
  }
  for (const fragment of value.errors ?? []) {
    news.problems.push({ kind: 'unknown_type', reason: 'an error of the number itself', fragment });
  }
}

function toInbound(
  message: RawInbound,
  phoneNumberId: string,
  profiles: (RawContact | undefined)[],
): Inbound {
  const { phone, userId } = whoWrote(message.from, message.from_user_id);
  const profile =
    profiles.find(
      (p) => p && ((userId && p.user_id === userId) || (message.from && p.wa_id === message.from)),
    ) ?? profiles[0];
  return {
    phoneNumberId,
    wamid: message.id,
    at: Number(message.timestamp) * 1_000,
    phone,
    userId: userId ?? profile?.user_id,
    profileName: profile?.profile?.name,
    type: message.type,
    text: wordsOf(message),
    contextId: message.context?.id ?? message.context?.message_id,
    payload: message,
  };
}

const USER_ID = /^[A-Z]{2}\.[A-Za-z0-9.]{1,140}$/;

// `from` is a phone without its plus, missing, empty, or (seen in the wild) the business-scoped user id itself.
function whoWrote(
  from: string | undefined,
  fromUserId: string | undefined,
): { phone?: string; userId?: string } {
  const userId = fromUserId || (from && USER_ID.test(from) ? from : undefined);
  const phone = from && /^\+?\d{6,15}$/.test(from) ? `+${from.replace('+', '')}` : undefined;
  return { phone, userId };
}

type Worded = { body?: string; text?: string; title?: string; caption?: string };

function wordsOf(message: Record<string, unknown>): string | undefined {
  const part = message[String(message.type)] as
    | (Worded & { button_reply?: Worded; list_reply?: Worded; message?: Record<string, unknown> })
    | undefined;
  const words =
    part?.body ?? part?.text ?? part?.caption ?? part?.button_reply?.title ?? part?.list_reply?.title;
  return typeof words === 'string' && message.type !== 'system' ? words : undefined;
}

function toStatusNews(status: RawStatus, phoneNumberId: string): StatusNews {
  const error = status.errors?.[0];
  return {
    phoneNumberId,
    wamid: status.id,
    // A voice note that was played was read.
    status: status.status === 'played' ? 'read' : status.status,
    at: Number(status.timestamp) * 1_000,
    opaque: status.biz_opaque_callback_data,
    userId: status.recipient_user_id,
    error: error && {
      code: error.code,
      detail: error.error_data?.details ?? error.message ?? error.title ?? '',
    },
  };
}

function take<T>(
  flawOf: (value: unknown) => Flaw,
  value: unknown,
  news: WebhookNews,
  what: string,
): T | undefined {
  const flaw = flawOf(value);
  if (flaw === undefined) return value as T;
  news.problems.push({ kind: 'malformed', reason: `${what}: ${flaw}`, fragment: value });
  return undefined;
}

import { takeThroughput } from '../limits/throughput.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import { describePerson } from '../webhooks/describe-person.ts';
import { postUpdate } from '../webhooks/post-webhooks.ts';
import type { World } from '../world.ts';
import { advance, readMessage, setReaction, tellBubble } from './carry-message.ts';
import { keepMessage } from './keep-messages.ts';
import { threadOf } from './keep-people.ts';
import type { Json, Message } from './message.ts';
import type { Person } from './person.ts';
import { changesAnother } from './show-bubble.ts';

/**
 * A person sends a message to a business number: it appears on their phone, opens the 24-hour window and goes
 * out as a webhook. `said` is the content part of a Cloud API inbound message: `type`, the object of that
 * type, and `context.id`, `referral` and the like where they apply.
 */
export function sendAsPerson(world: World, person: Person, number: BusinessNumber, said: Json): Message {
  const now = world.clock.now();
  const thread = threadOf(person, number);
  const described = describePerson(world, person, number);
  const type = String(said.type);
  const context = said.context as Json | undefined;
  const message: Message = {
    order: world.messages.count,
    id: world.ids.message(person.phone, 'person'),
    direction: 'person',
    number,
    person,
    thread,
    at: now,
    type,
    content: contentOf(world, said, type),
    template: null,
    opaque: null,
    replyTo: context?.id ? String(context.id) : null,
    byUserId: described.phone === undefined,
    status: 'sent',
    failure: null,
    category: 'service',
    pricing: 'free_customer_service',
    reactions: [],
  };
  thread.lastInboundAt = now;
  if (said.referral !== undefined) thread.freeUntil = now + freeEntryMs;
  keepMessage(world, message);
  // What comes in counts against the number's throughput, but is never refused.
  takeThroughput(world, number);
  world.ledger.totals.inbound += 1;
  if (thread.unread > 0) readAll(world, thread.messages);
  if (changesAnother(type)) changeAnother(world, message);
  else tellBubble(world, message);
  // A business does not hear from people it has blocked.
  if (number.blockedPeople.has(person.phone)) return message;
  postUpdate(world, {
    kind: 'messages',
    number,
    item: inboundItem(message, said, described),
    contact: type === 'system' ? null : described.contact,
    onTaken: () => {
      if (message.status === 'sent') advance(world, message, 'delivered');
    },
  });
  return message;
}

/** Whoever writes has the conversation open, so what had arrived is read. */
export function readAll(world: World, messages: readonly Message[]) {
  for (const message of messages) if (message.direction === 'business') readMessage(world, message);
}

function inboundItem(message: Message, said: Json, described: ReturnType<typeof describePerson>): Json {
  const item: Json = {};
  if (message.replyTo) item.context = { from: message.number.digits, id: message.replyTo };
  const given = said.context as Json | undefined;
  if (given) {
    const { id: _, ...rest } = given;
    if (Object.keys(rest).length > 0) item.context = { ...(item.context as Json | undefined), ...rest };
  }
  // A number change is told from the old number.
  const old = said.from as { phone: string; userId: string } | undefined;
  if (old) {
    item.from = old.phone;
    item.from_user_id = old.userId;
  } else {
    if (described.phone !== undefined) item.from = described.phone;
    item.from_user_id = described.userId;
  }
  item.id = message.id;
  item.timestamp = String(Math.floor(message.at / 1000));
  item.type = message.type;
  for (const key of ['referral', 'errors', 'group_id', 'identity'])
    if (said[key] !== undefined) item[key] = said[key];
  if (said[message.type] !== undefined) item[message.type] = message.content;
  if (message.type === 'unsupported') item.errors ??= unsupportedErrors;
  return item;
}

const unsupportedErrors = [
  {
    code: 131051,
    title: 'Message type unknown',
    message: 'Message type unknown',
    error_data: { details: 'Message type is currently not supported.' },
  },
];

const freeEntryMs = 72 * 60 * 60 * 1000;

const mediaTypes = new Set(['image', 'audio', 'video', 'document', 'sticker']);

/** The object of the message's type; an uploaded file brings its type and hash along. */
function contentOf(world: World, said: Json, type: string): Json {
  const content = (said[type] ?? {}) as Json;
  if (!mediaTypes.has(type) || typeof content.id !== 'string') return content;
  const media = world.media.get(content.id);
  if (!media) return content;
  return { mime_type: media.mimeType, sha256: media.sha256, ...content };
}

/** Reacts to, edits or takes back the message that this one names. */
function changeAnother(world: World, { type, content }: Message) {
  const target = world.messages.byId.get(String(content.message_id ?? content.original_message_id));
  if (!target) return;
  if (type === 'reaction') return setReaction(world, target, 'person', String(content.emoji ?? ''));
  if (type === 'revoke') target.type = 'revoked';
  const edited = content.message as Json | undefined;
  if (edited) target.content = (edited[String(edited.type)] ?? {}) as Json;
  tellBubble(world, target);
}

import { takePairRate } from '../limits/pair-rate.ts';
import { takeThroughput } from '../limits/throughput.ts';
import { numberFor } from '../numbers/keep-numbers.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import { carryMessage } from '../people/carry-message.ts';
import { keepMessage } from '../people/keep-messages.ts';
import { threadOf, userIdFor } from '../people/keep-people.ts';
import type { Json, Message } from '../people/message.ts';
import type { Template } from '../templates/template.ts';
import type { World } from '../world.ts';
import { checkMessage } from './check-message.ts';
import { checkRecipient } from './check-recipient.ts';
import { checkStanding } from './check-standing.ts';
import { checkTemplateSend } from './check-template-send.ts';
import { findRecipient, type Recipient } from './find-recipient.ts';
import { noSuchObject } from './no-such-object.ts';
import type { Problem } from './problem.ts';

/** What the caller of POST …/messages gets: Meta's answer and the message behind it, or a problem. */
export type Sent = { answer: Json; message: Message } | Problem;

/**
 * Accepts a message or refuses it: number and account in order, throughput, the request's shape, the
 * recipient, the template, the pair rate. 200 means accepted, nothing more (cloud-api.md section 2).
 */
export function sendMessage(world: World, phoneNumberId: string, body: Json): Sent {
  const number = numberFor(world, phoneNumberId);
  if (!number) return noSuchObject(phoneNumberId);
  const standing = checkStanding(world, number);
  if (standing) return standing;
  if (!takeThroughput(world, number))
    return {
      code: 130429,
      details:
        'Message failed to send because there are too many messages sent from this phone number in a short period of time.',
    };
  const checked = checkMessage(world, number, body);
  if ('code' in checked) return checked;
  const recipient = findRecipient(world, number, body);
  if ('code' in recipient) return recipient;
  const unwelcome = checkRecipient(number, recipient, body);
  if (unwelcome) return unwelcome;
  const template =
    checked.type === 'template' ? checkTemplateSend(world, number, checked.content, recipient) : null;
  if (template && 'code' in template) return template;
  const thread = threadOf(recipient.person, number);
  if (world.settings.limits.pairRate && !takePairRate(thread, world.clock.now())) {
    return {
      code: 131056,
      details:
        'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
    };
  }
  const message = accept(
    world,
    number,
    recipient,
    checked.type,
    checked.content,
    template?.template ?? null,
    body,
  );
  return { answer: answerFor(world, recipient, message), message };
}

function accept(
  world: World,
  number: BusinessNumber,
  { person, byUserId }: Recipient,
  type: string,
  content: Json,
  template: Template | null,
  body: Json,
): Message {
  const context = body.context as Json | undefined;
  const message: Message = {
    order: world.messages.count,
    id: world.ids.message(person.phone, 'business'),
    direction: 'business',
    number,
    person,
    thread: threadOf(person, number),
    at: world.clock.now(),
    type,
    content,
    template,
    opaque: typeof body.biz_opaque_callback_data === 'string' ? body.biz_opaque_callback_data : null,
    replyTo: context ? String(context.message_id) : null,
    byUserId,
    status: 'accepted',
    failure: null,
    category: 'service',
    pricing: 'regular',
    reactions: [],
  };
  keepMessage(world, message);
  world.ledger.accept(message);
  carryMessage(world, message);
  return message;
}

/** A phone is answered with `wa_id`, a business-scoped id with `user_id`; templates carry `message_status`. */
function answerFor(world: World, { person, input, byUserId }: Recipient, message: Message): Json {
  const contact = byUserId
    ? { input, user_id: userIdFor(world, person, message.number.account.portfolioId) }
    : { input, wa_id: person.phone };
  const sent: Json = { id: message.id };
  if (message.type === 'template') sent.message_status = 'accepted';
  return { messaging_product: 'whatsapp', contacts: [contact], messages: [sent] };
}

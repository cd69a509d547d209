import { errorKind } from '../graph/error-table.ts';
import type { Json, Message } from '../people/message.ts';
import type { World } from '../world.ts';
import { describePerson } from './describe-person.ts';
import { postUpdate } from './post-webhooks.ts';

/** Sends a `sent`, `delivered`, `read` or (voice notes) `played` status; pricing stands on `sent` and one of the other two. */
export function tellStatus(
  world: World,
  message: Message,
  status: 'sent' | 'delivered' | 'read' | 'played',
  priced: boolean,
) {
  const { person, number } = message;
  const described = describePerson(world, person, number);
  const item: Json = { id: message.id, status, timestamp: seconds(world) };
  if (described.phone !== undefined) item.recipient_id = described.phone;
  item.recipient_user_id = described.userId;
  if (priced) {
    if (world.settings.webhooks.version < 24 || message.pricing === 'free_entry_point') {
      item.conversation = conversationOf(message);
    }
    item.pricing = pricingOf(message);
  }
  if (message.opaque !== null) item.biz_opaque_callback_data = message.opaque;
  if (status === 'sent') delete (described.contact.profile as Json).username;
  postUpdate(world, { kind: 'statuses', number, item, contact: described.contact });
}

/** Sends a `failed` status: no contacts, and no user id when it was sent to a phone (cloud-api.md section 1). */
export function tellFailure(world: World, message: Message, code: number, details: string) {
  const { title } = errorKind(code);
  const item: Json = { id: message.id, status: 'failed', timestamp: seconds(world) };
  if (message.byUserId) {
    item.recipient_user_id = describePerson(world, message.person, message.number).userId;
  } else item.recipient_id = message.person.phone;
  if (message.opaque !== null) item.biz_opaque_callback_data = message.opaque;
  item.errors = [
    {
      code,
      title,
      message: title,
      error_data: { details },
      href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
    },
  ];
  postUpdate(world, { kind: 'statuses', number: message.number, item, contact: null });
}

function pricingOf(message: Message): Json {
  return {
    billable: message.pricing === 'regular',
    pricing_model: 'PMP',
    type: message.pricing,
    category: message.pricing === 'free_entry_point' ? 'referral_conversion' : message.category,
  };
}

/** Up to v23 every message has a conversation of its own. */
function conversationOf(message: Message): Json {
  const origin = message.pricing === 'free_entry_point' ? 'referral_conversion' : message.category;
  return { id: message.id.slice(-34, -2).toLowerCase(), origin: { type: origin } };
}

function seconds(world: World): string {
  return String(Math.floor(world.clock.now() / 1000));
}

import type { Account, BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';

/** One thing to tell the business: an inbound message, a status, or news about an account or template. */
export type Update = MessageUpdate | AccountUpdate;

export type MessageUpdate = {
  kind: 'messages' | 'statuses';
  number: BusinessNumber;
  item: Json;
  contact: Json | null;
  /** Runs once a receiver has answered 200. */
  onTaken?: () => void;
};

export type AccountUpdate = { kind: 'account'; account: Account; field: string; value: Json; at: number };

/**
 * Puts updates into one envelope: an entry per WABA, a change per number and kind (cloud-api.md section 1).
 * `time` stands on account and template entries only.
 */
export function buildEnvelope(updates: readonly Update[]): Json {
  const entries: Json[] = [];
  let account: Account | null = null;
  let number: BusinessNumber | null = null;
  let kind = '';
  let value: Json = {};
  let changes: Json[] = [];
  for (const update of updates) {
    if (update.kind === 'account') {
      entries.push({
        id: update.account.id,
        time: Math.floor(update.at / 1000),
        changes: [{ value: update.value, field: update.field }],
      });
      account = null;
      continue;
    }
    if (update.number.account !== account) {
      account = update.number.account;
      number = null;
      changes = [];
      entries.push({ id: account.id, changes });
    }
    // A `system` message has no contacts, so it cannot share a change with messages that have them.
    if (update.number !== number || update.kind !== kind || !update.contact !== !value.contacts) {
      number = update.number;
      kind = update.kind;
      value = {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: number.digits, phone_number_id: number.id },
      };
      if (update.contact) value.contacts = [];
      value[kind] = [];
      changes.push({ value, field: 'messages' });
    }
    if (update.contact) addContact(value.contacts as Json[], update.contact);
    (value[kind] as Json[]).push(update.item);
  }
  return { object: 'whatsapp_business_account', entry: entries };
}

function addContact(contacts: Json[], contact: Json) {
  if (!contacts.some((known) => known.user_id === contact.user_id)) contacts.push(contact);
}

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
 * Writes updates into one envelope, as JSON: an entry per WABA, a change per number and kind (cloud-api.md section 1).
 * `time` stands on account and template entries only. What stands around a status is the same for all of a number, and is
 * written once: with a status a webhook there is more of it than of the status.
 */
export function writeEnvelope(updates: readonly Update[]): string {
  const entries: string[] = [];
  let account: Account | null = null;
  let changes: string[] = [];
  let change: Change | null = null;

  const endChange = () => {
    if (change) changes.push(writeChange(change));
    change = null;
  };
  const endEntry = () => {
    endChange();
    if (account) entries.push(`{"id":${JSON.stringify(account.id)},"changes":[${changes.join(',')}]}`);
    account = null;
    changes = [];
  };

  for (const update of updates) {
    if (update.kind === 'account') {
      endEntry();
      entries.push(writeNews(update));
      continue;
    }
    const { number, kind, item, contact } = update;
    if (number.account !== account) {
      endEntry();
      account = number.account;
    }
    // A `system` message has no contacts, so it cannot share a change with messages that have them.
    if (
      change === null ||
      number !== change.number ||
      kind !== change.kind ||
      !contact !== !change.contacts
    ) {
      endChange();
      change = { number, kind, contacts: contact ? [] : null, items: [] } satisfies Change;
    }
    if (contact) addContact(change.contacts!, contact);
    change.items.push(item);
  }
  endEntry();
  return `{"object":"whatsapp_business_account","entry":[${entries.join(',')}]}`;
}

type Change = { number: BusinessNumber; kind: MessageUpdate['kind']; contacts: Json[] | null; items: Json[] };

function writeNews({ account, at, value, field }: AccountUpdate): string {
  return JSON.stringify({
    id: account.id,
    time: Math.floor(at / 1000),
    changes: [{ value, field }],
  });
}

function writeChange({ number, kind, contacts, items }: Change): string {
  const met = contacts ? `"contacts":${JSON.stringify(contacts)},` : '';
  return `{"value":{${metadataOf(number)},${met}"${kind}":${JSON.stringify(items)}},"field":"messages"}`;
}

const kept = new WeakMap<BusinessNumber, { digits: string; text: string }>();

function metadataOf(number: BusinessNumber): string {
  const known = kept.get(number);
  if (known?.digits === number.digits) return known.text;
  const metadata = { display_phone_number: number.digits, phone_number_id: number.id };
  const text = `"messaging_product":"whatsapp","metadata":${JSON.stringify(metadata)}`;
  kept.set(number, { digits: number.digits, text });
  return text;
}

function addContact(contacts: Json[], contact: Json) {
  if (!contacts.some((known) => known.user_id === contact.user_id)) contacts.push(contact);
}

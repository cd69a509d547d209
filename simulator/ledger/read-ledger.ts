import { clearBill } from '../limits/bill.ts';
import { clearMessages, keptMessages } from '../people/keep-messages.ts';
import type { Message } from '../people/message.ts';
import type { World } from '../world.ts';

/** Which accepted messages to list; `since` in milliseconds since 1970. */
export type LedgerFilter = {
  phoneNumberId?: string;
  phone?: string;
  opaque?: string;
  since?: number;
  limit?: number;
};

/** Reads the ledger: totals since the last reset, and the accepted messages that are kept, in their order. */
export function readLedger(world: World, filter: LedgerFilter = {}) {
  const { limit = 1_000 } = filter;
  const messages: ReturnType<typeof showEntry>[] = [];
  let matching = 0;
  for (const message of keptMessages(world.messages)) {
    if (message.direction !== 'business' || !matches(message, filter)) continue;
    matching += 1;
    if (messages.length < limit) messages.push(showEntry(message));
  }
  return {
    totals: { ...world.ledger.totals, kept: world.messages.byId.size },
    webhooks: { ...world.webhooks.totals },
    duplicates: world.ledger.duplicates.filter(
      (duplicate) =>
        (filter.phone === undefined || duplicate.phone === filter.phone) &&
        (filter.opaque === undefined || duplicate.opaque === filter.opaque),
    ),
    matching,
    messages,
  };
}

/** Starts the ledger afresh: totals, messages, conversations, bill, wire. People, numbers and files stay. */
export function clearLedger(world: World) {
  world.ledger.clear();
  clearMessages(world);
  clearBill(world.bill);
  world.wire.clear();
}

function matches(message: Message, filter: LedgerFilter): boolean {
  if (filter.phoneNumberId !== undefined && message.number.id !== filter.phoneNumberId) return false;
  if (filter.phone !== undefined && message.person.phone !== filter.phone) return false;
  if (filter.opaque !== undefined && message.opaque !== filter.opaque) return false;
  return filter.since === undefined || message.at >= filter.since;
}

function showEntry(message: Message) {
  return {
    order: message.order,
    id: message.id,
    at: message.at,
    phoneNumberId: message.number.id,
    phone: message.person.phone,
    opaque: message.opaque,
    type: message.type,
    content: message.content,
    status: message.status,
    failure: message.failure,
    category: message.category,
    pricing: message.pricing,
  };
}

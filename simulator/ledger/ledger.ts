import type { Message } from '../people/message.ts';
import { seenKeys } from './seen-keys.ts';

/** What a test asks: what was accepted, what became of it, and what came twice. */
export type Ledger = {
  totals: Totals;
  /** Accepted messages whose (person, opaque id) had been accepted before. */
  duplicates: Duplicate[];
  accept(message: Message): void;
  clear(): void;
};

export type Totals = {
  accepted: number;
  refused: number;
  sent: number;
  delivered: number;
  read: number;
  failed: number;
  inbound: number;
  duplicates: number;
  /** False once so many keys were seen that early ones were forgotten: duplicates are then a lower bound. */
  duplicatesComplete: boolean;
};

export type Duplicate = { phone: string; opaque: string; id: string; at: number };

const mostDuplicatesListed = 1_000;

const noTotals = (): Totals => ({
  accepted: 0,
  refused: 0,
  sent: 0,
  delivered: 0,
  read: 0,
  failed: 0,
  inbound: 0,
  duplicates: 0,
  duplicatesComplete: true,
});

/** Makes an empty ledger. Totals and duplicates outlive the messages that are trimmed. */
export function emptyLedger(): Ledger {
  const seen = seenKeys();
  const ledger: Ledger = {
    totals: noTotals(),
    duplicates: [],
    accept(message) {
      ledger.totals.accepted += 1;
      if (message.opaque === null) return;
      const { opaque, person, id, at } = message;
      const fresh = seen.add(`${person.phone} ${opaque}`);
      ledger.totals.duplicatesComplete = seen.complete;
      if (fresh) return;
      ledger.totals.duplicates += 1;
      if (ledger.duplicates.length < mostDuplicatesListed) {
        ledger.duplicates.push({ phone: person.phone, opaque, id, at });
      }
    },
    clear() {
      ledger.totals = noTotals();
      ledger.duplicates = [];
      seen.clear();
    },
  };
  return ledger;
}

import type { Chaos } from '../chaos/chaos.ts';
import type { Instant } from '../clock.ts';
import type { Media } from '../media/media.ts';
import type { Account, BusinessNumber } from '../numbers/number.ts';
import { keptMessages } from '../people/keep-messages.ts';
import type { Message } from '../people/message.ts';
import type { Person, Thread } from '../people/person.ts';
import type { Template } from '../templates/template.ts';
import type { World } from '../world.ts';

/** What a state file holds: JSON, objects named by their ids. */
export type Snapshot = {
  version: 1;
  at: Instant;
  accounts: (Omit<Account, 'numbers' | 'restrictedCountries'> & { restrictedCountries: string[] })[];
  numbers: (Omit<BusinessNumber, 'account' | 'blockedPeople' | 'allowedRecipients'> & {
    account: string;
    blockedPeople: string[];
    allowedRecipients: string[] | null;
  })[];
  people: (Omit<Person, 'threads'> & { threads: SavedThread[] })[];
  templates: Template[];
  deletedTemplates: [string, Instant][];
  media: (Omit<Media, 'bytes'> & { bytes: string })[];
  messages: (Omit<Message, 'order' | 'number' | 'person' | 'thread' | 'template'> & {
    number: string;
    person: string;
    template: string | null;
  })[];
  bill: [string, number][];
  chaos: Chaos;
};

/** `null` stands for never. */
type SavedThread = {
  number: string;
  unread: number;
  lastInboundAt: Instant | null;
  lastContactAt: Instant | null;
};

/** Everything worth keeping over a restart, as plain data. */
export function takeSnapshot(world: World): Snapshot {
  return {
    version: 1,
    at: world.clock.now(),
    accounts: [...world.accounts.values()].map(({ numbers: _, restrictedCountries, ...account }) => ({
      ...account,
      restrictedCountries: [...restrictedCountries],
    })),
    numbers: [...world.numbers.values()].map(({ account, blockedPeople, allowedRecipients, ...number }) => ({
      ...number,
      account: account.id,
      blockedPeople: [...blockedPeople],
      allowedRecipients: allowedRecipients && [...allowedRecipients],
    })),
    people: [...world.people.byPhone.values()].map(({ threads, ...person }) => ({
      ...person,
      threads: [...threads.values()].map(saveThread),
    })),
    templates: [...world.templates.byId.values()],
    deletedTemplates: [...world.templates.deletedUntil],
    media: [...world.media.values()].map(({ bytes, ...media }) => ({
      ...media,
      bytes: bytes.toString('base64'),
    })),
    messages: [...keptMessages(world.messages)].map(
      ({ order: _, thread: __, number, person, template, ...message }) => ({
        ...message,
        number: number.id,
        person: person.phone,
        template: template?.id ?? null,
      }),
    ),
    bill: [...world.bill.counts],
    chaos: world.chaos.now,
  };
}

function saveThread({ number, unread, lastInboundAt, lastContactAt }: Thread): SavedThread {
  return {
    number: number.id,
    unread,
    lastInboundAt: orNull(lastInboundAt),
    lastContactAt: orNull(lastContactAt),
  };
}

function orNull(at: Instant): Instant | null {
  return Number.isFinite(at) ? at : null;
}

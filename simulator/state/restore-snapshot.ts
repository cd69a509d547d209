import { carryMessage, deliverWaiting } from '../people/carry-message.ts';
import { keepMessage } from '../people/keep-messages.ts';
import { threadOf } from '../people/keep-people.ts';
import type { Message } from '../people/message.ts';
import { putTemplate } from '../templates/shelf.ts';
import type { World } from '../world.ts';
import type { Snapshot } from './take-snapshot.ts';

const never = Number.NEGATIVE_INFINITY;

/**
 * Puts a snapshot into an empty world. Messages that were under way go on from where they were: statuses that
 * had not gone out yet go out now.
 */
export function restoreSnapshot(world: World, snapshot: Snapshot) {
  const ahead = snapshot.at - world.clock.now();
  if (ahead > 0) world.clock.move(ahead);
  world.chaos.now = snapshot.chaos;
  for (const { restrictedCountries, ...account } of snapshot.accounts) {
    world.accounts.set(account.id, {
      ...account,
      numbers: new Set(),
      restrictedCountries: new Set(restrictedCountries),
    });
  }
  restoreNumbers(world, snapshot);
  restorePeople(world, snapshot);
  for (const template of snapshot.templates) putTemplate(world.templates, template);
  for (const [key, until] of snapshot.deletedTemplates) world.templates.deletedUntil.set(key, until);
  for (const media of snapshot.media) {
    world.media.set(media.id, { ...media, bytes: Buffer.from(media.bytes, 'base64') });
  }
  for (const [key, count] of snapshot.bill) world.bill.counts.set(key, count);
  restoreMessages(world, snapshot);
}

function restoreNumbers(world: World, snapshot: Snapshot) {
  for (const saved of snapshot.numbers) {
    const account = world.accounts.get(saved.account)!;
    const number = {
      ...saved,
      account,
      blockedPeople: new Set(saved.blockedPeople),
      allowedRecipients: saved.allowedRecipients && new Set(saved.allowedRecipients),
    };
    account.numbers.add(number);
    world.numbers.set(number.id, number);
  }
}

function restorePeople(world: World, snapshot: Snapshot) {
  for (const { threads, ...saved } of snapshot.people) {
    const person = { ...saved, threads: new Map() };
    world.people.byPhone.set(person.phone, person);
    world.people.byUserId.set(person.userId, person);
    for (const savedThread of threads) {
      const thread = threadOf(person, world.numbers.get(savedThread.number)!);
      thread.unread = savedThread.unread;
      thread.lastInboundAt = savedThread.lastInboundAt ?? never;
      thread.lastContactAt = savedThread.lastContactAt ?? never;
    }
  }
}

function restoreMessages(world: World, snapshot: Snapshot) {
  for (const saved of snapshot.messages) {
    const number = world.numbers.get(saved.number)!;
    const person = world.people.byPhone.get(saved.person);
    if (!person) continue;
    const thread = threadOf(person, number);
    const contactAt = thread.lastContactAt;
    const message: Message = {
      ...saved,
      order: world.messages.count,
      number,
      person,
      thread,
      template: saved.template === null ? null : (world.templates.byId.get(saved.template) ?? null),
    };
    keepMessage(world, message);
    thread.lastContactAt = contactAt;
    if (message.direction === 'person') continue;
    if (message.status === 'accepted') carryMessage(world, message);
    if (message.status === 'sent' && !person.blocked) thread.waiting.push(message);
  }
  for (const person of world.people.byPhone.values()) {
    if (person.online && person.habit !== 'offline') deliverWaiting(world, person);
  }
}

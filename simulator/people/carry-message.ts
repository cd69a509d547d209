import { drawTrouble } from '../chaos/chaos.ts';
import { drawFrom } from '../draw-random.ts';
import type { Problem } from '../graph/problem.ts';
import { chargeMessage, priceMessage } from '../limits/bill.ts';
import { findFailure } from '../limits/find-failure.ts';
import { tellFailure, tellStatus } from '../webhooks/tell-status.ts';
import type { World } from '../world.ts';
import { fetchLink, needsFetching } from './fetch-link.ts';
import { actByHabit } from './habits.ts';
import type { Message, MessageStatus } from './message.ts';
import type { Person } from './person.ts';
import { showBubble } from './show-bubble.ts';

/** Carries an accepted message to the person's phone: sent, delivered, read, or failed, in WhatsApp's time. */
export function carryMessage(world: World, message: Message) {
  const wait = drawFrom(world.random, world.settings.statuses.sentAfterMs);
  if (!needsFetching(world, message)) {
    world.clock.after(wait, () => leave(world, message));
    return;
  }
  fetchLink(message).then((wrong) => {
    world.clock.after(wait, () => (wrong ? fail(world, message, wrong) : leave(world, message)));
  });
}

/** The phone comes online: what waited arrives. */
export function deliverWaiting(world: World, person: Person) {
  for (const thread of person.threads.values()) {
    for (const message of thread.waiting.splice(0)) arriveSoon(world, message);
  }
}

/** The person reads a message; its `read` goes out if their receipts are on. */
export function readMessage(world: World, message: Message) {
  if (message.status !== 'delivered') return;
  message.thread.unread = Math.max(0, message.thread.unread - 1);
  advance(world, message, 'read');
  if (message.person.receipts) tellStatus(world, message, 'read', false);
}

export function isReachable(person: Person): boolean {
  return person.online && person.habit !== 'offline';
}

function leave(world: World, message: Message) {
  const about = { phoneNumberId: message.number.id, phone: message.person.phone };
  const trouble = drawTrouble(world.chaos.now.failures, world.random, about);
  const failure = trouble
    ? { code: trouble.code, details: trouble.details ?? 'Made to fail by chaos.' }
    : findFailure(world, message);
  if (failure) return fail(world, message, failure);
  priceMessage(world, message);
  advance(world, message, 'sent');
  tellStatus(world, message, 'sent', true);
  // Whoever has blocked the business simply never gets it.
  if (message.person.blocked) return;
  if (isReachable(message.person)) arriveSoon(world, message);
  else message.thread.waiting.push(message);
}

function fail(world: World, message: Message, { code, details }: Problem) {
  message.failure = code;
  advance(world, message, 'failed');
  tellFailure(world, message, code, details);
}

function arriveSoon(world: World, message: Message) {
  const { deliveredAfterMs } = world.settings.statuses;
  const wait = message.person.habit === 'watched' ? 0 : drawFrom(world.random, deliveredAfterMs);
  world.clock.after(wait, () => arrive(world, message));
}

function arrive(world: World, message: Message) {
  const { person, thread } = message;
  if (!isReachable(person)) {
    thread.waiting.push(message);
    return;
  }
  advance(world, message, 'delivered');
  chargeMessage(world, message);
  if (message.type === 'reaction') putReaction(world, message);
  else {
    thread.unread += 1;
    tellBubble(world, message);
  }
  const { skipDeliveredRate } = world.chaos.now.webhooks;
  if (skipDeliveredRate > 0 && person.receipts && world.random() < skipDeliveredRate) {
    thread.unread = Math.max(0, thread.unread - 1);
    advance(world, message, 'read');
    tellStatus(world, message, 'read', true);
    return;
  }
  tellStatus(world, message, 'delivered', true);
  actByHabit(world, message);
}

/** A business's reaction sits on the bubble it names; an empty emoji takes it off. */
function putReaction(world: World, message: Message) {
  const target = world.messages.byId.get(String(message.content.message_id));
  if (!target) return;
  setReaction(world, target, 'business', String(message.content.emoji ?? ''));
}

/** Sets (or with an empty emoji removes) one side's reaction on a message. */
export function setReaction(world: World, target: Message, from: 'business' | 'person', emoji: string) {
  target.reactions = target.reactions.filter((reaction) => reaction.from !== from);
  if (emoji !== '') target.reactions.push({ emoji, from });
  tellBubble(world, target);
}

/** Shows a new or changed bubble to the pages that watch its phone. */
export function tellBubble(world: World, message: Message) {
  world.events.tell('message', message.person.phone, () => ({
    phone: message.person.phone,
    phoneNumberId: message.number.id,
    bubble: showBubble(message),
  }));
}

/** Moves a message's status on and tells the pages. */
export function advance(world: World, message: Message, status: Exclude<MessageStatus, 'accepted'>) {
  message.status = status;
  if (message.direction === 'business') world.ledger.totals[status] += 1;
  world.events.tell('status', message.person.phone, () => ({
    phone: message.person.phone,
    phoneNumberId: message.number.id,
    id: message.id,
    status,
    at: world.clock.now(),
  }));
}

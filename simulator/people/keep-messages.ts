import type { World } from '../world.ts';
import { forgetPerson } from './keep-people.ts';
import type { Message } from './message.ts';

/** The messages kept: the newest `limit`, older ones are forgotten so that memory stays flat. */
export type MessageRing = {
  slots: (Message | undefined)[];
  byId: Map<string, Message>;
  limit: number;
  /** Messages since the start; the next message's order. */
  count: number;
};

export const emptyRing = (limit: number): MessageRing => ({ slots: [], byId: new Map(), limit, count: 0 });

const dayMs = 24 * 60 * 60 * 1000;

/** Keeps a message, in the ring and in its thread; the oldest makes room. */
export function keepMessage(world: World, message: Message) {
  const ring = world.messages;
  const slot = message.order % ring.limit;
  const oldest = ring.slots[slot];
  if (oldest) dropMessage(world, oldest);
  ring.slots[slot] = message;
  ring.byId.set(message.id, message);
  ring.count = message.order + 1;
  message.thread.messages.push(message);
  message.thread.lastContactAt = message.at;
}

/** The kept messages, oldest first. */
export function* keptMessages(ring: MessageRing): Generator<Message> {
  for (let order = Math.max(0, ring.count - ring.limit); order < ring.count; order += 1) {
    const message = ring.slots[order % ring.limit];
    if (message) yield message;
  }
}

/** Forgets every message and conversation; people stay. */
export function clearMessages(world: World) {
  const { messages, people } = world;
  messages.slots.length = 0;
  messages.byId.clear();
  messages.count = 0;
  for (const person of people.byPhone.values()) {
    for (const thread of person.threads.values()) {
      thread.messages.length = 0;
      thread.waiting.length = 0;
      thread.unread = 0;
    }
  }
}

function dropMessage(world: World, message: Message) {
  world.messages.byId.delete(message.id);
  const { thread, person } = message;
  const at = thread.messages.indexOf(message);
  if (at === 0) thread.messages.shift();
  else if (at > 0) thread.messages.splice(at, 1);
  if (!person.passing || thread.messages.length > 0) return;
  if (world.clock.now() - thread.lastInboundAt < dayMs) return;
  person.threads.delete(thread.number.id);
  if (person.threads.size === 0) forgetPerson(world, person);
}

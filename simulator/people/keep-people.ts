import { businessScopedUserId } from '../make-ids.ts';
import { countryOf } from '../numbers/country-of.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import type { World } from '../world.ts';
import type { Person, Thread } from './person.ts';

/** Everyone the simulator knows, by phone (digits) and by business-scoped user id. */
export type People = {
  byPhone: Map<string, Person>;
  byUserId: Map<string, Person>;
  /** Portfolios other than the first, whose ids are worked out when met. */
  otherIds: Map<Person, Map<string, string>>;
};

export const noPeople = (): People => ({ byPhone: new Map(), byUserId: new Map(), otherIds: new Map() });

/** The portfolio whose ids stand in `Person.userId`. */
export const usualPortfolio = '200000000000001';

const never = Number.NEGATIVE_INFINITY;

/** The person with this phone (digits); comes into being on first use. */
export function personWith(world: World, phone: string): Person {
  return world.people.byPhone.get(phone) ?? addPerson(world, phone, true);
}

/** Adds a person who is not there yet. */
export function addPerson(world: World, phone: string, passing: boolean): Person {
  const { country } = countryOf(phone);
  const person: Person = {
    phone,
    country,
    userId: businessScopedUserId(country, usualPortfolio, phone),
    name: `+${phone}`,
    username: null,
    about: '',
    habit: world.settings.usualHabit,
    online: true,
    onWhatsApp: true,
    blocked: false,
    phoneShape: 'shown',
    receipts: true,
    stoppedMarketing: false,
    inExperiment: false,
    pinned: false,
    passing,
    threads: new Map(),
    marketingAt: [],
  };
  world.people.byPhone.set(phone, person);
  world.people.byUserId.set(person.userId, person);
  return person;
}

/** The person's business-scoped user id as one portfolio sees it. */
export function userIdFor(world: World, person: Person, portfolioId: string): string {
  if (portfolioId === usualPortfolio) return person.userId;
  const ids = world.people.otherIds.get(person) ?? new Map<string, string>();
  const known = ids.get(portfolioId);
  if (known) return known;
  const id = businessScopedUserId(person.country, portfolioId, person.phone);
  ids.set(portfolioId, id);
  world.people.otherIds.set(person, ids);
  world.people.byUserId.set(id, person);
  return id;
}

/** The conversation of a person with a number; opened on first use. */
export function threadOf(person: Person, number: BusinessNumber): Thread {
  const known = person.threads.get(number.id);
  if (known) return known;
  const thread: Thread = {
    number,
    person,
    messages: [],
    unread: 0,
    waiting: [],
    lastInboundAt: never,
    lastContactAt: never,
    freeUntil: never,
    pairPaidUntil: never,
    burstFrom: never,
    burstSize: 0,
  };
  person.threads.set(number.id, thread);
  return thread;
}

/** Forgets a passing person (when their last kept message is dropped and nothing else depends on them). */
export function forgetPerson(world: World, person: Person) {
  world.people.byPhone.delete(person.phone);
  world.people.byUserId.delete(person.userId);
  for (const id of world.people.otherIds.get(person)?.values() ?? []) world.people.byUserId.delete(id);
  world.people.otherIds.delete(person);
}

/**
 * A person takes a new phone number: their business-scoped ids change too (cloud-api.md section 1). Answers the
 * ids as they were, for the `system` messages.
 */
export function changePhone(world: World, person: Person, phone: string): { phone: string; userId: string } {
  const before = { phone: person.phone, userId: person.userId };
  forgetPerson(world, person);
  person.phone = phone;
  person.country = countryOf(phone).country;
  person.userId = businessScopedUserId(person.country, usualPortfolio, phone);
  world.people.byPhone.set(phone, person);
  world.people.byUserId.set(person.userId, person);
  return before;
}

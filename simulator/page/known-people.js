import { fetchPeople } from './call-simulator.js';

/**
 * @typedef {import('./contract.ts').Person} Person
 * @typedef {ReturnType<typeof knownPeople>} People
 */

const MOST = 2_000;
const MOST_IDS = 5_000;

/** The people this page has heard of: a part of all there are, the longest unheard of are forgotten first. */
export function knownPeople() {
  /** @type {Map<string, Person>} */
  const known = new Map();
  /** @type {Map<string, string>} messages that rang and are not read yet → phone */
  const unreadIds = new Map();
  return { add, get, nameOf, learn, rang, wasRead, setUnread };

  /** @param {Person[]} people */
  function add(people) {
    for (const person of people) {
      const merged = Object.assign(known.get(person.phone) ?? {}, person);
      known.delete(person.phone);
      known.set(person.phone, merged);
    }
    for (const phone of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(phone);
    }
  }

  /** @param {string} phone */
  function get(phone) {
    return known.get(phone);
  }

  /** @param {string} phone */
  function nameOf(phone) {
    return known.get(phone)?.name;
  }

  /** Asks for people by their numbers. @param {string[]} phones */
  async function learn(phones) {
    const answers = await Promise.all(phones.map((phone) => fetchPeople({ search: phone, limit: 1 })));
    add(answers.flatMap((answer) => answer.people));
  }

  /**
   * Counts a message that reached a phone. A bubble that comes again because of a reaction is not a ring.
   *
   * @param {string} phone
   * @param {import('./contract.ts').Bubble} bubble
   * @returns {boolean} whether the phone rang
   */
  function rang(phone, bubble) {
    if (bubble.direction !== 'business' || bubble.reactions?.length || unreadIds.has(bubble.id)) return false;
    unreadIds.set(bubble.id, phone);
    for (const id of unreadIds.keys()) {
      if (unreadIds.size <= MOST_IDS) break;
      unreadIds.delete(id);
    }
    const person = known.get(phone);
    if (person) person.unread += 1;
    return true;
  }

  /** @param {string} id */
  function wasRead(id) {
    const person = known.get(unreadIds.get(id) ?? '');
    if (person && person.unread > 0) person.unread -= 1;
    unreadIds.delete(id);
  }

  /** @param {string} phone @param {number} unread */
  function setUnread(phone, unread) {
    const person = known.get(phone);
    if (person) person.unread = unread;
  }
}

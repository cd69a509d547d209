import { make } from './make-element.js';
import { openPhone } from './open-phone.js';
import { phoneSwitcher } from './phone-switcher.js';
import { recall, remember } from './remember.js';

/**
 * @typedef {import('./contract.ts').Person} Person
 * @typedef {import('./contract.ts').SimEvent} SimEvent
 * @typedef {import('./open-phone.js').Phone} Phone
 */

const MOST_PHONES = 8;
const MOST_FIRST = 4;
const PHONE_PX = 308;

/**
 * The phones on the table, side by side; on a small screen one at a time with a switcher.
 *
 * @param {{
 *   place: HTMLElement,
 *   switcher: HTMLElement,
 *   people: import('./known-people.js').People,
 *   onProblem: (words: string) => void,
 * }} options
 */
export function phoneRow({ place, switcher, people, onProblem }) {
  /** @type {Map<string, Phone>} in the order they lie */
  const open = new Map();
  /** @type {string | null} the phone in the hand */
  let held = null;
  let teacher = '';
  let started = false;
  let unreadChanged = false;
  const names = phoneSwitcher(switcher, take);
  document.addEventListener('visibilitychange', () => {
    if (held) open.get(held)?.hold(true);
  });
  return { start, show, receive, ring, refresh, drawUnread, isHeld };

  /**
   * Lays out the phones of the last visit, else the first ones there are.
   *
   * @param {Person[]} first
   * @param {string} teacherPhone the phone that shows a newcomer what to type; empty for none
   */
  async function start(first, teacherPhone) {
    teacher = teacherPhone;
    const kept = /** @type {string[]} */ (recall('open') ?? []).filter((phone) => typeof phone === 'string');
    await people.learn(kept.filter((phone) => !people.get(phone)));
    const phones = kept.filter((phone) => people.get(phone));
    const fitting =
      innerWidth < PHONE_PX * 2 ? MOST_FIRST : Math.min(MOST_FIRST, Math.floor(innerWidth / PHONE_PX));
    const wanted = phones.length ? phones : first.slice(0, fitting).map((person) => person.phone);
    place.replaceChildren();
    if (!wanted.length) place.append(drawEmpty());
    const laid = wanted.map((phone) => lay(phone));
    if (wanted[0]) take(wanted[0]);
    started = true;
    await Promise.all(laid);
  }

  /** Puts somebody's phone on the table if it is not there, and into the hand. @param {string} phone */
  async function show(phone) {
    if (!people.get(phone)) await people.learn([phone]);
    if (!people.get(phone)) return;
    if (!open.has(phone)) {
      makeRoom();
      await lay(phone, open.get(teacher)?.element ?? null);
    }
    take(phone);
    // What the teacher sends and what comes of it are seen together: a new phone lies beside the teacher's.
    if (place.firstElementChild?.nextElementSibling === open.get(phone)?.element) place.scrollTo({ left: 0 });
    else open.get(phone)?.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    open.get(phone)?.focus();
  }

  /** @param {SimEvent} event */
  function receive(event) {
    if (event.name === 'wire') return;
    const phone = open.get(event.data.phone);
    if (event.name === 'message') unreadChanged = true;
    if (!phone) return;
    phone.receive(event);
    if (event.name === 'status' && event.data.status === 'read') unreadChanged = true;
  }

  /** @param {string} phone */
  function ring(phone) {
    // The first phone to ring lays itself on an empty table.
    if (started && open.size === 0) show(phone).catch((error) => onProblem(error.message));
    open.get(phone)?.ring();
  }

  /** Brings the unread counts up to date, once for a batch of events. */
  function drawUnread() {
    if (!unreadChanged) return;
    unreadChanged = false;
    for (const phone of open.values()) phone.applyPerson({});
    names.draw(held);
  }

  async function refresh() {
    await people.learn([...open.keys()]);
    await Promise.all([...open.values()].map((phone) => phone.refresh()));
    names.draw(held);
  }

  /** At the end of the row, or after a phone that lies there. @param {string} phone @param {Element | null} [beside] */
  async function lay(phone, beside = null) {
    const person = people.get(phone);
    if (!person) return;
    const laid = openPhone({
      person,
      guide: phone === teacher,
      isHeld,
      onHold: take,
      onClose: putAway,
      onUnread: (asked, unread) => {
        people.setUnread(asked, unread);
        unreadChanged = true;
        requestAnimationFrame(drawUnread);
      },
      onProblem,
    });
    open.set(phone, laid);
    place.querySelector('.empty')?.remove();
    if (beside) beside.after(laid.element);
    else place.append(laid.element);
    names.add(person);
    keep();
    await laid.start();
  }

  /** A phone in the hand does not ring. @param {string} phone */
  function isHeld(phone) {
    return phone === held && !document.hidden;
  }

  /** @param {string} phone */
  function take(phone) {
    if (held === phone) return;
    if (held) open.get(held)?.hold(false);
    held = phone;
    open.get(phone)?.hold(true);
    names.draw(held);
  }

  /** @param {string} phone */
  function putAway(phone) {
    open.get(phone)?.element.remove();
    open.delete(phone);
    names.remove(phone);
    if (held === phone) held = null;
    keep();
    const [next] = open.keys();
    if (!next) place.append(drawEmpty());
    else if (!held) take(next);
    names.draw(held);
    place.focus({ preventScroll: true });
  }

  /** The teacher's phone stays; of the others the one that has lain longest goes. */
  function makeRoom() {
    if (open.size < MOST_PHONES) return;
    const oldest = [...open.keys()].find((phone) => phone !== teacher && phone !== held);
    if (oldest) putAway(oldest);
  }

  function keep() {
    const lying = [...place.querySelectorAll('.phone')].map(
      (one) => /** @type {HTMLElement} */ (one).dataset.phone,
    );
    remember('open', lying);
  }
}

function drawEmpty() {
  return make(
    'div',
    { class: 'empty' },
    make('h2', null, 'No phones yet'),
    make(
      'p',
      null,
      'Send a message to any number through the Cloud API: the phone that it reaches appears here.',
    ),
  );
}

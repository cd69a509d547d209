import { changePerson, fetchNumbers, fetchThreads } from './call-simulator.js';
import { drawGuide } from './draw-guide.js';
import { icon, iconButton, make } from './make-element.js';
import { sheetOpener } from './open-sheet.js';
import { openThread } from './open-thread.js';
import { drawHabit, openPhoneMenu } from './phone-habits.js';
import { drawBadge, showChats } from './show-chats.js';

/**
 * @typedef {import('./contract.ts').Person} Person
 * @typedef {import('./contract.ts').SimEvent} SimEvent
 * @typedef {ReturnType<typeof openThread>} Thread
 * @typedef {ReturnType<typeof openPhone>} Phone
 */

/**
 * One phone in the row: whose it is and how it behaves above, its screen below.
 *
 * @param {{
 *   person: Person,
 *   guide: boolean,
 *   onHold: (phone: string) => void,
 *   onClose: (phone: string) => void,
 *   onUnread: (phone: string, unread: number) => void,
 *   isHeld: (phone: string) => boolean,
 *   onProblem: (words: string) => void,
 * }} options
 */
export function openPhone({ person, guide, onHold, onClose, onUnread, isHeld, onProblem }) {
  /** @type {Thread | null} */
  let thread = null;
  let started = false;
  /** @type {Map<string, number>} unread messages by the number they came from */
  const unread = new Map();
  const titleId = `phone-${person.phone.replace(/\W/g, '')}`;
  const badge = make('span', { class: 'badge-place' });
  const about = make('span', { class: 'about', dir: 'auto' });
  const habit = drawHabit(person, change);
  const screen = make('div', { class: 'screen' });
  const openSheet = sheetOpener(screen);
  const element = make(
    'section',
    {
      class: 'phone',
      'aria-labelledby': titleId,
      'data-phone': person.phone,
      onfocusin: () => onHold(person.phone),
      onpointerdown: () => onHold(person.phone),
      onanimationend: () => element.classList.remove('ringing'),
    },
    make(
      'header',
      { class: 'caption' },
      make(
        'div',
        { class: 'caption-words' },
        make('h2', { id: titleId, dir: 'auto' }, person.name),
        badge,
        about,
      ),
      habit.element,
      iconButton('more', `More about ${person.name}’s phone`, (event) =>
        openPhoneMenu(person, /** @type {HTMLElement} */ (event.currentTarget), openSheet, change),
      ),
      iconButton('close', `Put ${person.name}’s phone away`, () => onClose(person.phone)),
    ),
    make(
      'div',
      { class: 'handset' },
      make('div', { class: 'status-bar', 'aria-hidden': 'true' }, icon('signal'), icon('battery')),
      screen,
    ),
  );
  applyPerson(person);
  return {
    element,
    person,
    start,
    receive,
    applyPerson,
    hold,
    refresh,
    ring,
    focus: () => thread?.composer.focus(),
  };

  /** Opens the one chat there is, or the list of them. */
  async function start() {
    const threads = await allThreads();
    const busiest = threads.find((one) => one.last) ?? threads[0];
    if (busiest && (threads.length === 1 || busiest.last || guide)) await enter(busiest);
    else await leave();
    started = true;
  }

  /** What happened to this person on the live line. @param {SimEvent} event */
  function receive(event) {
    if (event.name === 'person') {
      applyPerson(event.data);
      return;
    }
    if (event.name === 'wire') return;
    const { phoneNumberId } = event.data;
    if (thread?.number.phoneNumberId !== phoneNumberId) {
      if (event.name === 'message' && event.data.bubble.direction === 'business') {
        countUnread(phoneNumberId, (unread.get(phoneNumberId) ?? 0) + 1);
      }
      if (!thread && started && event.name === 'message') leave();
      return;
    }
    if (event.name === 'message') thread.receive(event.data.bubble);
    else if (event.name === 'status') thread.setStatus(event.data.id, event.data.status);
    else if (event.data.from === 'business') thread.showTyping();
  }

  /** @param {Partial<Person>} changed */
  function applyPerson(changed) {
    Object.assign(person, changed);
    about.textContent = person.online === false ? `${person.about} · offline` : person.about;
    habit.show(person);
    element.classList.toggle('is-offline', person.online === false);
    badge.replaceChildren(...(person.unread > 0 ? [drawBadge(person.unread)] : []));
  }

  /** Taken in the hand or laid down. Only a phone in the hand reads its messages aloud and marks them as read. @param {boolean} held */
  function hold(held) {
    element.classList.toggle('held', held);
    thread?.log.setAttribute('aria-live', held ? 'polite' : 'off');
    if (held) thread?.look();
  }

  function ring() {
    element.classList.add('ringing');
  }

  async function refresh() {
    if (thread) await thread.refresh();
    else await leave();
  }

  /** @param {string} numberId @param {number} count */
  function countUnread(numberId, count) {
    unread.set(numberId, count);
    onUnread(
      person.phone,
      [...unread.values()].reduce((sum, one) => sum + one, 0),
    );
  }

  /** @param {import('./contract.ts').ThreadSummary} number */
  async function enter(number) {
    thread = openThread({
      person,
      number,
      openSheet,
      isHeld: () => isHeld(person.phone),
      onBack: () => leave(),
      onUnread: (count) => countUnread(number.phoneNumberId, count),
      onProblem,
    });
    if (guide) thread.composer.element.before(drawGuide(thread.composer.insert));
    screen.replaceChildren(thread.element);
    hold(isHeld(person.phone));
    await thread.refresh();
  }

  async function leave() {
    thread = null;
    const threads = await allThreads();
    if (thread) return;
    screen.replaceChildren(
      showChats(threads, async (chosen) => {
        await enter(chosen);
        thread?.composer.focus();
      }),
    );
  }

  /** Threads there are, then numbers not written to yet. */
  async function allThreads() {
    const [threads, numbers] = await Promise.all([fetchThreads(person.phone), fetchNumbers()]);
    const known = new Set(threads.map((one) => one.phoneNumberId));
    const others = numbers.filter((number) => !known.has(number.phoneNumberId));
    for (const one of threads) {
      if (one.phoneNumberId !== thread?.number.phoneNumberId) countUnread(one.phoneNumberId, one.unread);
    }
    return [...threads, ...others.map((number) => ({ ...number, unread: 0, last: null }))];
  }

  /** @param {Partial<Person>} wanted */
  async function change(wanted) {
    applyPerson(wanted);
    try {
      await changePerson(person.phone, wanted);
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    }
  }
}

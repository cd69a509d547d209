import { fetchMessages } from './call-simulator.js';
import { icon, make } from './make-element.js';

/**
 * @typedef {import('./contract.ts').Bubble} Bubble
 * @typedef {import('./contract.ts').BusinessNumber} BusinessNumber
 * @typedef {import('./contract.ts').Person} Person
 */

/** How many messages are fetched at once. */
export const PAGE = 40;
const NEAR_TOP_PX = 300;
const NEAR_END_PX = 60;

/**
 * What of a conversation is in sight: its end or its past, of which more is fetched near the top; a button to the newest;
 * and the arrow keys that go from message to message.
 *
 * @param {{
 *   person: Person,
 *   number: BusinessNumber,
 *   list: ReturnType<typeof import('./message-list.js').messageList>,
 *   typing: HTMLElement,
 *   openMenu: (bubble: Bubble, from: HTMLElement) => void,
 *   onProblem: (words: string) => void,
 * }} options
 */
export function scrollThread({ person, number, list, typing, openMenu, onProblem }) {
  let below = 0;
  let atEnd = true;
  let hasOlder = false;
  let loading = false;

  const jump = make('button', { type: 'button', class: 'jump', hidden: true, onclick: toEnd });
  const log = make(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': `Messages with ${number.verifiedName}` },
    list.element,
  );
  const scroller = make(
    'div',
    {
      class: 'scroller',
      tabindex: 0,
      role: 'region',
      'aria-label': `Conversation of ${person.name}. Arrow keys go from message to message, Enter opens a message’s menu.`,
      onscroll,
      onkeydown,
    },
    make('div', null, log, typing),
  );

  return { log, scroller, jump, toEnd, startFrom, makeRoom };

  /** The list begins anew with the end of the conversation. @param {Bubble[]} messages */
  function startFrom(messages) {
    hasOlder = messages.length === PAGE;
  }

  /** A bubble was put at the end: at the end the oldest may go, further up it is counted. @param {Bubble} bubble */
  function makeRoom({ direction }) {
    if (atEnd) {
      if (list.trimTop()) hasOlder = true;
    } else if (direction === 'business') {
      below += 1;
      showJump();
    }
  }

  function toEnd() {
    scroller.scrollTop = 0;
    atEnd = true;
    below = 0;
    showJump();
    if (list.trimTop()) hasOlder = true;
  }

  function showJump() {
    jump.hidden = atEnd;
    jump.replaceChildren(icon('down'), below ? `${below} new` : 'Newest');
  }

  // The scroller is laid out from its end, so scrollTop is 0 at the newest message and falls below 0 upwards:
  // the newest stays in sight, and older ones can go in above, without a size being read or a position set.
  function onscroll() {
    const isAtEnd = scroller.scrollTop > -NEAR_END_PX;
    if (isAtEnd !== atEnd) {
      atEnd = isAtEnd;
      if (atEnd) below = 0;
      showJump();
    }
    const left = scroller.scrollHeight - scroller.clientHeight + scroller.scrollTop;
    if (left < NEAR_TOP_PX && hasOlder && !loading) loadOlder();
  }

  async function loadOlder() {
    const first = list.oldest();
    if (!first) return;
    loading = true;
    log.setAttribute('aria-busy', 'true');
    try {
      const { messages } = await fetchMessages(person.phone, number.phoneNumberId, {
        limit: PAGE,
        before: first.id,
      });
      hasOlder = messages.length === PAGE;
      list.prepend(messages);
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    } finally {
      loading = false;
      log.removeAttribute('aria-busy');
    }
  }

  /** @param {KeyboardEvent} event */
  function onkeydown(event) {
    const at = /** @type {HTMLElement} */ (event.target);
    const row = at.closest('.bubble');
    const rows = /** @type {HTMLElement[]} */ ([...list.element.querySelectorAll('.bubble')]);
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const here = row ? rows.indexOf(/** @type {HTMLElement} */ (row)) : rows.length;
      rows[Math.min(rows.length - 1, Math.max(0, here + (event.key === 'ArrowUp' ? -1 : 1)))]?.focus();
    } else if (event.key === 'Enter' && row && at === row) {
      event.preventDefault();
      const bubble = list.find(at.dataset.id ?? '');
      if (bubble) openMenu(bubble, at);
    }
  }
}

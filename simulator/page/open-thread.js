import { fetchMessages, markRead, sendMessage } from './call-simulator.js';
import { drawComposer } from './draw-composer.js';
import { avatar, icon, iconButton, make } from './make-element.js';
import { messageList } from './message-list.js';

/**
 * @typedef {import('./contract.ts').Bubble} Bubble
 * @typedef {import('./contract.ts').BusinessNumber} BusinessNumber
 * @typedef {import('./contract.ts').Outgoing} Outgoing
 * @typedef {import('./contract.ts').Person} Person
 * @typedef {import('./contract.ts').Status} Status
 */

const PAGE = 40;
const TYPING_MS = 25_000;
const NEAR_TOP_PX = 300;
const NEAR_END_PX = 60;
let localIds = 0;

/**
 * One conversation on a phone: what was said, what comes, and the box to answer in.
 *
 * @param {{
 *   person: Person,
 *   number: BusinessNumber,
 *   openSheet: import('./open-sheet.js').OpenSheet,
 *   isHeld: () => boolean,
 *   onBack: () => void,
 *   onUnread: (unread: number) => void,
 *   onProblem: (words: string) => void,
 * }} options
 */
export function openThread({ person, number, openSheet, isHeld, onBack, onUnread, onProblem }) {
  /** @type {(() => void)[]} what the live line said while a request that may say the same was on its way */
  let early = [];
  let underway = 0;
  /** @type {Set<string>} ids of what arrived and was not read */
  let unread = new Set();
  let below = 0;
  let atEnd = true;
  let hasOlder = false;
  let loading = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typingTimer;

  /** @type {import('./draw-bubble.js').BubbleWorld} */
  const world = {
    businessName: number.verifiedName,
    find: (id) => list.find(id),
    send,
    openSheet,
    takeWords: () => composer.takeWords(),
    onProblem,
    openMenu: async (bubble, from) => {
      const { openBubbleMenu } = await import('./bubble-menu.js');
      openBubbleMenu(bubble, world, from, () => composer.quote(bubble));
    },
    showMessage: (id) => {
      list.rowOf(id)?.scrollIntoView({ block: 'center' });
      list.rowOf(id)?.focus({ preventScroll: true });
    },
  };
  const list = messageList(world);
  const composer = drawComposer({
    label: `Message from ${person.name} to ${number.verifiedName}`,
    onSend: (text, quoted) =>
      send({ type: 'text', text: { body: text }, ...(quoted ? { context: { id: quoted.id } } : {}) }),
    onAttach: async (from) => {
      const { attach } = await import('./attach.js');
      attach(world, from);
    },
  });
  const subtitle = make('span', { class: 'subtitle' }, number.displayPhoneNumber);
  const typing = make('div', { class: 'typing', hidden: true }, make('i'), make('i'), make('i'));
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
  const element = make(
    'div',
    { class: 'thread' },
    make(
      'header',
      { class: 'app-bar' },
      iconButton('back', 'All chats', onBack),
      avatar(number.verifiedName),
      make(
        'div',
        { class: 'who' },
        make('strong', { dir: 'auto' }, number.verifiedName, icon('verified', 'Business account')),
        subtitle,
      ),
    ),
    scroller,
    jump,
    composer.element,
  );

  return { element, number, composer, log, refresh, receive, setStatus, showTyping, look };

  /** Fetches the end of the conversation: at the start, and again after the live line was cut. */
  async function refresh() {
    underway += 1;
    try {
      const { messages } = await fetchMessages(person.phone, number.phoneNumberId, { limit: PAGE });
      list.reset(messages);
      hasOlder = messages.length === PAGE;
      unread = new Set(messages.filter(isUnread).map(({ id }) => id));
      list.markUnread(unread.size);
      toEnd();
    } finally {
      underway -= 1;
      replay();
    }
    onUnread(unread.size);
    look();
  }

  /** A bubble came on the live line. @param {Bubble} bubble */
  function receive(bubble) {
    if (underway && (bubble.direction === 'person' || !list.find(bubble.id))) {
      early.push(() => receive(bubble));
      return;
    }
    if (list.find(bubble.id)) {
      list.update(bubble.id, bubble);
      onUnread(unread.size);
      return;
    }
    if (bubble.reactions?.length || bubble.at < (list.oldest()?.at ?? 0)) return;
    list.append(bubble);
    if (bubble.direction === 'business') {
      hideTyping();
      unread.add(bubble.id);
      onUnread(unread.size);
      if (!isHeld()) list.markUnread(unread.size);
    }
    if (atEnd) {
      if (list.trimTop()) hasOlder = true;
    } else if (bubble.direction === 'business') {
      below += 1;
      showJump();
    }
    look();
  }

  /** @param {string} id @param {Status} status */
  function setStatus(id, status) {
    const bubble = list.find(id);
    if (!bubble) {
      if (underway) early.push(() => setStatus(id, status));
      return;
    }
    list.update(id, { status });
    if (status === 'read') unread.delete(id);
    onUnread(unread.size);
  }

  /** The business marked as read and is typing; that ends by itself, as Meta's does. */
  function showTyping() {
    typing.hidden = false;
    subtitle.textContent = 'typing…';
    clearTimeout(typingTimer);
    typingTimer = setTimeout(hideTyping, TYPING_MS);
  }

  function hideTyping() {
    clearTimeout(typingTimer);
    typing.hidden = true;
    subtitle.textContent = number.displayPhoneNumber;
  }

  /** When the phone is in hand, what is on its screen is read. */
  function look() {
    const reads = person.habit !== 'never-reads' && person.habit !== 'offline';
    if (!unread.size || !reads || !isHeld() || document.hidden) return;
    unread.clear();
    onUnread(0);
    markRead(person.phone, number.phoneNumberId).catch((error) => onProblem(error.message));
  }

  /** @param {Outgoing} message */
  async function send(message) {
    localIds += 1;
    const localId = `local-${localIds}`;
    const { type, context } = message;
    list.clearUnread();
    if (type !== 'reaction') {
      const content = /** @type {Bubble['content']} */ (message[type] ?? {});
      list.append({
        id: localId,
        direction: 'person',
        at: Date.now(),
        type,
        content,
        status: 'pending',
        context,
      });
    }
    toEnd();
    underway += 1;
    try {
      const { id } = await sendMessage(person.phone, number.phoneNumberId, message);
      list.rename(localId, id);
      // The list was fetched anew meanwhile, and perhaps before this message was in it.
      if (type !== 'reaction' && !list.find(id))
        early.push(() => refresh().catch((error) => onProblem(error.message)));
      list.update(id, { status: 'sent' });
    } catch (error) {
      const title = error instanceof Error ? error.message : String(error);
      list.update(localId, { status: 'failed', errors: [{ title }] });
      if (type === 'reaction') onProblem(title);
    } finally {
      underway -= 1;
      replay();
    }
  }

  function replay() {
    const waited = early;
    early = [];
    for (const happen of waited) happen();
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
      if (bubble) world.openMenu(bubble, at);
    }
  }
}

/** Arrived on the phone and not read there. @param {Bubble} bubble */
function isUnread({ direction, status }) {
  return direction === 'business' && status === 'delivered';
}

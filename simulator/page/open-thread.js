import { fetchMessages, markRead, sendMessage } from './call-simulator.js';
import { drawComposer } from './draw-composer.js';
import { avatar, icon, iconButton, make } from './make-element.js';
import { messageList } from './message-list.js';
import { PAGE, scrollThread } from './scroll-thread.js';

/**
 * @typedef {import('./contract.ts').Bubble} Bubble
 * @typedef {import('./contract.ts').BusinessNumber} BusinessNumber
 * @typedef {import('./contract.ts').Outgoing} Outgoing
 * @typedef {import('./contract.ts').Person} Person
 * @typedef {import('./contract.ts').Status} Status
 */

const TYPING_MS = 25_000;
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
  const { log, scroller, jump, toEnd, startFrom, makeRoom } = scrollThread({
    person,
    number,
    list,
    typing,
    openMenu: (bubble, from) => world.openMenu(bubble, from),
    onProblem,
  });
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
      startFrom(messages);
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
    makeRoom(bubble);
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
}

/** Arrived on the phone and not read there. @param {Bubble} bubble */
function isUnread({ direction, status }) {
  return direction === 'business' && status === 'delivered';
}

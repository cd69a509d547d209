import { drawBubble } from './draw-bubble.js';
import { dayName, dayOf } from './format-time.js';
import { make } from './make-element.js';

/**
 * @typedef {import('./contract.ts').Bubble} Bubble
 * @typedef {import('./draw-bubble.js').BubbleWorld} BubbleWorld
 */

/** @type {Record<import('./contract.ts').Status, number>} */
const RANK = { pending: 0, accepted: 1, sent: 2, delivered: 3, read: 4, played: 5, failed: 6 };
const MOST_ROWS = 160;
const ROWS_KEPT = 100;

/**
 * The bubbles of one thread in the page: never more than a window of them, in order, with the days between.
 * It only writes to the page and never asks for a size, so any number of phones can ring in one frame.
 *
 * @param {BubbleWorld} world
 */
export function messageList(world) {
  /** @type {Map<string, { bubble: Bubble, row: HTMLElement }>} */
  const shown = new Map();
  const element = make('div', { class: 'messages' });
  return {
    element,
    reset,
    append,
    prepend,
    update,
    rename,
    find,
    oldest,
    newest,
    trimTop,
    markUnread,
    clearUnread,
    rowOf,
  };

  /** @param {Bubble[]} bubbles */
  function reset(bubbles) {
    shown.clear();
    element.replaceChildren();
    for (const bubble of bubbles) append(bubble);
  }

  /** @param {Bubble} bubble */
  function append(bubble) {
    const last = newest();
    if (!last || dayOf(last.at) !== dayOf(bubble.at)) element.append(drawDay(bubble));
    const row = drawBubble(bubble, world);
    row.classList.toggle('first', !last || last.direction !== bubble.direction);
    element.append(row);
    shown.set(bubble.id, { bubble, row });
  }

  /** Older bubbles above the ones there are, oldest first. @param {Bubble[]} bubbles */
  function prepend(bubbles) {
    const fresh = bubbles.filter((bubble) => !shown.has(bubble.id));
    if (!fresh.length) return;
    const existing = [...shown];
    const first = oldest();
    const lastFresh = fresh[fresh.length - 1];
    const topDay = element.querySelector('.day');
    if (first && lastFresh && dayOf(first.at) === dayOf(lastFresh.at)) topDay?.remove();
    const fragment = document.createDocumentFragment();
    shown.clear();
    /** @type {Bubble | undefined} */
    let before;
    for (const bubble of fresh) {
      if (!before || dayOf(before.at) !== dayOf(bubble.at)) fragment.append(drawDay(bubble));
      const row = drawBubble(bubble, world);
      row.classList.toggle('first', before?.direction !== bubble.direction);
      fragment.append(row);
      shown.set(bubble.id, { bubble, row });
      before = bubble;
    }
    for (const [id, entry] of existing) shown.set(id, entry);
    element.prepend(fragment);
  }

  /**
   * Draws a bubble again with what changed. A status only moves forward: the live line and the answer to a
   * request may overtake each other.
   *
   * @param {string} id
   * @param {Partial<Bubble>} change
   */
  function update(id, change) {
    const entry = shown.get(id);
    if (!entry) return;
    const { status } = entry.bubble;
    Object.assign(entry.bubble, change);
    if (RANK[entry.bubble.status] < RANK[status]) entry.bubble.status = status;
    const row = drawBubble(entry.bubble, world);
    row.classList.toggle('first', entry.row.classList.contains('first'));
    const hadFocus = entry.row.contains(document.activeElement);
    entry.row.replaceWith(row);
    entry.row = row;
    if (hadFocus) row.focus({ preventScroll: true });
  }

  /** A message that was on its way has its real id now. @param {string} from @param {string} to */
  function rename(from, to) {
    const entry = shown.get(from);
    if (!entry) return;
    shown.delete(from);
    entry.bubble.id = to;
    shown.set(to, entry);
    update(to, {});
  }

  /** Lets the oldest go when there are too many. Returns whether any went. */
  function trimTop() {
    if (shown.size <= MOST_ROWS) return false;
    for (const [id, entry] of shown) {
      if (shown.size <= ROWS_KEPT) break;
      entry.row.remove();
      shown.delete(id);
    }
    while (element.firstElementChild?.matches('.day') && element.children[1]?.matches('.day')) {
      element.firstElementChild.remove();
    }
    const first = oldest();
    if (first && !element.firstElementChild?.matches('.day')) element.prepend(drawDay(first));
    return true;
  }

  /** Draws the line above the first of the last `count` messages from the business. @param {number} count */
  function markUnread(count) {
    if (element.querySelector('.unread-line') || count <= 0) return;
    const theirs = [...shown.values()].filter(({ bubble }) => bubble.direction === 'business');
    const first = theirs[Math.max(0, theirs.length - count)];
    first?.row.before(make('div', { class: 'unread-line' }, make('span', null, 'Unread messages')));
  }

  function clearUnread() {
    element.querySelector('.unread-line')?.remove();
  }

  /** @param {string} id */
  function find(id) {
    return shown.get(id)?.bubble;
  }

  /** @param {string} id */
  function rowOf(id) {
    return shown.get(id)?.row;
  }

  function oldest() {
    for (const { bubble } of shown.values()) return bubble;
    return undefined;
  }

  function newest() {
    return [...shown.values()].at(-1)?.bubble;
  }
}

/** @param {Bubble} bubble */
function drawDay(bubble) {
  return make('div', { class: 'day' }, make('span', null, dayName(bubble.at)));
}

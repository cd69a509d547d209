import { languageOf } from './draw-text.js';
import { plainWords } from './format-text.js';
import { shortTime } from './format-time.js';
import { avatar, icon, make } from './make-element.js';

/** @typedef {import('./contract.ts').ThreadSummary} ThreadSummary */

/**
 * A phone's list of chats: every business number, those with messages first.
 *
 * @param {ThreadSummary[]} threads
 * @param {(thread: ThreadSummary) => void} onOpen
 */
export function showChats(threads, onOpen) {
  return make(
    'div',
    { class: 'thread chats' },
    make('header', { class: 'app-bar' }, make('div', { class: 'who' }, make('strong', null, 'Chats'))),
    make(
      'ul',
      { class: 'chat-list' },
      ...threads.map((thread) => make('li', null, drawChat(thread, onOpen))),
    ),
    threads.length === 0 &&
      make(
        'p',
        { class: 'empty' },
        'No business number yet. Add one to the simulator, and it can be written to from here.',
      ),
  );
}

/** @param {ThreadSummary} thread @param {(thread: ThreadSummary) => void} onOpen */
function drawChat(thread, onOpen) {
  const words = thread.last ? plainWords(thread.last.text) : thread.displayPhoneNumber;
  return make(
    'button',
    { type: 'button', class: 'chat', onclick: () => onOpen(thread) },
    avatar(thread.verifiedName),
    make(
      'span',
      { class: 'chat-words' },
      make('strong', { dir: 'auto' }, thread.verifiedName),
      make(
        'span',
        { class: 'aside', dir: 'auto', lang: languageOf(words) },
        thread.last?.fromPerson ? icon('tick') : null,
        words,
      ),
    ),
    make(
      'span',
      { class: 'chat-side' },
      thread.last && make('span', { class: 'aside' }, shortTime(thread.last.at)),
      thread.unread > 0 && drawBadge(thread.unread),
    ),
  );
}

/** The green number of what is not read yet. @param {number} count */
export function drawBadge(count) {
  return make('span', { class: 'badge' }, String(count), make('span', { class: 'hidden' }, ' unread'));
}

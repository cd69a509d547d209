import { fetchPeople } from './call-simulator.js';
import { languageOf } from './draw-text.js';
import { shortTime } from './format-time.js';
import { avatar, iconButton, make } from './make-element.js';
import { drawBadge } from './show-chats.js';

/** @typedef {import('./contract.ts').Person} Person */

const PAGE = 50;
const PAUSE_MS = 180;

/**
 * Everybody there is, found by name, number or what is said of them. The server searches; the page holds a page
 * of the answer and more when asked.
 *
 * @param {{ onOpenPhone: (phone: string) => void, onClose: () => void, onProblem: (words: string) => void }} options
 * @returns {import('./panels.js').Panel}
 */
export function peoplePanel({ onOpenPhone, onClose, onProblem }) {
  let offset = 0;
  let asked = 0;
  /** @type {Map<string, HTMLElement>} */
  const badges = new Map();
  /** @type {Map<string, Person>} */
  const shown = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const field = make('input', {
    type: 'search',
    id: 'people-search',
    placeholder: 'Name, number or class',
    autocomplete: 'off',
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => refresh().catch((error) => onProblem(error.message)), PAUSE_MS);
    },
  });
  const found = make('p', { class: 'aside', role: 'status' });
  const rows = make('ul', { class: 'people' });
  const more = make(
    'button',
    { type: 'button', class: 'wide-button quiet', hidden: true, onclick: () => load(offset) },
    'Show more',
  );
  const element = make(
    'div',
    { class: 'panel-inside' },
    make(
      'header',
      null,
      make('h2', { tabindex: -1 }, 'People'),
      iconButton('close', 'Close people', onClose),
    ),
    make('div', { class: 'panel-top' }, make('label', { for: 'people-search' }, 'Search'), field, found),
    make(
      'div',
      { class: 'panel-scroll', tabindex: 0, role: 'region', 'aria-label': 'People found' },
      rows,
      more,
    ),
  );
  return { element, receive, refresh };

  function refresh() {
    return load(0);
  }

  /** @param {number} from */
  async function load(from) {
    asked += 1;
    const mine = asked;
    const { total, people } = await fetchPeople({ search: field.value.trim(), offset: from, limit: PAGE });
    if (mine !== asked) return;
    if (from === 0) {
      rows.replaceChildren();
      badges.clear();
      shown.clear();
    }
    for (const person of people) rows.append(make('li', null, drawPerson(person)));
    offset = from + people.length;
    found.textContent = total === 1 ? '1 person' : `${total.toLocaleString('en')} people`;
    more.hidden = offset >= total;
  }

  /** @param {import('./contract.ts').SimEvent} event */
  function receive(event) {
    if (event.name === 'person') showUnread(event.data.phone, event.data.unread);
    if (event.name === 'message' && event.data.bubble.direction === 'business') {
      showUnread(event.data.phone, (shown.get(event.data.phone)?.unread ?? 0) + 1);
    }
  }

  /** @param {string} phone @param {number} unread */
  function showUnread(phone, unread) {
    const person = shown.get(phone);
    if (!person) return;
    person.unread = unread;
    badges.get(phone)?.replaceChildren(...(unread > 0 ? [drawBadge(unread)] : []));
  }

  /** @param {Person} person */
  function drawPerson(person) {
    const badge = make('span', null, person.unread > 0 && drawBadge(person.unread));
    badges.set(person.phone, badge);
    shown.set(person.phone, person);
    return make(
      'button',
      { type: 'button', class: 'chat', onclick: () => onOpenPhone(person.phone) },
      avatar(person.name),
      make(
        'span',
        { class: 'chat-words' },
        make('strong', { dir: 'auto', lang: languageOf(person.name) }, person.name),
        make('span', { class: 'aside', dir: 'auto' }, person.about || person.phone),
      ),
      make(
        'span',
        { class: 'chat-side' },
        person.last && make('span', { class: 'aside' }, shortTime(person.last.at)),
        badge,
      ),
    );
  }
}

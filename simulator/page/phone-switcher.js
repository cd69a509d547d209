import { avatar, make } from './make-element.js';
import { drawBadge } from './show-chats.js';

/** @typedef {import('./contract.ts').Person} Person */

/**
 * The row of names above the one phone that a small screen has room for.
 *
 * @param {HTMLElement} place
 * @param {(phone: string) => void} onTake
 */
export function phoneSwitcher(place, onTake) {
  /** @type {Map<string, { item: HTMLElement, button: HTMLElement, badge: HTMLElement, person: Person }>} */
  const items = new Map();
  const list = make('ul');
  place.append(list);
  return { add, remove, draw };

  /** @param {Person} person */
  function add(person) {
    const badge = make('span');
    const button = make(
      'button',
      { type: 'button', onclick: () => onTake(person.phone) },
      avatar(person.name),
      make('span', { class: 'switcher-name', dir: 'auto' }, person.name),
      badge,
    );
    const item = make('li', null, button);
    items.set(person.phone, { item, button, badge, person });
    list.append(item);
  }

  /** @param {string} phone */
  function remove(phone) {
    items.get(phone)?.item.remove();
    items.delete(phone);
  }

  /** Brings unread counts and the mark of the phone in the hand up to date. @param {string | null} held */
  function draw(held) {
    for (const [phone, { button, badge, person }] of items) {
      badge.replaceChildren(...(person.unread > 0 ? [drawBadge(person.unread)] : []));
      const current = phone === held;
      if (current === button.hasAttribute('aria-current')) continue;
      button.toggleAttribute('aria-current', current);
      if (!current) continue;
      button.setAttribute('aria-current', 'true');
      button.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }
}

import { make } from './make-element.js';

/**
 * @typedef {import('./contract.ts').Person} Person
 * @typedef {import('./contract.ts').Habit} Habit
 * @typedef {(change: Partial<Person>) => void} Change
 */

/** @type {[Habit, string][]} */
const HABITS = [
  ['watched', 'Reads when held'],
  ['reads', 'Reads after a while'],
  ['replies', 'Reads and replies'],
  ['never-reads', 'Never reads'],
  ['offline', 'Is offline'],
];

/** @type {[key: 'online' | 'onWhatsApp' | 'receipts' | 'blocked' | 'hidePhone', words: string, usual: boolean][]} */
const SWITCHES = [
  ['online', 'Connected to the internet', true],
  ['onWhatsApp', 'Has WhatsApp', true],
  ['receipts', 'Sends read receipts (blue ticks)', true],
  ['blocked', 'Has blocked the business', false],
  ['hidePhone', 'Phone number hidden from the business', false],
];

/**
 * The choice of what a phone does when nobody holds it.
 *
 * @param {Person} person
 * @param {Change} onChange
 */
export function drawHabit(person, onChange) {
  const element = make(
    'select',
    {
      class: 'habit',
      'aria-label': `Habit of ${person.name}’s phone`,
      onchange: () => onChange({ habit: /** @type {Habit} */ (element.value) }),
    },
    ...HABITS.map(([value, words]) => make('option', { value }, words)),
  );
  return {
    element,
    /** @param {Person} now */
    show: (now) => {
      element.value = now.habit;
    },
  };
}

/**
 * The rarer things that can be true of a phone.
 *
 * @param {Person} person
 * @param {HTMLElement} from
 * @param {import('./open-sheet.js').OpenSheet} openSheet
 * @param {Change} onChange
 */
export function openPhoneMenu(person, from, openSheet, onChange) {
  openSheet({
    title: person.name,
    from,
    body: [
      make('p', { class: 'aside' }, `${person.phone} · ${person.userId}`),
      ...SWITCHES.map(([key, words, usual]) =>
        make(
          'label',
          { class: 'list-row' },
          make('span', null, words),
          make('input', {
            type: 'checkbox',
            role: 'switch',
            checked: Boolean(person[key] ?? usual),
            onchange: (/** @type {Event} */ event) =>
              onChange({ [key]: /** @type {HTMLInputElement} */ (event.currentTarget).checked }),
          }),
        ),
      ),
    ],
  });
}

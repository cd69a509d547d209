import { icon, make } from './make-element.js';
import { contentOf } from './say-bubble.js';

/** @typedef {import('./contract.ts').ListRow} ListRow */

/**
 * Opens the rows of a list message. A row is chosen first and sent second, as on a phone.
 *
 * @param {import('./contract.ts').Bubble} bubble
 * @param {import('./draw-bubble.js').BubbleWorld} world
 * @param {HTMLElement} from
 */
export function chooseFromList(bubble, world, from) {
  const { action = {} } = contentOf(bubble);
  /** @type {ListRow | null} */
  let chosen = null;
  const sendButton = make(
    'button',
    { type: 'submit', class: 'wide-button', disabled: true },
    icon('send'),
    'Send',
  );
  const form = make(
    'form',
    {
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        if (!chosen) return;
        sheet.close();
        const { id, title, description } = chosen;
        world.send({
          type: 'interactive',
          interactive: {
            type: 'list_reply',
            list_reply: { id, title, ...(description ? { description } : {}) },
          },
          context: { id: bubble.id },
        });
      },
    },
    ...(action.sections ?? []).map(drawSection),
    sendButton,
  );
  const sheet = world.openSheet({ title: action.button ?? 'Options', from, body: [form] });

  /** @param {{ title?: string, rows?: ListRow[] }} section */
  function drawSection(section) {
    return make(
      'fieldset',
      { class: 'list-section' },
      make('legend', { dir: 'auto', class: section.title ? null : 'hidden' }, section.title || 'Options'),
      ...(section.rows ?? []).map((row) =>
        make(
          'label',
          { class: 'list-row' },
          make(
            'span',
            null,
            make('strong', { dir: 'auto' }, row.title),
            row.description && make('span', { class: 'aside', dir: 'auto' }, row.description),
          ),
          make('input', {
            type: 'radio',
            name: `list-${bubble.id}`,
            onchange: () => {
              chosen = row;
              sendButton.disabled = false;
            },
          }),
        ),
      ),
    );
  }
}

import { icon, make } from './make-element.js';
import { contentOf } from './say-bubble.js';

/**
 * @typedef {import('./contract.ts').Bubble} Bubble
 * @typedef {import('./contract.ts').TemplateButton} TemplateButton
 * @typedef {import('./draw-bubble.js').BubbleWorld} BubbleWorld
 */

/**
 * The buttons under a template. A quick reply goes back as a `button` message that quotes the template.
 *
 * @param {TemplateButton[]} buttons
 * @param {Bubble} bubble
 * @param {BubbleWorld} world
 * @returns {Node[]}
 */
export function drawTemplateButtons(buttons, bubble, world) {
  return buttons.map((button) => {
    const text = button.text ?? '';
    switch (button.type.toUpperCase()) {
      case 'QUICK_REPLY':
        return tap('reply', text, () =>
          world.send({
            type: 'button',
            button: { payload: button.payload ?? text, text },
            context: { id: bubble.id },
          }),
        );
      case 'URL':
        return link('open', text, button.url);
      case 'PHONE_NUMBER':
        return link('call', text, `tel:${button.phone_number}`);
      case 'COPY_CODE':
      case 'OTP':
        return tap('copy', text || 'Copy code', () => {
          navigator.clipboard?.writeText(button.code ?? '');
        });
      case 'FLOW':
        return tap('form', text || 'Open form', (from) => openForm(bubble, world, from));
      case 'REQUEST_CONTACT_INFO':
        return tap('person', text || 'Share contact info', (from) => openAttach('contact', world, from));
      default:
        return tap('reply', text || 'Button', () => undefined);
    }
  });
}

/** The buttons under an interactive message. @param {Bubble} bubble @param {BubbleWorld} world @returns {Node[]} */
export function drawButtons(bubble, world) {
  const { type, action = {} } = contentOf(bubble);
  switch (type) {
    case 'button':
      return (action.buttons ?? []).map(({ reply }) =>
        tap('reply', reply.title, () =>
          world.send({
            type: 'interactive',
            interactive: { type: 'button_reply', button_reply: { id: reply.id, title: reply.title } },
            context: { id: bubble.id },
          }),
        ),
      );
    case 'list':
      return [tap('list', action.button ?? 'Options', (from) => openList(bubble, world, from))];
    case 'cta_url':
      return [link('open', action.parameters?.display_text ?? 'Open', action.parameters?.url)];
    case 'location_request_message':
      return [tap('pin', 'Send location', (from) => openAttach('location', world, from))];
    case 'request_contact_info':
    case 'contact_request':
      return [tap('person', 'Share contact info', (from) => openAttach('contact', world, from))];
    case 'flow':
      return [
        tap('form', action.parameters?.flow_cta ?? 'Open form', (from) => openForm(bubble, world, from)),
      ];
    default:
      return [];
  }
}

/** @param {Bubble} bubble @param {BubbleWorld} world @param {HTMLElement} from */
async function openList(bubble, world, from) {
  const { chooseFromList } = await import('./choose-from-list.js');
  chooseFromList(bubble, world, from);
}

/** @param {Bubble} bubble @param {BubbleWorld} world @param {HTMLElement} from */
async function openForm(bubble, world, from) {
  const { answerForm } = await import('./answer-form.js');
  answerForm(bubble, world, from);
}

/** @param {'location' | 'contact'} kind @param {BubbleWorld} world @param {HTMLElement} from */
async function openAttach(kind, world, from) {
  const { attach } = await import('./attach.js');
  attach(world, from, kind);
}

/** @param {string} iconName @param {string} text @param {(from: HTMLElement) => void} onTap */
function tap(iconName, text, onTap) {
  return make(
    'button',
    {
      type: 'button',
      class: 'reply-button',
      onclick: (/** @type {Event} */ event) => onTap(/** @type {HTMLElement} */ (event.currentTarget)),
    },
    icon(iconName),
    make('span', { dir: 'auto' }, text),
  );
}

/** @param {string} iconName @param {string} text @param {unknown} address */
function link(iconName, text, address) {
  const href = /^(https?:|tel:)/i.test(String(address)) ? String(address) : null;
  return make(
    'a',
    { class: 'reply-button', href, target: '_blank', rel: 'noopener noreferrer', title: href },
    icon(iconName),
    make('span', { dir: 'auto' }, text),
  );
}

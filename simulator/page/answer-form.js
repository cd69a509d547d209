import { icon, make } from './make-element.js';
import { contentOf } from './say-bubble.js';

/**
 * A flow's screens live at Meta, so this phone cannot show them; it sends the answer a filled-in flow would send.
 *
 * @param {import('./contract.ts').Bubble} bubble
 * @param {import('./draw-bubble.js').BubbleWorld} world
 * @param {HTMLElement} from
 */
export function answerForm(bubble, world, from) {
  const token = contentOf(bubble).action?.parameters?.flow_token ?? 'unused';
  const field = make('textarea', { rows: 5, class: 'code-field', spellcheck: 'false' });
  field.value = JSON.stringify({ flow_token: token }, null, 2);
  const problem = make('p', { class: 'problem', role: 'alert' });
  const form = make(
    'form',
    {
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        if (!isJson(field.value)) {
          problem.textContent = 'This is not JSON yet.';
          return;
        }
        sheet.close();
        world.send({
          type: 'interactive',
          interactive: {
            type: 'nfm_reply',
            nfm_reply: { name: 'flow', body: 'Sent', response_json: JSON.stringify(JSON.parse(field.value)) },
          },
          context: { id: bubble.id },
        });
      },
    },
    make('label', null, 'The answers, as the flow would send them (JSON)', field),
    problem,
    make('button', { type: 'submit', class: 'wide-button' }, icon('send'), 'Send'),
  );
  const sheet = world.openSheet({ title: 'Fill in the form', from, body: [form] });
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

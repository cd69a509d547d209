import { languageOf } from './draw-text.js';
import { iconButton, make } from './make-element.js';
import { sayBubble } from './say-bubble.js';

/** @typedef {import('./contract.ts').Bubble} Bubble */

const TALLEST_PX = 132;
const growsByItself = CSS.supports('field-sizing', 'content');

/**
 * The box a person writes in. It grows with the text; Enter sends where there is a keyboard.
 *
 * @param {{
 *   label: string,
 *   onSend: (text: string, quoted: Bubble | null) => void,
 *   onAttach: (from: HTMLElement) => void,
 * }} options
 */
export function drawComposer({ label, onSend, onAttach }) {
  /** @type {Bubble | null} */
  let quoted = null;
  const field = make('textarea', {
    rows: 1,
    'aria-label': label,
    placeholder: 'Message',
    dir: 'auto',
    enterkeyhint: 'send',
    maxlength: 4096,
    oninput: grow,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const hasKeyboard = matchMedia('(any-pointer: fine)').matches;
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !hasKeyboard) return;
      event.preventDefault();
      submit();
    },
  });
  const quoteBar = make('div', { class: 'reply-bar', hidden: true });
  const element = make(
    'form',
    {
      class: 'composer',
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        submit();
      },
    },
    quoteBar,
    make(
      'div',
      { class: 'composer-row' },
      make(
        'div',
        { class: 'field' },
        iconButton('attach', 'Attach', (event) => onAttach(/** @type {HTMLElement} */ (event.currentTarget))),
        field,
      ),
      iconButton('send', 'Send', () => undefined, { type: 'submit', class: 'send' }),
    ),
  );
  return { element, insert, quote, takeWords, focus: () => field.focus({ preventScroll: true }) };

  function submit() {
    const text = field.value.trim();
    if (!text) {
      field.focus();
      return;
    }
    const answered = quoted;
    field.value = '';
    quote(null);
    grow();
    field.focus({ preventScroll: true });
    onSend(text, answered);
  }

  /** What stands in the box goes elsewhere: under a picture. */
  function takeWords() {
    const text = field.value.trim();
    field.value = '';
    grow();
    return text;
  }

  /** Puts a text in the box for the person to send or change. @param {string} text */
  function insert(text) {
    field.value = text;
    grow();
    field.focus({ preventScroll: true });
    field.setSelectionRange(text.length, text.length);
  }

  /** @param {Bubble | null} bubble */
  function quote(bubble) {
    quoted = bubble;
    quoteBar.hidden = !bubble;
    if (!bubble) return;
    const words = sayBubble(bubble);
    quoteBar.replaceChildren(
      make('span', { dir: 'auto', lang: languageOf(words) }, `Replying to: ${words}`),
      iconButton('close', 'Do not quote', () => quote(null)),
    );
    field.focus({ preventScroll: true });
  }

  function grow() {
    if (growsByItself) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${Math.min(field.scrollHeight, TALLEST_PX)}px`;
  }
}

import { readMarks } from './format-text.js';
import { make } from './make-element.js';

/** @typedef {import('./format-text.js').Part} Part */

const TAGS = /** @type {const} */ ({ strong: 'strong', em: 'em', del: 'del' });

/**
 * The body of a bubble with WhatsApp's marks shown. Text that carries Devanagari is marked as Nepali, which
 * gives it the face, the line height and the voice it needs.
 *
 * @param {string} text
 * @param {string} [className]
 */
export function drawText(text, className = 'text') {
  return make(
    'div',
    { class: className, dir: 'auto', lang: languageOf(text) },
    ...drawParts(readMarks(text)),
  );
}

/** `ne` when the text has a Devanagari letter in it. @param {string} text */
export function languageOf(text) {
  return /\p{Script=Devanagari}/u.test(text) ? 'ne' : null;
}

/** @param {Part[]} parts @returns {Node[]} */
function drawParts(parts) {
  return parts.map((part) => {
    switch (part.kind) {
      case 'text':
        return document.createTextNode(part.text);
      case 'link':
        return make('a', { href: part.href, target: '_blank', rel: 'noopener noreferrer' }, part.text);
      case 'code':
        return make('code', null, part.text);
      case 'pre':
        return make('code', { class: 'block' }, part.text);
      case 'break':
        return make('br');
      case 'item':
        return make(
          'div',
          { class: 'item' },
          make('span', { class: 'item-mark' }, /\d/.test(part.mark) ? part.mark : '•'),
          make('span', null, ...drawParts(part.parts)),
        );
      case 'quote':
        return make('div', { class: 'marked-quote' }, ...drawParts(part.parts));
      default:
        return make(TAGS[part.kind], null, ...drawParts(part.parts));
    }
  });
}

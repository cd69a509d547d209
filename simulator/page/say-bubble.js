// One line that says what a bubble holds, for quotes and for the clipboard.

import { plainWords } from './format-text.js';

/**
 * @typedef {import('./contract.ts').Bubble} Bubble
 * @typedef {import('./contract.ts').Content} Content
 * @typedef {import('./contract.ts').Contact} Contact
 * @typedef {import('./contract.ts').Words} Words
 */

/** Without WhatsApp's marks. @param {Bubble} bubble @returns {string} */
export function sayBubble(bubble) {
  return plainWords(wordsIn(bubble));
}

/** @param {Bubble} bubble @returns {string} */
function wordsIn(bubble) {
  const content = contentOf(bubble);
  switch (bubble.type) {
    case 'image':
      return content.caption || 'Photo';
    case 'video':
      return content.caption || 'Video';
    case 'audio':
      return content.voice ? 'Voice message' : 'Audio';
    case 'document':
      return content.caption || content.filename || 'Document';
    case 'sticker':
      return 'Sticker';
    case 'location':
      return content.name || 'Location';
    case 'contacts':
      return sayContacts(contactsOf(bubble));
    case 'button':
      return content.text ?? '';
    case 'interactive':
      return sayInteractive(content);
    case 'text':
    case 'template':
      return wordsOf(content.body);
    default:
      return bubble.type;
  }
}

/** The object of the message's type. @param {Bubble} bubble @returns {Content} */
export function contentOf(bubble) {
  return Array.isArray(bubble.content) ? {} : (bubble.content ?? {});
}

/** The people a `contacts` message names. @param {Bubble} bubble @returns {Contact[]} */
export function contactsOf(bubble) {
  return Array.isArray(bubble.content) ? bubble.content : (bubble.content?.contacts ?? []);
}

/** A piece of text as Meta gives it: bare, or in an object. @param {Words | undefined} piece @returns {string} */
export function wordsOf(piece) {
  return typeof piece === 'string' ? piece : (piece?.text ?? '');
}

/** @param {Contact[]} contacts */
function sayContacts(contacts) {
  const name = contacts[0]?.name?.formatted_name ?? 'Contact';
  return contacts.length > 1 ? `${name} and ${contacts.length - 1} more` : name;
}

/** @param {Content} content */
function sayInteractive(content) {
  switch (content.type) {
    case 'button_reply':
      return content.button_reply?.title ?? '';
    case 'list_reply':
      return content.list_reply?.title ?? '';
    case 'nfm_reply':
      return content.nfm_reply?.body || 'Form sent';
    default:
      return wordsOf(content.body) || content.header?.text || 'Message with buttons';
  }
}

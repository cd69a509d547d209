import { drawButtons, drawTemplateButtons } from './draw-buttons.js';
import { drawAudio, drawDocument, drawImage, drawSticker, drawVideo } from './draw-media.js';
import { drawText } from './draw-text.js';
import { avatar, icon, make } from './make-element.js';
import { contactsOf, contentOf, wordsOf } from './say-bubble.js';

/**
 * @typedef {import('./contract.ts').Bubble} Bubble
 * @typedef {import('./contract.ts').Contact} Contact
 * @typedef {import('./contract.ts').Header} Header
 * @typedef {import('./contract.ts').Media} Media
 * @typedef {import('./contract.ts').Place} Place
 * @typedef {import('./contract.ts').Words} Words
 * @typedef {import('./draw-bubble.js').BubbleWorld} BubbleWorld
 * @typedef {{ inside: Node[], below: Node[] }} Drawn what goes in the bubble, and the buttons that hang under it
 */

/**
 * Draws what a message says, by its type.
 *
 * @param {Bubble} bubble
 * @param {BubbleWorld} world
 * @returns {Drawn}
 */
export function drawContent(bubble, world) {
  const content = contentOf(bubble);
  switch (bubble.type) {
    case 'text':
      return inside(drawText(wordsOf(content.body)));
    case 'image':
      return inside(drawImage(content), caption(content));
    case 'video':
      return inside(drawVideo(content), caption(content));
    case 'sticker':
      return inside(drawSticker(content));
    case 'audio':
      return inside(drawAudio(content, bubble.id));
    case 'document':
      return inside(drawDocument(content), caption(content));
    case 'location':
      return inside(drawLocation(content));
    case 'contacts':
      return inside(...contactsOf(bubble).map(drawContact));
    case 'button':
      return inside(drawText(content.text ?? ''));
    case 'interactive':
      return drawInteractive(bubble, world);
    case 'template':
      return drawTemplate(bubble, world);
    default:
      return inside(
        make('p', { class: 'unsupported' }, `This phone cannot show a message of type “${bubble.type}”.`),
      );
  }
}

/** @param {Bubble} bubble @param {BubbleWorld} world @returns {Drawn} */
function drawTemplate(bubble, world) {
  const { header, body, footer, buttons } = contentOf(bubble);
  return {
    inside: compact(drawHeader(header), drawText(wordsOf(body)), drawFooter(footer)),
    below: drawTemplateButtons(buttons ?? [], bubble, world),
  };
}

/** @param {Bubble} bubble @param {BubbleWorld} world @returns {Drawn} */
function drawInteractive(bubble, world) {
  const content = contentOf(bubble);
  switch (content.type) {
    case 'button_reply':
      return inside(drawText(content.button_reply?.title ?? ''));
    case 'list_reply':
      return inside(
        drawText(content.list_reply?.title ?? ''),
        content.list_reply?.description &&
          make('p', { class: 'aside', dir: 'auto' }, content.list_reply.description),
      );
    case 'nfm_reply':
      return inside(
        drawText(content.nfm_reply?.body || 'Form sent'),
        make('pre', null, content.nfm_reply?.response_json ?? ''),
      );
    default:
      return {
        inside: compact(
          drawHeader(content.header),
          drawText(wordsOf(content.body)),
          drawFooter(content.footer),
        ),
        below: drawButtons(bubble, world),
      };
  }
}

/** A header is a line of text or a picture, a film, a document, a place. @param {Header | undefined} header */
function drawHeader(header) {
  switch (header?.type?.toLowerCase()) {
    case undefined:
      return null;
    case 'image':
      return drawImage(header?.image ?? {});
    case 'video':
      return drawVideo(header?.video ?? {});
    case 'document':
      return drawDocument(header?.document ?? {});
    case 'location':
      return drawLocation(header?.location ?? {});
    default:
      return drawText(header?.text ?? '', 'text header');
  }
}

/** @param {Words | undefined} footer */
function drawFooter(footer) {
  return footer ? drawText(wordsOf(footer), 'text footer') : null;
}

/** @param {Media} content */
function caption(content) {
  return content.caption ? drawText(content.caption) : null;
}

/** @param {Place} place */
function drawLocation({ latitude, longitude, name, address }) {
  const place = `${Number(latitude).toFixed(5)}, ${Number(longitude).toFixed(5)}`;
  return make(
    'a',
    {
      class: 'location',
      href: `https://www.openstreetmap.org/?mlat=${Number(latitude)}&mlon=${Number(longitude)}#map=16/${Number(latitude)}/${Number(longitude)}`,
      target: '_blank',
      rel: 'noopener noreferrer',
    },
    make('span', { class: 'map', 'aria-hidden': 'true' }, icon('pin')),
    make('strong', { dir: 'auto' }, name || 'Location'),
    make('span', { class: 'aside', dir: 'auto' }, address || place),
  );
}

/** @param {Contact} contact */
function drawContact(contact) {
  const name = contact.name?.formatted_name ?? contact.name?.first_name ?? 'Contact';
  const phones = (contact.phones ?? []).map((phone) => phone.phone ?? phone.wa_id ?? '');
  return make(
    'div',
    { class: 'contact' },
    avatar(name),
    make(
      'span',
      null,
      make('strong', { dir: 'auto' }, name),
      ...phones.map((phone) => make('span', { class: 'aside' }, phone)),
    ),
  );
}

/** @param {...(Node | null | undefined | false | '')} nodes @returns {Drawn} */
function inside(...nodes) {
  return { inside: compact(...nodes), below: [] };
}

/** @param {...(Node | null | undefined | false | '')} nodes @returns {Node[]} */
function compact(...nodes) {
  return /** @type {Node[]} */ (nodes.filter(Boolean));
}

import { drawContent } from './draw-content.js';
import { languageOf } from './draw-text.js';
import { drawTicks } from './draw-ticks.js';
import { clockTime } from './format-time.js';
import { icon, iconButton, make } from './make-element.js';
import { sayBubble } from './say-bubble.js';

/**
 * @typedef {import('./contract.ts').Bubble} Bubble
 * @typedef {import('./contract.ts').Outgoing} Outgoing
 * @typedef {{
 *   businessName: string,
 *   find: (id: string) => Bubble | undefined,
 *   send: (message: Outgoing) => void,
 *   openSheet: import('./open-sheet.js').OpenSheet,
 *   openMenu: (bubble: Bubble, from: HTMLElement) => void,
 *   showMessage: (id: string) => void,
 *   takeWords: () => string,
 *   onProblem: (words: string) => void,
 * }} BubbleWorld what a bubble needs to know of the phone it is on
 */

/**
 * One message on a phone.
 *
 * @param {Bubble} bubble
 * @param {BubbleWorld} world
 */
export function drawBubble(bubble, world) {
  const mine = bubble.direction === 'person';
  const { inside, below } = drawContent(bubble, world);
  return make(
    'div',
    {
      class: `bubble ${mine ? 'mine' : 'theirs'} type-${bubble.type}`,
      'data-id': bubble.id,
      tabindex: -1,
      role: 'article',
      'aria-label': `${mine ? 'You' : world.businessName}, ${clockTime(bubble.at)}`,
      oncontextmenu: (/** @type {Event} */ event) => {
        if (/** @type {HTMLElement} */ (event.target).closest('a, img')) return;
        event.preventDefault();
        world.openMenu(bubble, /** @type {HTMLElement} */ (event.currentTarget));
      },
    },
    make(
      'div',
      { class: 'bubble-body' },
      iconButton(
        'chevron',
        'Message menu',
        (event) => {
          const row = /** @type {HTMLElement} */ (event.currentTarget).closest('.bubble');
          world.openMenu(bubble, /** @type {HTMLElement} */ (row));
        },
        { class: 'bubble-menu', tabindex: -1 },
      ),
      bubble.context?.id && drawQuote(bubble.context.id, world),
      ...inside,
      make('div', { class: 'meta' }, make('span', null, clockTime(bubble.at)), drawTicks(bubble)),
    ),
    ...below,
    drawFailure(bubble),
    drawReactions(bubble),
  );
}

/** What the person answers, at the head of the answer. @param {string} id @param {BubbleWorld} world */
function drawQuote(id, world) {
  const quoted = world.find(id);
  const words = quoted ? sayBubble(quoted) : 'An earlier message';
  return make(
    'button',
    { type: 'button', class: 'quote', tabindex: -1, onclick: () => world.showMessage(id) },
    make('strong', null, quoted?.direction === 'person' ? 'You' : world.businessName),
    make('span', { class: 'quote-text', dir: 'auto', lang: languageOf(words) }, words),
  );
}

/** @param {Bubble} bubble */
function drawFailure(bubble) {
  if (bubble.status !== 'failed') return null;
  const [error] = bubble.errors ?? [];
  const reason = [error?.code, error?.title ?? error?.message].filter(Boolean).join(' · ');
  return make('p', { class: 'failure' }, icon('failed'), reason || 'This message did not go out.');
}

/** @param {Bubble} bubble */
function drawReactions(bubble) {
  const reactions = (bubble.reactions ?? []).filter((reaction) => reaction.emoji);
  if (!reactions.length) return null;
  const label = reactions
    .map((reaction) => `${reaction.from === 'person' ? 'You' : 'The business'} reacted ${reaction.emoji}`)
    .join(', ');
  return make(
    'div',
    { class: 'reactions', role: 'img', 'aria-label': label },
    [...new Set(reactions.map((reaction) => reaction.emoji))].join(' '),
  );
}

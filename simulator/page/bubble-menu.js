import { icon, make } from './make-element.js';
import { sayBubble } from './say-bubble.js';

const EMOJI = [
  ['👍', 'thumbs up'],
  ['❤️', 'heart'],
  ['😂', 'laughing'],
  ['😮', 'surprised'],
  ['😢', 'sad'],
  ['🙏', 'folded hands'],
];

/**
 * What can be done with one message: react, answer, copy.
 *
 * @param {import('./contract.ts').Bubble} bubble
 * @param {import('./draw-bubble.js').BubbleWorld} world
 * @param {HTMLElement} from
 * @param {() => void} onReply
 */
export function openBubbleMenu(bubble, world, from, onReply) {
  const given = (bubble.reactions ?? []).find((reaction) => reaction.from === 'person')?.emoji ?? '';
  const sheet = world.openSheet({
    title: 'Message',
    from,
    body: [
      make(
        'div',
        { class: 'emoji-row', role: 'group', 'aria-label': 'React' },
        ...EMOJI.map(([emoji, name]) =>
          make(
            'button',
            {
              type: 'button',
              'aria-label': `React with ${name}`,
              'aria-pressed': String(emoji === given),
              onclick: () => {
                sheet.close();
                world.send({
                  type: 'reaction',
                  reaction: { message_id: bubble.id, emoji: emoji === given ? '' : emoji },
                });
              },
            },
            emoji ?? '',
          ),
        ),
      ),
      choice('reply', 'Reply', () => {
        sheet.close();
        onReply();
      }),
      choice('copy', 'Copy text', () => {
        navigator.clipboard?.writeText(sayBubble(bubble));
        sheet.close();
      }),
      make('p', { class: 'aside message-id' }, bubble.id),
    ],
  });
}

/** @param {string} iconName @param {string} text @param {() => void} onclick */
function choice(iconName, text, onclick) {
  return make('button', { type: 'button', class: 'menu-choice', onclick }, icon(iconName), text);
}

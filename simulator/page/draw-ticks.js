import { icon } from './make-element.js';

/** @typedef {import('./contract.ts').Bubble} Bubble */
/** @typedef {import('./contract.ts').Status} Status */

/** @type {Record<Status, [icon: string, words: string]>} */
const TICKS = {
  pending: ['clock', 'Sending'],
  accepted: ['clock', 'Accepted, not sent yet'],
  sent: ['tick', 'Sent'],
  delivered: ['ticks', 'Delivered'],
  read: ['ticks', 'Read'],
  played: ['ticks', 'Played'],
  failed: ['failed', 'Not sent'],
};

/**
 * Clock, one tick, two ticks, two blue ticks, or the red mark. A phone has no ticks on what it receives; here
 * they show what the business sees, and say so.
 *
 * @param {Bubble} bubble
 */
export function drawTicks(bubble) {
  const [name, words] = TICKS[bubble.status] ?? TICKS.sent;
  const label = bubble.direction === 'business' ? `Business sees: ${words.toLowerCase()}` : words;
  const svg = icon(name, label);
  svg.classList.add('tick', `tick-${bubble.status}`);
  return svg;
}

import { drawFrom } from '../draw-random.ts';
import { renderTemplate } from '../templates/render-template.ts';
import type { World } from '../world.ts';
import { readMessage } from './carry-message.ts';
import type { Json, Message } from './message.ts';
import { sendAsPerson } from './send-as-person.ts';

const answers = ['हुन्छ', 'धन्यवाद', 'ok', 'Thank you', 'बुझेँ, धन्यवाद', 'hunchha sir', '🙏'];

/** What the person does once a message has arrived on their phone. */
export function actByHabit(world: World, message: Message) {
  const { readAfterMs, replyAfterMs } = world.settings.statuses;
  const { habit } = message.person;
  if (habit !== 'reads' && habit !== 'replies') return;
  world.clock.after(drawFrom(world.random, readAfterMs), () => {
    readMessage(world, message);
    if (habit !== 'replies' || message.type === 'reaction') return;
    world.clock.after(drawFrom(world.random, replyAfterMs), () => answer(world, message));
  });
}

const quietMs = 60_000;

/**
 * Taps the first button or row when there is one, else says a few words. Whoever answered within the last
 * minute stays quiet: a business that answers answers would never end.
 */
function answer(world: World, message: Message) {
  if (world.clock.now() - message.thread.lastInboundAt < quietMs) return;
  const said = tap(message) ?? {
    type: 'text',
    text: { body: answers[Math.floor(world.random() * answers.length)]! },
  };
  sendAsPerson(world, message.person, message.number, said);
}

function tap(message: Message): Json | null {
  const context = { id: message.id };
  if (message.type === 'template') {
    const { buttons } = renderTemplate(message.template, message.content);
    const button = buttons?.find((one) => one.type === 'QUICK_REPLY');
    return button
      ? { type: 'button', button: { payload: button.payload, text: button.text }, context }
      : null;
  }
  if (message.type !== 'interactive') return null;
  const action = message.content.action as Json | undefined;
  const button = (action?.buttons as Json[] | undefined)?.[0]?.reply;
  if (button)
    return { type: 'interactive', interactive: { type: 'button_reply', button_reply: button }, context };
  const sections = action?.sections as { rows?: Json[] }[] | undefined;
  const row = sections?.[0]?.rows?.[0];
  return row ? { type: 'interactive', interactive: { type: 'list_reply', list_reply: row }, context } : null;
}

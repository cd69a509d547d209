import { numberFor } from '../numbers/keep-numbers.ts';
import { advance } from '../people/carry-message.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';
import { noSuchObject } from './no-such-object.ts';
import { type Problem, problem } from './problem.ts';

/**
 * The business marks a person's message as read (and those before it); with `typing_indicator` the person sees
 * it typing for 25 seconds or until the answer comes (cloud-api.md section 2).
 */
export function markRead(world: World, phoneNumberId: string, body: Json): { success: true } | Problem {
  const number = numberFor(world, phoneNumberId);
  if (!number) return noSuchObject(phoneNumberId);
  if (body.status !== 'read') return problem(100, "Param status must be one of {'read'}.");
  const message = world.messages.byId.get(String(body.message_id));
  if (message?.direction !== 'person' || message.number !== number) {
    return problem(131009, 'message_id is not the id of a message this number received.');
  }
  const typing = body.typing_indicator as Json | undefined;
  if (typing !== undefined && typing.type !== 'text') {
    return problem(100, "Param typing_indicator['type'] must be one of {'text'}.");
  }
  for (const earlier of message.thread.messages) {
    if (earlier.order > message.order) break;
    if (earlier.direction === 'person' && earlier.status !== 'read') advance(world, earlier, 'read');
  }
  if (typing) {
    const { phone } = message.person;
    world.events.tell('typing', phone, () => ({ phone, phoneNumberId, from: 'business', seconds: 25 }));
  }
  return { success: true };
}

import { type Problem, problem } from '../graph/problem.ts';
import type { Message } from '../people/message.ts';
import type { World } from '../world.ts';
import { serviceLeft } from './bill.ts';
import { countUniquePerson } from './messaging-tier.ts';
import { windowIsOpen } from './service-window.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Why WhatsApp will not carry an accepted message to the person, or null. These come as a `failed` status,
 * after a 200.
 */
export function findFailure(world: World, message: Message): Problem | null {
  const { person, thread, number } = message;
  const { limits } = world.settings;
  const now = world.clock.now();
  if (!person.onWhatsApp) return problem(131026, 'Message Undeliverable.');
  const open = windowIsOpen(thread, now);
  if (message.type !== 'template' && limits.serviceWindow && !open) {
    return problem(
      131047,
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
    );
  }
  if (message.type !== 'template' && message.type !== 'reaction' && !limits.paymentMethod) {
    if (serviceLeft(world, number) <= 0) {
      return problem(
        131042,
        'There was an error related to your payment method: the free service messages are used up.',
      );
    }
  }
  if (message.template?.category === 'MARKETING') {
    const refused = refuseMarketing(world, message, now);
    if (refused) return refused;
  }
  if (!open && !countUniquePerson(world, number.account.portfolioId, person.phone)) {
    return problem(
      131048,
      `Message failed to send because the messaging limit of ${limits.messagingTier} people in 24 hours is reached.`,
    );
  }
  return null;
}

function refuseMarketing(world: World, { person, thread }: Message, now: number): Problem | null {
  if (person.stoppedMarketing) return problem(131050, 'This recipient has stopped marketing messages.');
  if (person.inExperiment && !windowIsOpen(thread, now)) {
    return problem(
      130472,
      "Failed to send message because this user's phone number is part of an experiment.",
    );
  }
  // None to US numbers since April 2025 (cloud-api.md section 3).
  if (person.country === 'US') {
    return problem(131049, 'This message was not delivered to maintain healthy ecosystem engagement.');
  }
  const most = world.settings.limits.marketingPerPersonPerDay;
  if (most === 0) return null;
  person.marketingAt = person.marketingAt.filter((at) => now - at < dayMs);
  if (person.marketingAt.length >= most) {
    return problem(131049, 'This message was not delivered to maintain healthy ecosystem engagement.');
  }
  person.marketingAt.push(now);
  return null;
}

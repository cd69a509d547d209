import type { BusinessNumber } from '../numbers/number.ts';
import type { World } from '../world.ts';
import { type Problem, problem } from './problem.ts';

/** Whether a number and its account may send at all; chaos can say otherwise. */
export function checkStanding(world: World, number: BusinessNumber): Problem | null {
  switch (number.account.standing) {
    case 'locked':
      return problem(131031, 'The WhatsApp Business Account has been restricted or disabled.');
    case 'policy-blocked':
      return problem(368, 'The WhatsApp Business Account has been restricted for a policy violation.');
    case 'active':
      break;
  }
  switch (world.chaos.now.numbers[number.id] ?? number.standing) {
    case 'connected':
      return null;
    case 'pending-name':
      return problem(131037, 'The display name of this number has not been approved.');
    case 'spam-limited':
      return problem(131048, 'Too many messages of this number were blocked or flagged as spam.');
    case 'maintenance':
      return problem(
        131057,
        'The business account is in maintenance mode: its throughput is being upgraded.',
      );
    case 'unregistered':
      return problem(133010, 'Phone number is not registered on the WhatsApp Business Platform.');
    case 'needs-registration':
      return problem(131045, 'Message failed to send due to a phone number registration error.');
    case 'deleted':
      return problem(33, 'The business phone number has been deleted.');
  }
}

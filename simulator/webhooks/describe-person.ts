import type { BusinessNumber } from '../numbers/number.ts';
import { userIdFor } from '../people/keep-people.ts';
import type { Json } from '../people/message.ts';
import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';

/** How a person stands in a webhook: `phone` is absent, empty, or the id, by their shape. */
export type Described = { phone: string | undefined; userId: string; contact: Json };

const thirtyDays = 30 * 24 * 60 * 60 * 1000;

/** Describes a person to one number's business (cloud-api.md section 1, business-scoped user ids). */
export function describePerson(world: World, person: Person, number: BusinessNumber): Described {
  const userId = userIdFor(world, person, number.account.portfolioId);
  const phone = shownPhone(world, person, number, userId);
  const profile: Json = { name: person.name };
  if (person.username !== null) profile.username = person.username;
  const contact: Json = { profile, user_id: userId };
  if (phone !== undefined && phone !== userId) contact.wa_id = phone;
  return { phone, userId, contact };
}

function shownPhone(
  world: World,
  person: Person,
  number: BusinessNumber,
  userId: string,
): string | undefined {
  switch (person.phoneShape) {
    case 'shown':
      return person.phone;
    case 'omitted':
      return undefined;
    case 'empty':
      return '';
    case 'user-id':
      return userId;
    case 'by-rule': {
      const contactAt = person.threads.get(number.id)?.lastContactAt ?? Number.NEGATIVE_INFINITY;
      return world.clock.now() - contactAt < thirtyDays ? person.phone : undefined;
    }
  }
}

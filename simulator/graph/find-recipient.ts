import { countryOf } from '../numbers/country-of.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import { personWith } from '../people/keep-people.ts';
import type { Json } from '../people/message.ts';
import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';
import { type Problem, problem } from './problem.ts';

export type Recipient = { person: Person; input: string; byUserId: boolean };

const userIdShape = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Whom a request is to: `to`, a phone, wins over `recipient`, a business-scoped user id (cloud-api.md section 2). */
export function findRecipient(world: World, number: BusinessNumber, body: Json): Recipient | Problem {
  if (body.to !== undefined) return byPhone(world, number, body.to);
  if (body.recipient === undefined) return problem(100, 'The parameter to is required.');
  const userId = String(body.recipient);
  if (!userIdShape.test(userId)) return problem(131009, 'recipient is not a business-scoped user id.');
  // Meta's authentication templates go to phones only.
  const person = world.people.byUserId.get(userId);
  return person ? { person, input: userId, byUserId: true } : problem(131009, 'recipient is not known.');
}

function byPhone(world: World, number: BusinessNumber, to: unknown): Recipient | Problem {
  if (typeof to !== 'string') return problem(100, 'Param to must be a string.');
  const phone = internationalPhone(to, number);
  if (phone === null) return problem(131009, `to is not a valid phone number: ${to}`);
  if (phone === number.digits) return problem(131021, 'The recipient phone number cannot be the sender.');
  return { person: personWith(world, phone), input: to, byUserId: false };
}

/**
 * The digits of a phone. Without `+` Meta puts the business number's country code in front (cloud-api.md
 * section 2); how exactly is not published, so here it does so for what is too short to be international: up
 * to 10 digits that do not begin with that code.
 */
export function internationalPhone(to: string, number: BusinessNumber): string | null {
  if (!/^\+?[\d\s().-]{5,30}$/.test(to.trim())) return null;
  const digits = to.replace(/\D/g, '');
  const { dial } = countryOf(number.digits);
  const national =
    !to.trim().startsWith('+') && digits.length <= 10 && !(dial.length > 1 && digits.startsWith(dial));
  const full = national ? dial + digits.replace(/^0+/, '') : digits;
  return full.length >= 7 && full.length <= 15 ? full : null;
}

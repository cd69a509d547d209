import type { Instant } from '../clock.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';
import { type Problem, problem } from './problem.ts';

/** What a number's registrations have been so far. */
type Record = { registeredAt: Instant[]; deregisteredAt: Instant; wrongPins: Instant[] };

const records = new WeakMap<BusinessNumber, Record>();

const minuteMs = 60_000;
const threeDaysMs = 72 * 60 * minuteMs;

/**
 * POST …/register: at most 10 in 72 hours (133016), not within 5 minutes of a deregistration (133015), with the
 * number's own PIN (133005; 5 wrong ones: 133008; two within a second: 133009).
 */
export function register(world: World, number: BusinessNumber, body: Json): Json | Problem {
  if (body.messaging_product !== 'whatsapp')
    return problem(100, 'The parameter messaging_product is required.');
  if (typeof body.pin !== 'string' || !/^\d{6}$/.test(body.pin))
    return problem(100, 'Param pin must have 6 digits.');
  const now = world.clock.now();
  const record = recordOf(number);
  record.registeredAt = record.registeredAt.filter((at) => now - at < threeDaysMs);
  if (record.registeredAt.length >= 10) return problem(133016, 'At most 10 registrations in 72 hours.');
  if (now - record.deregisteredAt < 5 * minuteMs)
    return problem(133015, 'The number was deregistered just now.');
  if (number.pin !== null && number.pin !== body.pin) return countWrongPin(record, now);
  record.registeredAt.push(now);
  record.wrongPins = [];
  number.pin = body.pin;
  number.standing = 'connected';
  return { success: true };
}

/** POST …/deregister: the number sends nothing (133010) until it is registered again. */
export function deregister(world: World, number: BusinessNumber): Json | Problem {
  if (number.standing === 'unregistered') return problem(133010, 'Phone number is not registered.');
  recordOf(number).deregisteredAt = world.clock.now();
  number.standing = 'unregistered';
  return { success: true };
}

function countWrongPin(record: Record, now: Instant): Problem {
  const last = record.wrongPins[record.wrongPins.length - 1];
  record.wrongPins.push(now);
  if (record.wrongPins.length > 5) return problem(133008, 'Too many wrong PINs.');
  if (last !== undefined && now - last < 1_000) return problem(133009, 'The PIN was guessed too fast.');
  return problem(133005, 'The PIN is not the one set for this number.');
}

function recordOf(number: BusinessNumber): Record {
  const known = records.get(number);
  if (known) return known;
  const record: Record = { registeredAt: [], deregisteredAt: Number.NEGATIVE_INFINITY, wrongPins: [] };
  records.set(number, record);
  return record;
}

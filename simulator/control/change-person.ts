import { isObject } from '../graph/check-fields.ts';
import { deliverWaiting, isReachable } from '../people/carry-message.ts';
import { setMarketing, takeNewNumber } from '../people/change-mind.ts';
import { addPerson } from '../people/keep-people.ts';
import type { Json } from '../people/message.ts';
import { type Habit, habits, type Person, type PhoneShape, phoneShapes } from '../people/person.ts';
import type { World } from '../world.ts';
import { showPerson } from './show-person.ts';

const words = ['name', 'about'] as const;
const switches = ['online', 'onWhatsApp', 'blocked', 'receipts', 'inExperiment', 'pinned'] as const;

/** Adds a person or changes what the input names. A sentence when the input is wrong. */
export function upsertPerson(world: World, input: unknown): Person | string {
  if (!isObject(input)) return 'Each person must be a JSON object.';
  const phone = String(input.phone ?? '').replace(/\D/g, '');
  if (phone.length < 7 || phone.length > 15) return `phone must have 7 to 15 digits: ${String(input.phone)}`;
  const wrong = checkPerson(input);
  if (wrong) return wrong;
  const person = world.people.byPhone.get(phone) ?? addPerson(world, phone, false);
  changePerson(world, person, input);
  return person;
}

/** What is wrong with a change to a person, or null. */
export function checkPerson(input: Json): string | null {
  if (input.habit !== undefined && !habits.includes(input.habit as Habit)) {
    return `habit must be one of ${habits.join(', ')}.`;
  }
  const { hidePhone } = input;
  if (
    hidePhone !== undefined &&
    typeof hidePhone !== 'boolean' &&
    !phoneShapes.includes(hidePhone as PhoneShape)
  ) {
    return `hidePhone must be true, false or one of ${phoneShapes.join(', ')}.`;
  }
  for (const word of words) {
    if (input[word] !== undefined && typeof input[word] !== 'string') return `${word} must be a string.`;
  }
  if (input.username !== undefined && input.username !== null && typeof input.username !== 'string') {
    return 'username must be a string or null.';
  }
  const { newPhone } = input;
  if (newPhone !== undefined && !/^\+?\d{7,15}$/.test(String(newPhone)))
    return 'newPhone must have 7 to 15 digits.';
  for (const name of [...switches, 'stoppedMarketing']) {
    if (input[name] !== undefined && typeof input[name] !== 'boolean')
      return `${name} must be true or false.`;
  }
  return null;
}

/** Applies a checked change; whoever comes online gets what waited for them. */
export function changePerson(world: World, person: Person, input: Json) {
  const wasReachable = isReachable(person);
  person.passing = false;
  for (const word of words) if (input[word] !== undefined) person[word] = input[word] as string;
  for (const name of switches) if (input[name] !== undefined) person[name] = input[name] as boolean;
  if (input.username !== undefined) person.username = input.username as string | null;
  if (input.habit !== undefined) person.habit = input.habit as Habit;
  if (typeof input.hidePhone === 'boolean') person.phoneShape = input.hidePhone ? 'omitted' : 'shown';
  else if (input.hidePhone !== undefined) person.phoneShape = input.hidePhone as PhoneShape;
  if (input.stoppedMarketing !== undefined) setMarketing(world, person, input.stoppedMarketing as boolean);
  if (input.newPhone !== undefined) takeNewNumber(world, person, String(input.newPhone).replace(/\D/g, ''));
  if (!wasReachable && isReachable(person)) deliverWaiting(world, person);
  world.events.tell('person', person.phone, () => showPerson(person));
}

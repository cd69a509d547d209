import { isObject } from '../graph/check-fields.ts';
import { readJsonList } from '../graph/read-json.ts';
import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { keepNumber } from '../numbers/keep-numbers.ts';
import { type BusinessNumber, type NumberInput, type Standing, standings } from '../numbers/number.ts';
import type { World } from '../world.ts';
import { good, wrong } from './plain-answers.ts';

/** Business numbers: list and add. */
export const numberRoutes: readonly Route<World>[] = [
  ['GET', '/sim/numbers', (world) => good([...world.numbers.values()].map(showNumber))],
  ['PUT', '/sim/numbers', putNumbers],
];

function showNumber(number: BusinessNumber) {
  return {
    phoneNumberId: number.id,
    displayPhoneNumber: number.displayPhoneNumber,
    verifiedName: number.verifiedName,
    wabaId: number.account.id,
    portfolioId: number.account.portfolioId,
    quality: number.quality,
    standing: number.standing,
    throughputPerSecond: number.throughputPerSecond,
  };
}

function putNumbers(world: World, request: SimRequest): Answer {
  const inputs = readJsonList(request);
  if (!inputs) return wrong(400, 'The body must be a JSON list of numbers.');
  for (const input of inputs) {
    const mistake = checkNumber(input);
    if (mistake) return wrong(400, mistake);
  }
  for (const input of inputs as NumberInput[]) keepNumber(world, input);
  return good({ numbers: inputs.length });
}

/** What is wrong with a number's input, as a sentence, or null. */
export function checkNumber(input: unknown): string | null {
  if (!isObject(input)) return 'Each number must be a JSON object.';
  for (const id of ['phoneNumberId', 'wabaId', 'portfolioId']) {
    const value = input[id];
    if (value === undefined && id !== 'phoneNumberId') continue;
    if (typeof value !== 'string' || !/^\d{1,32}$/.test(value)) return `${id} must be a string of digits.`;
  }
  const { displayPhoneNumber, throughputPerSecond } = input;
  if (displayPhoneNumber !== undefined && !/^\+?[\d\s().-]{7,24}$/.test(String(displayPhoneNumber))) {
    return `displayPhoneNumber is not a phone number: ${String(displayPhoneNumber)}`;
  }
  const { standing, accountStanding, restrictedCountries, allowedRecipients } = input;
  if (standing !== undefined && !standings.includes(standing as Standing)) {
    return `standing must be one of ${standings.join(', ')}.`;
  }
  if (
    accountStanding !== undefined &&
    !['active', 'locked', 'policy-blocked'].includes(String(accountStanding))
  ) {
    return 'accountStanding must be one of active, locked, policy-blocked.';
  }
  if (restrictedCountries !== undefined && !isWords(restrictedCountries))
    return 'restrictedCountries must be a list.';
  if (allowedRecipients !== undefined && allowedRecipients !== null && !isWords(allowedRecipients)) {
    return 'allowedRecipients must be a list of phones or null.';
  }
  if (throughputPerSecond !== undefined && !(Number(throughputPerSecond) >= 0)) {
    return 'throughputPerSecond must be a number; 0 for no limit.';
  }
  return null;
}

function isWords(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

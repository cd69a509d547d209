import { isObject } from '../graph/check-fields.ts';
import { readJson } from '../graph/read-json.ts';
import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { serviceLeft, writeBill } from '../limits/bill.ts';
import { uniquePeople } from '../limits/messaging-tier.ts';
import { tellMessagingLimit } from '../webhooks/tell-account.ts';
import type { World } from '../world.ts';
import { good, wrong } from './plain-answers.ts';

/** Meta's limits and prices: what they are, how far they are used, and other ones to try. */
export const limitRoutes: readonly Route<World>[] = [
  ['GET', '/sim/limits', (world) => good(showLimits(world))],
  ['PUT', '/sim/limits', putLimits],
  ['GET', '/sim/bill', (world) => good(writeBill(world))],
  ['PUT', '/sim/bill', putRates],
];

function showLimits(world: World) {
  const portfolios = new Set([...world.accounts.values()].map(({ portfolioId }) => portfolioId));
  return {
    limits: world.settings.limits,
    numbers: [...world.numbers.values()].map((number) => ({
      phoneNumberId: number.id,
      throughputPerSecond: number.throughputPerSecond,
      freeServiceMessagesLeft: Math.max(0, serviceLeft(world, number)),
    })),
    portfolios: [...portfolios].map((portfolioId) => ({
      portfolioId,
      messagingTier: world.settings.limits.messagingTier,
      peopleWrittenTo: uniquePeople(world, portfolioId),
    })),
  };
}

/** Changes the limits that the body names; numbers that exist take a new throughput, too. */
function putLimits(world: World, request: SimRequest): Answer {
  const input = readJson(request);
  if (input === null) return wrong(400, 'The body must be a JSON object.');
  const { limits } = world.settings;
  for (const [key, value] of Object.entries(input)) {
    const now = (limits as Record<string, unknown>)[key];
    if (now === undefined)
      return wrong(400, `There is no limit ${key}; there are ${Object.keys(limits).join(', ')}.`);
    const fits = typeof value === typeof now && (typeof value !== 'number' || value >= 0);
    if (!fits)
      return wrong(400, `${key} must be a ${typeof now === 'number' ? 'number from 0' : 'true or false'}.`);
  }
  const tierBefore = limits.messagingTier;
  Object.assign(limits, input);
  if (limits.messagingTier !== tierBefore) tellMessagingLimit(world);
  if (input.throughputPerSecond !== undefined) {
    for (const number of world.numbers.values()) number.throughputPerSecond = limits.throughputPerSecond;
  }
  return good(showLimits(world));
}

/** `{rates: {NP: {utility: 0.003, …}, "*": {…}}}` in US dollars a message. */
function putRates(world: World, request: SimRequest): Answer {
  const rates = readJson(request)?.rates;
  const fits =
    isObject(rates) &&
    Object.values(rates).every(
      (country) => isObject(country) && Object.values(country).every((rate) => typeof rate === 'number'),
    );
  if (!fits) return wrong(400, 'rates must be {COUNTRY: {category: US dollars}}.');
  world.bill.rates = rates as typeof world.bill.rates;
  return good(writeBill(world));
}

import type { Prices, Rates } from '#lib/setting-kinds.ts';
import { countryOfAddress } from '#whatsapp/country-of-address.ts';

/** What is known of prices, and what is left of this month's free messages of the number. */
export type PriceFacts = { prices: Prices; nprPerUsd: number; freeLeft: number; isServiceFree: boolean };

/** Free-form (`service`) inside the window, in so many messages; one template (`utility`) outside. */
export type Priced = { address: string; category: keyof Rates; messages: number };

/** An estimate: Meta charges for what it delivers. Amounts in dollars and in rupees. */
export type Cost = { messages: number; free: number; usd: number; npr: number };

/** Meta lets non-profit organisations send free-form messages free of charge until then (cloud-api.md section 3). */
export const NON_PROFIT_UNTIL = Date.parse('2028-01-01T00:00:00Z');

/** What messages cost by country and category, after those that are free. Pure. */
export function estimateCost(messages: readonly Priced[], facts: PriceFacts): Cost {
  const cost: Cost = { messages: 0, free: 0, usd: 0, npr: 0 };
  for (const one of messages) {
    const free = freeOf(one, facts, cost.free);
    cost.messages += one.messages;
    cost.free += free;
    cost.usd += (one.messages - free) * rateOf(one, facts.prices);
  }
  cost.usd = rounded(cost.usd, 4);
  cost.npr = rounded(cost.usd * facts.nprPerUsd, 2);
  return cost;
}

function freeOf({ category, messages }: Priced, facts: PriceFacts, used: number): number {
  if (category !== 'service') return 0;
  return facts.isServiceFree ? messages : Math.min(messages, Math.max(0, facts.freeLeft - used));
}

function rateOf({ address, category }: Priced, prices: Prices): number {
  const country = countryOfAddress(address);
  return ((country && prices[country]) || prices['*']!)[category];
}

function rounded(amount: number, digits: number): number {
  return Number(amount.toFixed(digits));
}

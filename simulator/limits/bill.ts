import type { BusinessNumber } from '../numbers/number.ts';
import type { Category, Message } from '../people/message.ts';
import type { World } from '../world.ts';

/** Delivered messages by number, country, category and pricing; what Meta would put on the invoice. */
export type Bill = { counts: Map<string, number>; rates: Rates };

/** US dollars a message, by country and category; `*` stands for every other country. */
export type Rates = Record<string, Partial<Record<Category, number>>>;

/**
 * Meta's rate for Nepal was not found; Bangladesh's, which changed on the same day, stands in (cloud-api.md
 * section 3: AED 0.0136 utility and service, AED 0.2688 marketing). The bill says so with `assumed`.
 */
const assumedRates: Rates = {
  '*': { service: 0.0037, utility: 0.0037, authentication: 0.0037, marketing: 0.0732 },
};

export const emptyBill = (): Bill => ({ counts: new Map(), rates: assumedRates });

/**
 * Decides what a message will be billed as: a template by its category, anything else as service, of which a
 * number has 1,000 free a month; counted when delivered, decided when sent.
 */
export function priceMessage(world: World, message: Message) {
  message.category = message.template
    ? (message.template.category.toLowerCase() as Category)
    : message.type === 'template'
      ? 'utility'
      : 'service';
  // 72 hours free after a click on an ad that leads to WhatsApp (cloud-api.md section 3).
  message.pricing = world.clock.now() < message.thread.freeUntil ? 'free_entry_point' : 'regular';
  if (message.pricing === 'free_entry_point') return;
  if (message.category !== 'service') return;
  // Reactions stay free (cloud-api.md section 3).
  if (message.type === 'reaction' || serviceLeft(world, message.number) > 0)
    message.pricing = 'free_customer_service';
}

/** Puts a delivered message on the bill. */
export function chargeMessage(world: World, message: Message) {
  const { number, person, category, pricing } = message;
  if (category === 'service' && message.type !== 'reaction') number.serviceCount += 1;
  const key = `${number.id} ${person.country} ${category} ${pricing}`;
  world.bill.counts.set(key, (world.bill.counts.get(key) ?? 0) + 1);
}

/** Free service messages a number has left this month. */
export function serviceLeft(world: World, number: BusinessNumber): number {
  const month = new Date(world.clock.now()).toISOString().slice(0, 7);
  if (number.serviceMonth !== month) {
    number.serviceMonth = month;
    number.serviceCount = 0;
  }
  return world.settings.limits.freeServiceMessages - number.serviceCount;
}

export type BillLine = {
  phoneNumberId: string;
  country: string;
  category: Category;
  pricing: string;
  count: number;
  rate: number | null;
  amount: number | null;
};

/** The invoice: a line per number, country, category and pricing; amounts in US dollars. */
export function writeBill(world: World) {
  const lines: BillLine[] = [...world.bill.counts].map(([key, count]) => {
    const [phoneNumberId, country, category, pricing] = key.split(' ') as [string, string, Category, string];
    const listed = world.bill.rates[country]?.[category] ?? world.bill.rates['*']?.[category] ?? null;
    const rate = pricing === 'regular' ? listed : 0;
    return {
      phoneNumberId,
      country,
      category,
      pricing,
      count,
      rate,
      amount: rate === null ? null : rate * count,
    };
  });
  return {
    currency: 'USD',
    assumed: world.bill.rates === assumedRates,
    messages: lines.reduce((sum, line) => sum + line.count, 0),
    total: lines.reduce((sum, line) => sum + (line.amount ?? 0), 0),
    lines,
  };
}

/** Empties the bill. */
export function clearBill(bill: Bill) {
  bill.counts.clear();
}

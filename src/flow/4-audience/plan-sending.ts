import { type Cost, estimateCost, type Priced, type PriceFacts } from '#audience/estimate-cost.ts';
import { BURST } from '#audience/pair-limit.ts';
import { REACH_MS } from '#audience/tier-room.ts';

/** Somebody it goes to: free-form in so many parts while their window is open, else one template. */
export type Addressee = { address: string; windowUntil: Date | null; parts: number };

/** What the plan is made of besides its people. Instants are milliseconds since 1970. */
export type SendingFacts = {
  sendAfter: number;
  expiresAt: number;
  /** What a message to one person takes of the pace towards them, beyond the burst. */
  pairMs: number;
  lane: {
    perSecond: number;
    /** Of what waits there, how much goes before the first and before the last delivery of this message. */
    ahead: { first: number; last: number };
    /** Why nothing goes through the number at present. */
    stopped: string | null;
  };
  /** The messaging limit of the portfolio; null: there is none. */
  tier: {
    /** People it may reach in a day with a message of this priority. */
    room: number;
    used: number;
    /** How many of those outside their window count already. */
    known: number;
    /** When room comes free that nobody is promised, ascending. */
    freed: number[];
  } | null;
  prices: PriceFacts;
};

/** How a message will go, before anything is sent. */
export type SendingPlan = {
  people: number;
  /** Who gets it in one go, who waits for room in the messaging limit, and who cannot get it before it expires. */
  goes: number;
  deferred: number;
  refused: number;
  /** When the first and the last of those in one go leave; null when there is nobody, or the number is stopped. */
  firstAt: number | null;
  lastAt: number | null;
  /** When the last of those who wait leaves. */
  deferredUntil: number | null;
  stopped: string | null;
  cost: Cost;
};

/**
 * When a message goes, to how many, and what it costs. Pure, and an estimate: others send meanwhile, and Meta
 * charges for what it delivers.
 */
export function planSending(addressees: readonly Addressee[], facts: SendingFacts): SendingPlan {
  const { lane, sendAfter } = facts;
  const outside = addressees.filter((one) => !isOpen(one, sendAfter));
  const waits = shareTier(outside.length, facts);
  const refused = waits.filter((at) => at === null).length;
  const goes = addressees.length - waits.length;
  const isMoving = goes > 0 && lane.stopped === null;
  const deferrals = waits.filter((at) => at !== null);
  return {
    people: addressees.length,
    goes,
    deferred: deferrals.length,
    refused,
    firstAt: isMoving ? sendAfter + turnMs(lane.ahead.first, lane.perSecond) : null,
    lastAt: isMoving ? lastOf(addressees, waits.length, facts) : null,
    deferredUntil: deferrals.length > 0 ? Math.max(...deferrals) : null,
    stopped: lane.stopped,
    cost: estimateCost(priced(addressees, refused, sendAfter), facts.prices),
  };
}

function isOpen({ windowUntil }: Addressee, at: number): boolean {
  return windowUntil !== null && windowUntil.getTime() > at;
}

/** For each person beyond the messaging limit when room comes for them, or null where it comes too late. */
function shareTier(outside: number, { tier, sendAfter, expiresAt, lane }: SendingFacts): (number | null)[] {
  if (!tier) return [];
  const strangers = outside - Math.min(tier.known, outside);
  const fits = Math.min(strangers, Math.max(0, tier.room - tier.used));
  if (fits === strangers) return [];
  // Those who go now make room a day later.
  const own = Array.from({ length: fits }, (_, nth) => sendAfter + turnMs(nth, lane.perSecond) + REACH_MS);
  const freed = [...tier.freed, ...own].toSorted((a, b) => a - b);
  return Array.from({ length: strangers - fits }, (_, nth) => {
    const at = freed[nth];
    return at !== undefined && at < expiresAt ? at : null;
  });
}

function lastOf(
  addressees: readonly Addressee[],
  waiting: number,
  { lane, sendAfter, pairMs }: SendingFacts,
): number {
  const parts = addressees.map((one) => (isOpen(one, sendAfter) ? one.parts : 1));
  const messages = parts.reduce((sum, n) => sum + n, 0) - waiting;
  const longest = Math.max(0, Math.max(...parts) - BURST) * pairMs;
  return sendAfter + Math.max(turnMs(lane.ahead.last + messages - 1, lane.perSecond), longest);
}

/** In whole seconds: a number sends within each what its pace allows. */
function turnMs(ahead: number, perSecond: number): number {
  return Math.floor(ahead / perSecond) * 1_000;
}

function priced(addressees: readonly Addressee[], refused: number, at: number): Priced[] {
  let left = refused;
  const messages: Priced[] = [];
  for (const one of addressees) {
    const { address } = one;
    if (isOpen(one, at)) messages.push({ address, category: 'service', messages: one.parts });
    else if (left > 0) left -= 1;
    else messages.push({ address, category: 'utility', messages: 1 });
  }
  return messages;
}

/** An unknown send whose time to look has come, and what speaks for or against Meta having taken it. */
export type SettlementFacts = {
  /** At or before the moment its request left. */
  unknownSince: number;
  isUrgent: boolean;
  /** What the school wants where there is no evidence. */
  choice: 'aside' | 'again';
  /** The number has told of other sends of the school within the last day. */
  numberTells: boolean;
  door: DoorFacts;
};

/** What is known of the webhook, over all processes. Instants are milliseconds since 1970; null: never. */
export type DoorFacts = {
  /** The end of its last break. */
  brokenAt: number | null;
  /** When it last kept statuses. */
  keptAt: number | null;
  /** Until then every process has said that it was there, and all that came has been read; null where none is there. */
  knownTo: number | null;
};

/** How long to wait, in milliseconds: with evidence, after a break of the webhook, and without evidence. */
export type SettlementWaits = { notTaken: number; notTakenAfterGap: number; urgent: number; other: number };

export type Settlement =
  | { kind: 'again'; because: 'not_taken' | 'no_evidence' }
  | { kind: 'aside' }
  | { kind: 'wait'; until: number };

// What has no evidence yet is looked at again after this part of the usual wait.
const LOOK_AGAIN = 1 / 3;
// A process says so often that it is there; what came before is then on the disk, but for what took longer than the second.
const NEXT_WORD_MS = 5_000;
const UNDERWAY_MS = 1_000;

/**
 * What to do with a send whose outcome is unknown (ADR 0030): again where we would have heard of it, else wait, and at
 * the end of the longest wait again or aside. Pure.
 */
export function decideSettlement(facts: SettlementFacts, waits: SettlementWaits, now: number): Settlement {
  const silentFrom = silenceCountsFrom(facts, waits);
  const hears = wouldHaveHeard(facts);
  if (now >= silentFrom && hears && isKnownTo(silentFrom, facts.door))
    return { kind: 'again', because: 'not_taken' };
  const last = facts.unknownSince + (facts.isUrgent ? waits.urgent : waits.other);
  if (now < last) {
    const next = now < silentFrom ? silentFrom : now + (hears ? NEXT_WORD_MS : waits.notTaken * LOOK_AGAIN);
    return { kind: 'wait', until: Math.min(next, last) };
  }
  return facts.isUrgent || facts.choice === 'again'
    ? { kind: 'again', because: 'no_evidence' }
    : { kind: 'aside' };
}

// After a long break the wait for what Meta brings late is not longer than so many times the usual one.
const LONGEST_GAP_WAITS = 4;

// Meta repeats what it could not hand over less and less often, so the next try comes within about the time that the
// first and the last one were apart (cloud-api.md section 1: at once, then with decreasing frequency).
function silenceCountsFrom({ unknownSince, door }: SettlementFacts, waits: SettlementWaits): number {
  const quiet = unknownSince + waits.notTaken;
  if (door.brokenAt === null || door.brokenAt < unknownSince) return quiet;
  const { notTakenAfterGap: least } = waits;
  const asLongAgain = Math.min(2 * (door.brokenAt - unknownSince), LONGEST_GAP_WAITS * least);
  return Math.max(quiet, door.brokenAt + Math.max(least, asLongAgain));
}

function wouldHaveHeard({ unknownSince, numberTells, door }: SettlementFacts): boolean {
  return numberTells && door.keptAt !== null && door.keptAt > Math.max(unknownSince, door.brokenAt ?? 0);
}

// The status may have come at the last moment, and lie unread or at the door of a process that hangs.
function isKnownTo(silentFrom: number, { knownTo }: DoorFacts): boolean {
  return knownTo !== null && knownTo >= silentFrom + UNDERWAY_MS;
}

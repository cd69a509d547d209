import { EVERY_ID, type IdSpan, lowestId } from '#lib/ids.ts';
import { findQueuedSpans } from '#send/lane-queries.ts';
import type { Runtime } from '#src/runtime.ts';

export type QueueSpan = {
  /** Ids of messages: every one until the first look, then those outside of which nothing is queued, but for the last second. */
  current(): IdSpan;
  /** Looks into the rows; `current` has it done as often as it should be. */
  look(): Promise<void>;
};

const DAY_MS = 24 * 60 * 60 * 1_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Where in the months of deliveries something can be queued, so that a claim opens the partition of this month and none
 * of the year behind it (ADR 0032). What is queued was nearly always written within the day; a look once a second finds
 * the rest: what is tried again of last month, and what a clock that is wrong has written into another.
 */
export function createQueueSpan({ db, clock, config }: Runtime): QueueSpan {
  let beyond: IdSpan | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const look = async (): Promise<void> => {
    const found = await findQueuedSpans(db, spansBeyond(clock.now(), config.KEEP_DELIVERIES_MONTHS));
    beyond = {
      from: found[0]?.from ?? EVERY_ID.to,
      to: found.at(-1)?.to ?? EVERY_ID.from,
    };
  };

  return {
    current() {
      if (performance.now() - lookedAt > LOOK_EVERY_MS) {
        lookedAt = performance.now();
        // Nobody waits for it; where it fails, the next one tells.
        look().catch(() => {});
      }
      if (beyond === undefined) return EVERY_ID;
      const { from, to } = aroundToday(clock.now());
      return { from: lowest(from, beyond.from), to: highest(to, beyond.to) };
    },
    look,
  };
}

// A day more to either side: clocks of several machines differ.
function aroundToday(now: number): IdSpan {
  return { from: lowestId(startOfMonth(now - DAY_MS, 0)), to: lowestId(now + DAY_MS) };
}

/** What {@link aroundToday} leaves out, ascending: before the months that are kept, each of these, and what is to come. */
function spansBeyond(now: number, months: number): IdSpan[] {
  const today = aroundToday(now);
  const starts = Array.from({ length: months + 1 }, (_, nth) =>
    lowestId(startOfMonth(now - DAY_MS, nth - months)),
  );
  const past = [EVERY_ID.from, ...starts].slice(0, -1).map((from, nth) => ({ from, to: starts[nth]! }));
  return [...past, { from: today.to, to: EVERY_ID.to }];
}

function startOfMonth(at: number, plus: number): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + plus, 1);
}

function lowest(...ids: string[]): string {
  return ids.sort()[0]!;
}

function highest(...ids: string[]): string {
  return ids.sort().at(-1)!;
}

import { EVERY_ID, type IdSpan } from '#lib/ids.ts';
import { findQueuedSpans } from '#send/lane-queries.ts';
import { aroundToday, covering, spansBeyond } from '#send/month-spans.ts';
import type { Runtime } from '#src/runtime.ts';

export type QueueSpan = {
  /** Ids of messages: every one until the first look, then those outside of which nothing is queued, but for the last second. */
  current(): IdSpan;
  /** Looks into the rows; `current` has it done as often as it should be. */
  look(): Promise<void>;
};

const LOOK_EVERY_MS = 1_000;
// What is just to be sent does not share the database with a look that is in no hurry.
const LOOK_LATER_MS = 50;

/**
 * Where in the months of deliveries something can be queued, so that a claim opens the partition of this month and none
 * of the year behind it (ADR 0032). What is queued was nearly always written within the day; a look once a second finds
 * the rest: what is tried again of last month, and what a clock that is wrong has written into another.
 */
export function createQueueSpan({ db, clock, config }: Runtime): QueueSpan {
  let beyond: IdSpan | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const look = async (): Promise<void> => {
    lookedAt = performance.now();
    const found = await findQueuedSpans(db, spansBeyond(clock.now(), config.KEEP_DELIVERIES_MONTHS));
    beyond = covering(found) ?? { from: EVERY_ID.to, to: EVERY_ID.from };
  };

  return {
    current() {
      // Nobody waits for it; where it fails, the next one tells.
      if (performance.now() - lookedAt > LOOK_EVERY_MS) {
        lookedAt = performance.now();
        setTimeout(() => look().catch(() => {}), LOOK_LATER_MS).unref();
      }
      if (beyond === undefined) return EVERY_ID;
      const { from, to } = aroundToday(clock.now());
      return { from: lowest(from, beyond.from), to: highest(to, beyond.to) };
    },
    look,
  };
}

function lowest(...ids: string[]): string {
  return ids.sort()[0]!;
}

function highest(...ids: string[]): string {
  return ids.sort().at(-1)!;
}

import { type RawBuilder, sql } from 'kysely';
import { EVERY_ID, type IdSpan, lowestId, timeOfId } from '#lib/ids.ts';

// Ids of messages are time-ordered, and each month of them is a partition. Said in a statement, a span of ids tells the
// database which partitions it need not open (ADR 0032).

const DAY_MS = 24 * 60 * 60 * 1_000;

/** This month, or two at its turn, since clocks of several machines differ. Nearly everything open lies in it. */
export function aroundToday(now: number): IdSpan {
  return wholeMonths({ from: lowestId(now - DAY_MS), to: lowestId(now + DAY_MS) });
}

/** The whole months in which a span lies. */
export function wholeMonths({ from, to }: IdSpan): IdSpan {
  return { from: lowestId(startOfMonth(timeOfId(from), 0)), to: lowestId(startOfMonth(timeOfId(to), 1)) };
}

/**
 * That a delivery `d` is of a span of whole months, written into the statement. As parameters the bounds would pass for
 * narrow ones in a plan that is made once for all: the database would then look through the key of the month instead of
 * the few that are due.
 */
export function isWithin({ from, to }: IdSpan): RawBuilder<unknown> {
  return sql`d.message_id >= ${sql.lit(from)} AND d.message_id < ${sql.lit(to)}`;
}

/** What {@link aroundToday} leaves out, ascending: before the months that are kept, each of these, and what is to come. */
export function spansBeyond(now: number, months: number): IdSpan[] {
  const today = aroundToday(now);
  const starts = Array.from({ length: months + 1 }, (_, nth) =>
    lowestId(startOfMonth(now - DAY_MS, nth - months)),
  );
  const past = [EVERY_ID.from, ...starts].slice(0, -1).map((from, nth) => ({ from, to: starts[nth]! }));
  return [...past, { from: today.to, to: EVERY_ID.to }];
}

/** All of it: what is beyond, with this month in its place. */
export function everySpan(now: number, months: number): IdSpan[] {
  const beyond = spansBeyond(now, months);
  return [...beyond.slice(0, -1), aroundToday(now), ...beyond.slice(-1)];
}

/** The least span that covers all of them, which are ascending; undefined for none. */
export function covering(spans: IdSpan[]): IdSpan | undefined {
  const [first] = spans;
  return first && { from: first.from, to: spans.at(-1)!.to };
}

/** The lowest and the highest of some messages' ids; of none, bounds within which there is nothing. */
export function boundsOf(messageIds: string[]): { lowest: string; highest: string } {
  let lowest = messageIds[0] ?? EVERY_ID.from;
  let highest = lowest;
  for (const id of messageIds) {
    if (id < lowest) lowest = id;
    if (id > highest) highest = id;
  }
  return { lowest, highest };
}

function startOfMonth(at: number, plus: number): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + plus, 1);
}

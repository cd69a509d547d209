import { sql } from 'kysely';
import type { Quality } from '#audience/pace-of-number.ts';
import type { Db, Tx } from '#lib/db.ts';
import { EVERY_ID, type IdSpan } from '#lib/ids.ts';
import { isWithin } from '#send/month-spans.ts';

/** Neither stopped, by itself or by hand, nor paused with the whole platform. */
const LANE_IS_OPEN = sql`(lane.stopped_reason IS NULL OR lane.stopped_until <= now()) AND NOT EXISTS (SELECT FROM platform_pause)`;

// Something waits, or is left on the wire by a lease that ended. The limit has it looked up lane by lane; EXISTS would
// be joined, and with many lanes that reads the whole queue, a hundred thousand rows to find one. The order keeps the
// planner to the queue's index: bounds on ids, whose values it does not know, it takes for a way to a few rows by the key,
// which reads all of a month.
const laneHasWork = (span: IdSpan) => sql`(
  SELECT true FROM delivery d WHERE d.sender_id = lane.sender_id AND d.place IS NOT NULL
    AND (d.status = 'planned' OR lane.lease_until IS NULL OR lane.lease_until < now())
    AND ${isWithin(span)} ORDER BY d.place LIMIT 1)`;

export type LeasedLane = {
  sender_id: string;
  phone_number_id: string;
  per_second: number | null;
  quality: Quality;
  /** Which of its own tokens is in force; null: the platform's. */
  token_no: number | null;
  fence: number;
  /** The lane was not ours until now: what its last owner left on the wire is to be looked at. */
  changed_hands: boolean;
  /** When its last owner last renewed its lease: what it left on the wire left before that or just after. */
  last_held_at: Date | null;
  /** Since another owner gave it back, in milliseconds; null when we held it last. */
  released_ms_ago: number | null;
};

/**
 * Takes or renews the lanes of a slot that have something to send, are not stopped, and that nobody else holds.
 * A lane that changes hands gets a higher fence, so that its last owner can claim nothing more.
 */
export async function leaseLanes(
  db: Db,
  slot: number,
  owner: string,
  leaseSeconds: number,
  span: IdSpan = EVERY_ID,
): Promise<LeasedLane[]> {
  // Nothing hangs on a lease alone: the claim that follows waits for the disk, and for this with it.
  const { rows } = await sql<LeasedLane>`
    WITH unhurried AS MATERIALIZED (
      SELECT set_config('synchronous_commit', 'off', true)
    ), ready AS (
      SELECT lane.sender_id, lane.owner AS previous_owner, lane.lease_until, lane.released_at
      FROM unhurried, lane
      WHERE lane.slot = ${slot}
        AND ${LANE_IS_OPEN}
        AND (lane.owner IS NULL OR lane.owner = ${owner} OR lane.lease_until IS NULL OR lane.lease_until < now())
        AND ${laneHasWork(span)}
      FOR UPDATE OF lane SKIP LOCKED
    )
    UPDATE lane
    SET owner = ${owner},
        fence = CASE WHEN lane.owner = ${owner} AND lane.lease_until >= now() THEN lane.fence ELSE lane.fence + 1 END,
        lease_until = now() + make_interval(secs => ${leaseSeconds}),
        stopped_reason = NULL, stopped_until = NULL, stopped_at = NULL, stopped_code = NULL, stopped_note = NULL
    FROM ready JOIN sender ON sender.id = ready.sender_id
    WHERE lane.sender_id = ready.sender_id
    RETURNING lane.sender_id, sender.phone_number_id, sender.per_second, sender.quality, lane.token_no, lane.fence,
      (ready.previous_owner IS DISTINCT FROM ${owner} OR ready.lease_until IS NULL OR ready.lease_until < now()) AS changed_hands,
      coalesce(ready.lease_until - make_interval(secs => ${leaseSeconds}), ready.released_at) AS last_held_at,
      CASE WHEN ready.previous_owner <> ${owner} THEN extract(epoch FROM now() - ready.released_at)::float8 * 1000 END AS released_ms_ago
  `.execute(db);
  return rows;
}

/** Gives lanes back, so that the next owner need not wait for the lease to end. */
export async function releaseLanes(db: Db, owner: string, senderIds: string[]): Promise<void> {
  await sql`
    UPDATE lane SET lease_until = NULL, released_at = now() WHERE owner = ${owner} AND sender_id = ANY (${senderIds}::uuid[])
  `.execute(db);
}

/**
 * Slots whose lanes have something to send now, for a sweeper that makes up for lost wake-ups; or something still
 * `sending` although nobody holds the lane any more: its outcome could not be written, or its sender died.
 * Goes from number to number along the queue's index, so it reads a few entries for each that has something, and no lane
 * that has nothing; of the partitions in which `span` lies.
 */
export async function slotsWithWork(db: Db, span: IdSpan = EVERY_ID): Promise<number[]> {
  const { from, to } = span;
  const { rows } = await sql<{ slot: number }>`
    WITH RECURSIVE queued AS (
      (SELECT sender_id FROM delivery WHERE place IS NOT NULL AND message_id >= ${from} AND message_id < ${to} ORDER BY sender_id LIMIT 1)
      UNION ALL
      SELECT (SELECT d.sender_id FROM delivery d
              WHERE d.place IS NOT NULL AND d.sender_id > queued.sender_id AND d.message_id >= ${from} AND d.message_id < ${to}
              ORDER BY d.sender_id LIMIT 1)
      FROM queued WHERE queued.sender_id IS NOT NULL
    )
    SELECT DISTINCT slot FROM queued JOIN lane ON lane.sender_id = queued.sender_id
    WHERE ${LANE_IS_OPEN}
      AND ${laneHasWork(span)}
  `.execute(db);
  return rows.map((row) => row.slot);
}

/** Those of the spans in which something is queued, as they were given. A probe of an index for each. */
export async function findQueuedSpans(db: Db, spans: IdSpan[]): Promise<IdSpan[]> {
  const { rows } = await sql<{ nth: string }>`
    SELECT span.nth FROM unnest(${spans.map((s) => s.from)}::uuid[], ${spans.map((s) => s.to)}::uuid[]) WITH ORDINALITY AS span (low, high, nth)
    WHERE (SELECT true FROM delivery d WHERE d.place IS NOT NULL AND d.message_id >= span.low AND d.message_id < span.high
           ORDER BY d.sender_id LIMIT 1)
    ORDER BY span.nth
  `.execute(db);
  return rows.map(({ nth }) => spans[Number(nth) - 1]!);
}

/**
 * Those of the spans in which something waits for a time that has come. A probe of an index for each: asked for the first
 * of them, the database takes the index by time, whatever it thinks of how many there are.
 */
export async function findDueSpans(db: Db, spans: IdSpan[], now: Date): Promise<IdSpan[]> {
  const { rows } = await sql<{ nth: string }>`
    SELECT span.nth FROM unnest(${spans.map((s) => s.from)}::uuid[], ${spans.map((s) => s.to)}::uuid[]) WITH ORDINALITY AS span (low, high, nth)
    WHERE (SELECT d.wake_at FROM delivery d WHERE d.wake_at IS NOT NULL AND d.message_id >= span.low AND d.message_id < span.high
           ORDER BY d.wake_at LIMIT 1) <= ${now}
    ORDER BY span.nth
  `.execute(db);
  return rows.map(({ nth }) => spans[Number(nth) - 1]!);
}

/** `tokenNo`: the token with which it happened, null for the platform's; undefined where no token is to blame. */
export type LaneStop = { reason: string; until: Date | null; code: number | null; tokenNo?: number | null };

// Sends that fail side by side name nearly the same end; only one that is later by more than this counts.
const SAME_STOP_SECONDS = 60;

/**
 * Stops a lane: nothing is claimed from it until then, or until a person resumes it where no time is given. A stop
 * that lasts longer stays, whoever made it; and what happened with a token that is no longer in force stops nothing.
 * Returns true when this is news: it was not stopped, or for another reason.
 */
export async function stopLane(
  db: Db | Tx,
  senderId: string,
  { reason, until, code, tokenNo }: LaneStop,
): Promise<boolean> {
  const { rows } = await sql<{ is_news: boolean }>`
    WITH was AS MATERIALIZED (
      SELECT stopped_reason AS reason, stopped_until AS until, stopped_reason IS NOT NULL AND (stopped_until IS NULL OR stopped_until > now()) AS in_force,
             ${tokenNo === undefined} OR token_no IS NOT DISTINCT FROM ${tokenNo ?? null}::bigint AS is_so_still
      FROM lane WHERE sender_id = ${senderId} FOR UPDATE
    )
    UPDATE lane
    SET stopped_reason = ${reason}, stopped_until = ${until}, stopped_code = ${code}, stopped_note = NULL,
        stopped_at = CASE WHEN was.in_force AND was.reason = ${reason} THEN stopped_at ELSE now() END
    FROM was
    WHERE sender_id = ${senderId} AND was.is_so_still
      AND (NOT was.in_force
           OR was.until IS NOT NULL AND (${until}::timestamptz IS NULL OR ${until}::timestamptz > was.until + make_interval(secs => ${SAME_STOP_SECONDS})))
    RETURNING NOT (was.in_force AND was.reason = ${reason}) AS is_news
  `.execute(db);
  return rows[0]?.is_news ?? false;
}

import { sql } from 'kysely';
import { EVERY_ID, type IdSpan } from '#lib/ids.ts';
import type { LeasedLane } from '#send/lane-queries.ts';
import { isWithin } from '#send/month-spans.ts';
import { PLACE_BITS } from '#send/queries.ts';
import type { Runtime } from '#src/runtime.ts';

// Of the pace of a number, so much may go to what has aged of each priority: a stream of higher ones slows what is
// below it to a tenth, and can never stop it.
const AGED_SHARE = 0.1;

/**
 * Raises what has waited long by one priority, and by another after as long again, up to that of replies; urgent
 * stays before all. It takes its place among the others there by fair queueing, as if it were planned now. Called by
 * the lane's owner once a second, so the claim itself stays one scan of the queue. Returns how many rose.
 */
export async function raiseAged(
  { db, clock, config }: Runtime,
  lanes: Pick<LeasedLane, 'sender_id' | 'per_second'>[],
  span: IdSpan = EVERY_ID,
): Promise<number> {
  const now = new Date(clock.now());
  const most = lanes.map(({ per_second }) =>
    Math.ceil((per_second ?? config.WA_RATE_LIMIT_PER_SECOND) * AGED_SHARE),
  );
  const { rows } = await sql<{ count: number }>`
    WITH class AS (
      SELECT sender_id, most, priority FROM unnest(${lanes.map((l) => l.sender_id)}::uuid[], ${most}::int[]) AS l (sender_id, most)
      CROSS JOIN (VALUES (2::smallint), (3::smallint)) AS p (priority)
    ), front AS MATERIALIZED (
      SELECT class.priority, first.* FROM class CROSS JOIN LATERAL (
        SELECT d.school_id, d.message_id, d.recipient_id, d.part, d.sender_id, d.place FROM delivery d
        WHERE d.sender_id = class.sender_id AND d.place IS NOT NULL AND d.status = 'planned'
          AND d.place >= class.priority::bigint << ${PLACE_BITS} AND d.place < (class.priority + 1)::bigint << ${PLACE_BITS}
          AND ${isWithin(span)}
        ORDER BY d.place LIMIT class.most
        FOR UPDATE SKIP LOCKED
      ) first
    ), aged AS MATERIALIZED (
      SELECT front.* FROM front JOIN message m ON m.school_id = front.school_id AND m.id = front.message_id
      WHERE m.send_after <= ${now}::timestamptz - make_interval(mins => ${config.AGEING_MINUTES}) * (m.priority - front.priority + 1)
    ), flow AS MATERIALIZED (
      SELECT g.*, take_places(g.school_id, g.sender_id, (g.priority - 1)::smallint, g.how_many) AS first
      FROM (SELECT school_id, sender_id, priority, count(*) AS how_many FROM aged GROUP BY 1, 2, 3) g
    ), raised AS (
      UPDATE delivery d SET place = n.place
      FROM (
        SELECT aged.school_id, aged.message_id, aged.recipient_id, aged.part,
               flow.first - 1 + row_number() OVER (PARTITION BY aged.school_id, aged.sender_id, aged.priority ORDER BY aged.place) AS place
        FROM aged JOIN flow ON flow.school_id = aged.school_id AND flow.sender_id = aged.sender_id AND flow.priority = aged.priority
      ) n
      WHERE d.school_id = n.school_id AND d.message_id = n.message_id AND d.recipient_id = n.recipient_id AND d.part = n.part
        AND ${isWithin(span)}
      RETURNING 1
    ), clock AS (
      INSERT INTO lane_clock (sender_id, priority, virtual_time)
      SELECT sender_id, priority, max(place & ((1::bigint << ${PLACE_BITS}) - 1)) FROM aged GROUP BY 1, 2
      ON CONFLICT (sender_id, priority) DO UPDATE SET virtual_time = greatest(lane_clock.virtual_time, excluded.virtual_time)
    )
    SELECT count(*)::int AS count FROM raised
  `.execute(db);
  return rows[0]!.count;
}

import { sql } from 'kysely';
import type { DeliveryStatus } from '#lib/database-types.gen.ts';
import { type Db, ids, type Tx } from '#lib/db.ts';
import { EVERY_ID, type IdSpan } from '#lib/ids.ts';
import type { MessageContent } from '#outbox/message-content.ts';
import type { DeliveryKey } from '#send/delivery-key.ts';
import type { LeasedLane } from '#send/lane-queries.ts';
import { boundsOf, isWithin } from '#send/month-spans.ts';
import type { Language } from '#templates/language.ts';
import type { ChildInClass } from '#templates/notice.ts';

/** Places of a lane: the priority in the high bits, the fair queueing tag below (design principle 4). */
export const PLACE_BITS = 48;

/**
 * What the last owner had on the wire when it vanished: each may or may not have reached Meta.
 * It leaves the queue and waits for a status that names it; how long is decided when it is first looked at.
 */
export async function markLeftoversUnknown(
  db: Db,
  lanes: Pick<LeasedLane, 'sender_id' | 'fence' | 'last_held_at'>[],
  lookAt: Date,
  span: IdSpan = EVERY_ID,
): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE delivery d
    SET status = 'unknown', place = NULL, error_code = NULL, error_detail = 'the sender stopped in the middle',
        wake_at = ${lookAt}, unknown_since = coalesce(held.last_held_at, now())
    FROM unnest(${lanes.map((l) => l.sender_id)}::uuid[], ${lanes.map((l) => l.fence)}::bigint[], ${lanes.map((l) => l.last_held_at)}::timestamptz[])
      AS held (sender_id, fence, last_held_at)
    WHERE d.sender_id = held.sender_id AND d.place IS NOT NULL AND d.status = 'sending' AND d.fence < held.fence
      AND ${isWithin(span)}
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

export type ClaimedDelivery = {
  school_id: string;
  message_id: string;
  recipient_id: string;
  part: number;
  attempt: number;
  /** Tries that do not count: the lane was stopped, or nothing had left. */
  spared: number;
  sender_id: string;
  address: string;
  language: Language;
  about: ChildInClass[] | null;
  /** Milliseconds since 1970. */
  window_until: number | null;
  message: MessageToSend;
};

/** What all deliveries of a message say. */
export type MessageToSend = {
  id: string;
  request_id: string;
  priority: number;
  content: MessageContent;
  /** Milliseconds since 1970. */
  expires_at: number;
  /** Meta's ids of what it carries, by ours; null where it carries nothing. */
  media_ids: Record<string, string> | null;
};

export type LaneShare = { sender_id: string; fence: number; count: number };

/**
 * Claims the next deliveries of several lanes in their fair order, at most `count` of each, in one statement: one index
 * scan a lane, of the partitions in which `span` lies. A lane whose fence has moved on yields nothing. What is claimed is
 * `sending` once this commits, so a crash afterwards is seen. Their messages come with the first row, each once.
 */
export async function claimBatch(
  db: Db | Tx,
  shares: LaneShare[],
  span: IdSpan = EVERY_ID,
): Promise<ClaimedDelivery[]> {
  type Row = ClaimedDelivery & { messages: Record<string, MessageToSend> | null };
  const { rows } = await sql<Row>`
    WITH share AS (
      SELECT * FROM unnest(${shares.map((s) => s.sender_id)}::uuid[], ${shares.map((s) => s.fence)}::bigint[], ${shares.map((s) => s.count)}::int[])
        AS s (sender_id, fence, count)
    ), held AS MATERIALIZED (
      SELECT share.* FROM share JOIN lane ON lane.sender_id = share.sender_id AND lane.fence = share.fence FOR SHARE OF lane
    ), next AS MATERIALIZED (
      SELECT held.fence, first.* FROM held CROSS JOIN LATERAL (
        SELECT d.school_id, d.message_id, d.recipient_id, d.part FROM delivery d
        WHERE d.sender_id = held.sender_id AND d.place IS NOT NULL AND d.status = 'planned' AND ${isWithin(span)}
        ORDER BY d.place LIMIT held.count
        FOR UPDATE SKIP LOCKED
      ) first
    ), claimed AS (
      UPDATE delivery d SET status = 'sending', attempt = d.attempt + 1, fence = next.fence
      FROM next
      WHERE d.school_id = next.school_id AND d.message_id = next.message_id AND d.recipient_id = next.recipient_id AND d.part = next.part
        AND ${isWithin(span)}
      RETURNING d.school_id, d.message_id, d.recipient_id, d.part, d.attempt, d.spared, d.sender_id, d.address, d.language, d.about, d.window_until, d.place
    ), clock AS (
      INSERT INTO lane_clock (sender_id, priority, virtual_time)
      SELECT sender_id, place >> ${PLACE_BITS}, max(place & ((1::bigint << ${PLACE_BITS}) - 1)) FROM claimed GROUP BY 1, 2
      ON CONFLICT (sender_id, priority) DO UPDATE SET virtual_time = greatest(lane_clock.virtual_time, excluded.virtual_time)
    )
    SELECT school_id, message_id, recipient_id, part, attempt, spared, sender_id, address, language, about,
           (extract(epoch FROM window_until) * 1000)::float8 AS window_until,
           CASE WHEN row_number() OVER (ORDER BY place) = 1 THEN (
             SELECT jsonb_object_agg(m.id, jsonb_build_object('id', m.id, 'request_id', m.request_id, 'priority', m.priority, 'content', m.content,
               'expires_at', extract(epoch FROM m.expires_at) * 1000,
               'media_ids', (SELECT jsonb_object_agg(f.id, f.media_id) FROM media f WHERE f.school_id = m.school_id AND f.id = ANY (m.media))))
             FROM (SELECT DISTINCT school_id, message_id FROM claimed) k JOIN message m ON m.school_id = k.school_id AND m.id = k.message_id
           ) END AS messages
    FROM claimed ORDER BY place
  `.execute(db);
  const messages = rows[0]?.messages ?? {};
  for (const row of rows) row.message = messages[row.message_id]!;
  return rows;
}

export type AcceptedRow = { key: DeliveryKey; wamid: string };

/**
 * Meta took them. A status that was faster than this answer stays; only what it lacked is filled in. That goes for a
 * failure of this same try, too, after which the delivery already waits for its next one.
 */
export async function recordAccepted(db: Db, accepted: AcceptedRow[], at: Date): Promise<void> {
  const rows = inKeyOrder(accepted);
  const { lowest, highest } = boundsOf(rows.map(({ key }) => key.messageId));
  await sql`
    UPDATE delivery d
    SET status = CASE WHEN d.status < 'accepted' THEN 'accepted' ELSE d.status END,
        wamid = a.wamid, accepted_at = coalesce(d.accepted_at, ${at}), place = NULL, wake_at = NULL, error_code = NULL, error_detail = NULL
    FROM unnest(${ids(rows.map((r) => r.key.schoolId))}::uuid[], ${ids(rows.map((r) => r.key.messageId))}::uuid[],
                ${ids(rows.map((r) => r.key.recipientId))}::uuid[], ${rows.map((r) => r.key.part)}::smallint[],
                ${rows.map((r) => r.key.attempt)}::smallint[], ${rows.map((r) => r.wamid)}::text[])
      AS a (school_id, message_id, recipient_id, part, attempt, wamid)
    WHERE d.school_id = a.school_id AND d.message_id = a.message_id AND d.recipient_id = a.recipient_id AND d.part = a.part
      AND d.message_id BETWEEN ${lowest} AND ${highest} AND d.status NOT IN ('withdrawn', 'failed', 'expired')
      AND NOT (d.status IN ('planned', 'unknown') AND d.attempt = a.attempt AND d.error_code IS NOT NULL)
  `.execute(db);
}

export type OutcomeRow = {
  key: DeliveryKey;
  status: DeliveryStatus;
  wakeAt: Date | null;
  errorCode: number | null;
  errorDetail: string | null;
  /** Where the outcome is unknown: at or before the moment the request left. */
  unknownSince: Date | null;
  /** The free-form window turned out to be closed: a template next time. */
  closeWindow: boolean;
  /** This try does not count against the delivery. */
  spared: boolean;
};

/** Everything but success. An outcome of an older try, or of a delivery that has meanwhile got further, changes nothing. */
export async function recordOutcomes(db: Db | Tx, outcomes: OutcomeRow[], at: Date): Promise<void> {
  const rows = inKeyOrder(outcomes);
  const { lowest, highest } = boundsOf(rows.map(({ key }) => key.messageId));
  await sql`
    UPDATE delivery d
    SET status = o.status::delivery_status, place = NULL, wake_at = o.wake_at, error_code = o.error_code, error_detail = o.error_detail,
        window_until = CASE WHEN o.close_window THEN NULL ELSE d.window_until END,
        failed_at = CASE WHEN o.status = 'failed' THEN ${at}::timestamptz ELSE d.failed_at END,
        spared = d.spared + o.spared::int, unknown_since = o.unknown_since
    FROM unnest(${rows.map((r) => r.key.schoolId)}::uuid[], ${rows.map((r) => r.key.messageId)}::uuid[], ${rows.map((r) => r.key.recipientId)}::uuid[],
                ${rows.map((r) => r.key.part)}::smallint[], ${rows.map((r) => r.key.attempt)}::smallint[], ${rows.map((r) => r.status)}::text[],
                ${rows.map((r) => r.wakeAt)}::timestamptz[], ${rows.map((r) => r.errorCode)}::int[], ${rows.map((r) => r.errorDetail)}::text[],
                ${rows.map((r) => r.closeWindow)}::boolean[], ${rows.map((r) => r.spared)}::boolean[],
                ${rows.map((r) => r.unknownSince)}::timestamptz[])
      AS o (school_id, message_id, recipient_id, part, attempt, status, wake_at, error_code, error_detail, close_window, spared, unknown_since)
    WHERE d.school_id = o.school_id AND d.message_id = o.message_id AND d.recipient_id = o.recipient_id AND d.part = o.part
      AND d.message_id BETWEEN ${lowest} AND ${highest} AND d.attempt = o.attempt AND d.status IN ('sending', 'unknown', 'accepted', 'sent')
  `.execute(db);
}

/** WhatsApp says this person cannot be reached (131026): remembered, and shown to the school. */
export async function markUnreachable(
  db: Db | Tx,
  people: { schoolId: string; recipientId: string }[],
  at: Date,
): Promise<void> {
  await sql`
    UPDATE guardian g SET unreachable_since = coalesce(g.unreachable_since, ${at})
    FROM unnest(${people.map((p) => p.schoolId)}::uuid[], ${people.map((p) => p.recipientId)}::uuid[]) AS p (school_id, id)
    WHERE g.school_id = p.school_id AND g.id = p.id
  `.execute(db);
}

// Two processes that write the same deliveries take their rows in the same order, so they do not lock each other out.
function inKeyOrder<T extends { key: DeliveryKey }>(rows: T[]): T[] {
  const rank = ({ key }: T) => key.schoolId + key.messageId + key.recipientId + key.part;
  return rows.length < 2
    ? rows
    : rows
        .map((row) => ({ row, by: rank(row) }))
        .sort((a, b) => (a.by < b.by ? -1 : 1))
        .map(({ row }) => row);
}

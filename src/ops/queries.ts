import { sql } from 'kysely';
import type { Db } from '#lib/db.ts';
import type { IdSpan } from '#lib/ids.ts';

export type Waiting = {
  /** Raw events that may hold texts, or inbound messages that are not handled. */
  texts: boolean;
  /** Raw events that hold nothing but statuses. */
  statuses: boolean;
  /** Statuses that came a moment ago and whose message was not known. */
  parked: boolean;
  due: boolean;
  reports: boolean;
  approvals: boolean;
  stops: boolean;
  media: boolean;
};

/** What is looked at: `among`, the ids of messages whose deliveries may have become due. */
export type LookFor = { now: Date; cameBefore: Date; parkedSince: Date; among: IdSpan };

/**
 * Whether rows wait that no job may know of any more. A probe of an index for each; of deliveries the first one to become
 * due is asked for, so that the database takes the index by time, whatever it thinks of how many there are.
 */
export async function findWaiting(
  db: Db,
  { now, cameBefore, parkedSince, among }: LookFor,
): Promise<Waiting> {
  const { rows } = await sql<Waiting>`
    SELECT EXISTS (SELECT FROM webhook_event WHERE processed_at IS NULL AND only_statuses = false AND id < uuid_v7_floor(${cameBefore}))
             OR EXISTS (SELECT FROM inbound_message WHERE handled_at IS NULL AND id < uuid_v7_floor(${cameBefore})) AS texts,
           EXISTS (SELECT FROM webhook_event WHERE processed_at IS NULL AND only_statuses = true AND id < uuid_v7_floor(${cameBefore})) AS statuses,
           EXISTS (SELECT FROM parked_status WHERE parked_at >= ${parkedSince}) AS parked,
           coalesce((SELECT wake_at FROM delivery WHERE wake_at IS NOT NULL AND message_id >= ${among.from} AND message_id < ${among.to}
                       ORDER BY wake_at LIMIT 1) <= ${now}, false)
             OR EXISTS (SELECT FROM message WHERE expires_at <= ${now} AND NOT expiry_swept) AS due,
           EXISTS (SELECT FROM message WHERE report_at <= ${now}) AS reports,
           EXISTS (SELECT FROM approval WHERE decision IS NULL AND expires_at <= ${now}) AS approvals,
           EXISTS (SELECT FROM lane WHERE stopped_reason <> 'by_hand' AND stop_told_at IS DISTINCT FROM stopped_at) AS stops,
           EXISTS (SELECT FROM message WHERE held) AS media
  `.execute(db);
  return rows[0]!;
}

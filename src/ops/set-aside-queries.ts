import { sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';

export type AsideCount = { kind: string; reason: string; count: number; first: Date; last: Date };

/** What is set aside and was not given another try, by kind and reason; `event` are whole events. Digits are masked. */
export async function countSetAside(db: Db): Promise<AsideCount[]> {
  const { rows } = await sql<AsideCount>`
    WITH aside AS (
      SELECT kind, reason, at FROM set_aside WHERE replayed_at IS NULL
      UNION ALL
      SELECT 'event', problem, processed_at FROM webhook_event WHERE problem IS NOT NULL AND processed_at IS NOT NULL
    )
    SELECT kind, left(regexp_replace(reason, '[0-9]{5,}', '…', 'g'), 100) AS reason, count(*)::int AS count, min(at) AS first, max(at) AS last
    FROM aside GROUP BY 1, 2 ORDER BY count DESC, 1, 2
  `.execute(db);
  return rows;
}

/** Everything of a kind, or of all (`kind` null). Only what came later than `after` is given another try. */
export type AsideOrder = { kind: string | null; after: Date; at: Date; dryRun: boolean };

type Taken = { again: number; tooOld: number };

/** Lets events be read again that were set aside whole, or of which parts were. */
export async function takeBackEvents(tx: Tx, { kind, after, at, dryRun }: AsideOrder): Promise<Taken> {
  const { rows } = await sql<Taken>`
    WITH part AS MATERIALIZED (
      SELECT id, event_id FROM set_aside
      WHERE replayed_at IS NULL AND kind <> 'handling_failed' AND (${kind}::text IS NULL OR kind = ${kind}) FOR UPDATE
    ), meant AS MATERIALIZED (
      SELECT event_id AS id FROM part
      UNION
      SELECT id FROM webhook_event WHERE problem IS NOT NULL AND processed_at IS NOT NULL AND (${kind}::text IS NULL OR ${kind} = 'event')
    ), again AS (
      SELECT id FROM meant WHERE id >= uuid_v7_floor(${after})
    ), events AS (
      UPDATE webhook_event e SET processed_at = NULL, attempts = 0, problem = NULL
      FROM again WHERE NOT ${dryRun} AND e.id = again.id AND e.processed_at IS NOT NULL
    ), parts AS (
      UPDATE set_aside s SET replayed_at = ${at}
      FROM part JOIN again ON again.id = part.event_id WHERE NOT ${dryRun} AND s.id = part.id
    )
    SELECT (SELECT count(*) FROM again)::int AS again, (SELECT count(*) FROM meant)::int - (SELECT count(*) FROM again)::int AS "tooOld"
  `.execute(tx);
  return rows[0]!;
}

/** Lets texts be handled again whose handling failed. */
export async function takeBackTexts(tx: Tx, { kind, after, at, dryRun }: AsideOrder): Promise<Taken> {
  const { rows } = await sql<Taken>`
    WITH part AS MATERIALIZED (
      SELECT id, (fragment ->> 'inboundId')::uuid AS inbound_id FROM set_aside
      WHERE replayed_at IS NULL AND kind = 'handling_failed' AND (${kind}::text IS NULL OR kind = ${kind}) FOR UPDATE
    ), again AS (
      SELECT part.id, i.sender_id, i.wamid FROM part JOIN inbound_message i ON i.id = part.inbound_id
      WHERE i.outcome = 'set_aside' AND i.sent_at >= ${after}
    ), texts AS (
      UPDATE inbound_message i SET handled_at = NULL, outcome = NULL, attempts = 0
      FROM again WHERE NOT ${dryRun} AND i.sender_id = again.sender_id AND i.wamid = again.wamid
    ), parts AS (
      UPDATE set_aside s SET replayed_at = ${at} FROM again WHERE NOT ${dryRun} AND s.id = again.id
    )
    SELECT (SELECT count(*) FROM again)::int AS again, (SELECT count(*) FROM part)::int - (SELECT count(*) FROM again)::int AS "tooOld"
  `.execute(tx);
  return rows[0]!;
}

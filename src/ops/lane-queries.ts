import { sql } from 'kysely';
import type { Quality } from '#audience/pace-of-number.ts';
import type { Db } from '#lib/db.ts';

export type LaneState = {
  sender_id: string;
  phone_number_id: string;
  display_number: string;
  per_second: number | null;
  quality: Quality;
  /** People a day of its portfolio; 0: no limit, null: not known yet. */
  people_per_day: number | null;
  /** `stopped` and `paused` send nothing; `sending` is owned now; `waiting` has work and no owner yet. */
  state: 'stopped' | 'paused' | 'sending' | 'waiting' | 'idle';
  /** Deliveries in line now. */
  backlog: number;
  /** Deliveries that wait for a time: an undo window, another try, a pause, or word of an unknown send. */
  later: number;
  /** It has a token of its own. */
  has_token: boolean;
  owner: string | null;
  stopped_reason: string | null;
  stopped_code: number | null;
  stopped_note: string | null;
  stopped_at: Date | null;
  stopped_until: Date | null;
};

/** Every number as it stands. Two scans of what waits, so it costs as much as the backlog is long. */
export async function loadLanes(db: Db): Promise<LaneState[]> {
  const { rows } = await sql<LaneState>`
    WITH line AS (SELECT sender_id, count(*)::int AS n FROM delivery WHERE place IS NOT NULL GROUP BY 1),
         later AS (SELECT sender_id, count(*)::int AS n FROM delivery WHERE wake_at IS NOT NULL GROUP BY 1)
    SELECT sender.id AS sender_id, sender.phone_number_id, sender.display_number, sender.per_second, sender.quality, portfolio.people_per_day,
           CASE WHEN stop.is_on THEN 'stopped'
                WHEN EXISTS (SELECT FROM platform_pause) THEN 'paused'
                WHEN lane.lease_until > now() THEN 'sending'
                WHEN line.n > 0 THEN 'waiting' ELSE 'idle' END AS state,
           coalesce(line.n, 0) AS backlog, coalesce(later.n, 0) AS later, lane.token_no IS NOT NULL AS has_token,
           CASE WHEN lane.lease_until > now() THEN lane.owner END AS owner,
           CASE WHEN stop.is_on THEN lane.stopped_reason END AS stopped_reason, CASE WHEN stop.is_on THEN lane.stopped_code END AS stopped_code,
           CASE WHEN stop.is_on THEN lane.stopped_note END AS stopped_note, CASE WHEN stop.is_on THEN lane.stopped_at END AS stopped_at,
           CASE WHEN stop.is_on THEN lane.stopped_until END AS stopped_until
    FROM sender JOIN lane ON lane.sender_id = sender.id JOIN waba USING (waba_id) JOIN portfolio ON portfolio.id = waba.portfolio_id
    CROSS JOIN LATERAL (SELECT lane.stopped_reason IS NOT NULL AND (lane.stopped_until IS NULL OR lane.stopped_until > now()) AS is_on) AS stop
    LEFT JOIN line ON line.sender_id = sender.id LEFT JOIN later ON later.sender_id = sender.id
    ORDER BY stop.is_on DESC, backlog DESC, sender.phone_number_id
  `.execute(db);
  return rows;
}

/** The number by its id at Meta, its own digits, or our id. */
export async function findNumber(
  db: Db,
  number: string,
): Promise<{ sender_id: string; phone_number_id: string } | undefined> {
  const digits = number.replaceAll(/\D/g, '');
  const { rows } = await sql<{ sender_id: string; phone_number_id: string }>`
    SELECT id AS sender_id, phone_number_id FROM sender
    WHERE phone_number_id = ${number} OR id::text = ${number} OR ${digits} <> '' AND regexp_replace(display_number, '\\D', '', 'g') = ${digits}
    ORDER BY phone_number_id = ${number} DESC LIMIT 1
  `.execute(db);
  return rows[0];
}

/** By hand: until somebody resumes it, whatever stopped it before. */
export async function stopByHand(db: Db, senderId: string, note: string | null): Promise<void> {
  await sql`
    UPDATE lane SET stopped_reason = 'by_hand', stopped_until = NULL, stopped_code = NULL, stopped_note = ${note}, stopped_at = now()
    WHERE sender_id = ${senderId}
  `.execute(db);
}

/** Lets a number go on. Returns why it had stopped; null when it had not. */
export async function resumeLane(db: Db, senderId: string): Promise<string | null> {
  const { rows } = await sql<{ reason: string | null }>`
    WITH was AS MATERIALIZED (SELECT stopped_reason AS reason FROM lane WHERE sender_id = ${senderId} FOR UPDATE)
    UPDATE lane SET stopped_reason = NULL, stopped_until = NULL, stopped_code = NULL, stopped_note = NULL, stopped_at = NULL
    FROM was WHERE sender_id = ${senderId} RETURNING was.reason
  `.execute(db);
  return rows[0]?.reason ?? null;
}

export async function pausePlatform(db: Db, since: Date, note: string | null): Promise<void> {
  await sql`INSERT INTO platform_pause (since, note) VALUES (${since}, ${note}) ON CONFLICT DO NOTHING`.execute(
    db,
  );
}

/** Returns since when it was paused; undefined when it was not. */
export async function resumePlatform(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ since: Date }>`DELETE FROM platform_pause RETURNING since`.execute(db);
  return rows[0]?.since;
}

export type Pause = { school_id: string | null; since: Date; note: string | null };

/** What is paused: the platform (no school), and single schools. */
export async function loadPauses(db: Db): Promise<Pause[]> {
  const { rows } = await sql<Pause>`
    SELECT NULL::uuid AS school_id, since, note FROM platform_pause
    UNION ALL SELECT school_id, paused_at, paused_note FROM school WHERE paused_at IS NOT NULL
    ORDER BY 2
  `.execute(db);
  return rows;
}

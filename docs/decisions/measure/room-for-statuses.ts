/**
 * Writes sent, delivered and read of 12,000 deliveries, 300 a sweep as a class after a class hears of them, with more
 * and less room left in the pages: CPU of PostgreSQL a row, rows written in place, size afterwards.
 *     node docs/decisions/measure/room-for-statuses.ts
 */
import { openDatabase } from '#bench/support/open-database.ts';
import { openDb } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { createLog } from '#lib/log.ts';
import type { Progress } from '#status/collapse-statuses.ts';
import { recordProgress } from '#status/queries.ts';

const DELIVERIES = 12_000;
const CLASS = 40;
const SWEEP = 300;

const database = await openDatabase({ profile: false });
const { db } = openDb(database.url, 2, createLog('warn', 'measure'));
const at = Date.now();
const partition = `delivery_${new Date(at).toISOString().slice(0, 7).replace('-', '_')}`;

for (const fillfactor of [80, 50, 80, 50, 80, 50]) {
  await database.pool.query(`TRUNCATE delivery; ALTER TABLE ${partition} SET (fillfactor = ${fillfactor})`);
  const keys = Array.from({ length: DELIVERIES }, () => newId(at));
  await database.pool.query(
    `INSERT INTO delivery (school_id, message_id, recipient_id, sender_id, recipient_kind, address, language, status, attempt, wamid, accepted_at)
     SELECT $1, (max(id) OVER (PARTITION BY (nth - 1) / ${CLASS}))::uuid, id::uuid, $1, 'guardian', '+9779800000000', 'both', 'accepted', 1, 'wamid.HBgNOTc3OTgwMDAwMDAwMBUCABEYEk' || nth, now()
     FROM unnest($2::text[]) WITH ORDINALITY AS k (id, nth)`,
    [newId(at), keys],
  );
  await database.pool.query('VACUUM ANALYZE delivery');
  const { rows } = await database.pool.query(
    'SELECT school_id AS "schoolId", message_id AS "messageId", recipient_id AS "recipientId", part FROM delivery ORDER BY 1, 2, 3',
  );
  const before = { ms: database.cpuMs(), ...(await updates()) };
  for (const status of ['sent', 'delivered', 'read'] as const) {
    for (let from = 0; from < rows.length; from += SWEEP) {
      const progress = rows.slice(from, from + SWEEP).map((key): Progress => {
        const said = { status, [`${status}At`]: at };
        return { id: key.recipientId, key: { ...key, attempt: 1 }, wamid: 'wamid.x', ...said };
      });
      await db.transaction().execute((tx) => recordProgress(tx, progress));
    }
  }
  const ms = database.cpuMs() - before.ms;
  await db.executeQuery(db.selectNoFrom(db.fn('pg_stat_force_next_flush').as('flushed')).compile());
  const after = await updates();
  const inPlace = (100 * (after.inPlace - before.inPlace)) / (after.all - before.all);
  process.stdout.write(
    `fillfactor ${fillfactor}: ${((ms * 1_000) / (DELIVERIES * 3)).toFixed(1)} µs a row, ${inPlace.toFixed(0)}% in place, ${(after.bytes / 2 ** 20).toFixed(1)} MB\n`,
  );
}
await db.destroy();
await database.close();

async function updates(): Promise<{ all: number; inPlace: number; bytes: number }> {
  const { rows } = await database.pool.query(
    `SELECT pg_stat_get_tuples_updated(oid)::int AS all, pg_stat_get_tuples_hot_updated(oid)::int AS "inPlace", pg_total_relation_size(oid)::int AS bytes
     FROM pg_class WHERE relname = $1`,
    [partition],
  );
  return rows[0];
}

/**
 * Four small questions to PostgreSQL 18, each asked several times in turn, median printed; everything in a cluster of
 * its own that is deleted at the end.    node docs/decisions/measure/database.ts [keys] [forgetting] [walls] [claiming]
 *   keys        300,000 rows put in under time-ordered and under random ids
 *   forgetting  a month of 300,000 deliveries: DELETE, or DROP of its partition
 *   walls       the guardians of a class with and without row-level security
 *   claiming    100 deliveries with 10,000 and with 300,000 finished ones behind them
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { loadReaders } from '#audience/queries.ts';
import { type Db, inSchool, openDb } from '#lib/db.ts';
import { startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { createLog } from '#lib/log.ts';
import { migrate } from '#lib/migrate.ts';
import { loadDemoMany } from '#school/demo/load-demo-many.ts';
import { leaseLanes } from '#send/lane-queries.ts';
import { claimBatch } from '#send/queries.ts';

const folder = mkdtempSync(join(tmpdir(), 'chautari-measure-'));
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => {} });
const owner = new pg.Client({ connectionString: postgres.url });
await owner.connect();
await migrate(postgres.url, { dir: join(import.meta.dirname, '../../../migrations'), log: () => {} });
await loadDemoMany(postgres.url, { schools: 30, classes: 10, guardians: 40 }, () => {});
await owner.query('VACUUM ANALYZE');
const { db } = openDb(postgres.url, 4, createLog('silent', 'measure'));

const questions = { keys, forgetting, walls, claiming };
const asked = process.argv.slice(2);
for (const [name, ask] of Object.entries(questions))
  if (asked.length === 0 || asked.includes(name)) await ask(db);

await db.destroy();
await owner.end();
await postgres.close();
rmSync(folder, { recursive: true, force: true });

async function keys(): Promise<void> {
  const fill = (id: string) => async () => {
    await owner.query(
      'DROP TABLE IF EXISTS keyed; CREATE TABLE keyed (id uuid PRIMARY KEY, body text NOT NULL); CHECKPOINT',
    );
    const began = performance.now();
    await owner.query(`INSERT INTO keyed SELECT ${id}, repeat('x', 60) FROM generate_series(1, 300000)`);
    const { rows } = await owner.query(`SELECT pg_relation_size('keyed_pkey') / 1048576.0 AS mb`);
    sizes[id] = Number(rows[0].mb);
    return performance.now() - began;
  };
  const sizes: Record<string, number> = {};
  const [ordered, random] = await inTurn([fill('uuidv7()'), fill('gen_random_uuid()')]);
  say(
    `keys: 300,000 rows under time-ordered ids in ${ms(ordered!)} (index ${sizes['uuidv7()']!.toFixed(1)} MB), ` +
      `under random ones in ${ms(random!)} (${sizes['gen_random_uuid()']!.toFixed(1)} MB)`,
  );
}

async function forgetting(): Promise<void> {
  const fill = `INSERT INTO delivery (school_id, message_id, recipient_id, sender_id, recipient_kind, address, language, status, wamid)
    SELECT s.school_id, uuid_v7_floor('2026-01-15'), gen_random_uuid(), s.sender_id, 'guardian', '+9779700000000', 'ne', 'read', 'wamid.' || n
    FROM (SELECT school_id, sender_id FROM school LIMIT 1) s, generate_series(1, 300000) n`;
  const forget = (statement: string) => async () => {
    await owner.query(
      `DROP TABLE IF EXISTS delivery_2026_01; CALL ensure_month_partition('delivery', '2026-01-01')`,
    );
    await owner.query(fill);
    await owner.query('CHECKPOINT');
    const began = performance.now();
    await owner.query(statement);
    return performance.now() - began;
  };
  const [deleted, dropped] = await inTurn(
    [
      forget(`DELETE FROM delivery WHERE message_id < uuid_v7_floor('2026-02-01')`),
      forget('DROP TABLE delivery_2026_01'),
    ],
    3,
  );
  say(
    `forgetting: 300,000 deliveries by DELETE in ${ms(deleted!)} (and a VACUUM to come), by DROP in ${ms(dropped!)}`,
  );
}

async function walls(engine: Db): Promise<void> {
  const { rows } = await owner.query<{ school_id: string; id: string }>(
    'SELECT school_id, id FROM class LIMIT 300',
  );
  const ask = (read: (one: { school_id: string; id: string }) => Promise<unknown>) => async () => {
    const began = performance.now();
    for (const one of rows) await read(one);
    return (performance.now() - began) / rows.length;
  };
  const asOwner = openDb(`${postgres.url}`, 4, createLog('silent', 'measure')).db;
  const [walled, open] = await inTurn([
    ask((one) => inSchool(engine, one.school_id, (tx) => loadReaders(tx, one.school_id, [one.id]))),
    ask((one) =>
      asOwner.transaction().execute(async (tx) => {
        await sql`SELECT set_config('role', 'none', true), set_config('chautari.school_id', ${one.school_id}, true)`.execute(
          tx,
        );
        return loadReaders(tx, one.school_id, [one.id]);
      }),
    ),
  ]);
  await asOwner.destroy();
  say(`walls: 40 guardians of a class behind the wall in ${ms(walled!)}, without it in ${ms(open!)}`);
}

async function claiming(engine: Db): Promise<void> {
  const { rows } = await owner.query<{ sender_id: string; slot: number }>(
    'SELECT sender_id, slot FROM lane LIMIT 1',
  );
  const { sender_id: sender, slot } = rows[0]!;
  const add = (count: number, status: string, place: string) =>
    owner.query(
      `INSERT INTO delivery (school_id, message_id, recipient_id, sender_id, recipient_kind, address, language, status, place)
       SELECT school_id, uuidv7(), gen_random_uuid(), $1, 'guardian', '+9779700000000', 'ne', '${status}', ${place}
       FROM (SELECT school_id FROM school WHERE sender_id = $1) s, generate_series(1, ${count}) n`,
      [sender],
    );
  await add(10_000, 'read', 'NULL');
  await add(5_000, 'planned', '(2::bigint << 48) + n');
  await owner.query('VACUUM ANALYZE delivery');
  const lane = (await leaseLanes(engine, slot, 'measure', 600)).find((l) => l.sender_id === sender)!;
  const claim = async () => {
    const began = performance.now();
    const claimed = await claimBatch(engine, [{ sender_id: sender, fence: lane.fence, count: 100 }]);
    if (claimed.length !== 100) throw new Error(`claimed ${claimed.length}`);
    return performance.now() - began;
  };
  const few = await inTurn([claim], 25);
  await add(290_000, 'read', 'NULL');
  await owner.query('VACUUM ANALYZE delivery');
  const many = await inTurn([claim], 25);
  say(
    `claiming: 100 deliveries in ${ms(few[0]!)} with 10,000 finished ones, in ${ms(many[0]!)} with 300,000`,
  );
}

/** Runs each in turn, so often; the median of each. */
async function inTurn(all: (() => Promise<number>)[], times = 5): Promise<number[]> {
  const taken = all.map((): number[] => []);
  for (let i = 0; i < times; i++) for (const [at, one] of all.entries()) taken[at]!.push(await one());
  return taken.map((list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!);
}

function ms(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { type Db, inSchool, openDb, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { createLog } from '#lib/log.ts';
import { openReports, type ReplicaStanding, type Reports } from '#lib/replica.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { type Pair, startPair } from '#test/support/standby.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const log = createLog('silent', 'test');
const [ours, others] = [newId(Date.now()), newId(Date.now())];
let pair: Pair;
let primary: Db;

// One order for all: what was opened last is closed first.
const closing: (() => Promise<void> | void)[] = [];
after(async () => {
  for (const close of closing.reverse()) await close();
});

before(async () => {
  pair = await startPair({ after: (close) => void closing.push(close) });
  primary = openDb(pair.primary.url, 4, log).db;
  closing.push(() => primary.destroy());
  const sender = newId(Date.now());
  await sql`INSERT INTO sender (id, phone_number_id, waba_id, display_number, verified_name) VALUES (${sender}, '7', '1', '+977', 'T')`.execute(
    primary,
  );
  for (const id of [ours, others])
    await inSchool(primary, id, (tx) =>
      sql`INSERT INTO school (school_id, name, name_ne, type, sender_id) VALUES (${id}, 'S', 'वि', 'community', ${sender})`.execute(
        tx,
      ),
    );
});

/** The door, and what it has told so far. */
function open({ replicaUrl = pair.standby.url, mostLagMs = 60_000 } = {}): {
  reports: Reports;
  told: ReplicaStanding[];
} {
  const told: ReplicaStanding[] = [];
  const reports = openReports({
    primary,
    replicaUrl,
    mostLagMs,
    maxConnections: 2,
    log,
    onChange: (one) => told.push(one),
  });
  closing.push(() => reports.close());
  return { reports, told };
}

/** Where a read went, and which schools it saw. */
async function look(tx: Tx): Promise<{ from: 'replica' | 'primary'; schools: string[] }> {
  const { rows } = await sql<{ replica: boolean; schools: string[] | null }>`
    SELECT pg_is_in_recovery() AS replica, (SELECT array_agg(school_id::text ORDER BY school_id) FROM school) AS schools
  `.execute(tx);
  return { from: rows[0]!.replica ? 'replica' : 'primary', schools: rows[0]!.schools ?? [] };
}

async function onStandby(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: pair.standby.url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const eventually = (reports: Reports, from: string) =>
  waitUntil(`reports come from the ${from}`, async () => (await reports.ofAll(look)).from === from, {
    deadlineMs: 30_000,
  });

test('reports come from the replica, behind the same walls, and cannot write', async () => {
  const { reports, told } = open({ mostLagMs: 0 });
  await eventually(reports, 'replica');
  assert.deepEqual(await reports.ofAll(look), { from: 'replica', schools: [ours, others].sort() });
  assert.deepEqual(await reports.ofSchool(ours, look), { from: 'replica', schools: [ours] });
  const write = (tx: Tx) => sql`UPDATE school SET name = 'x'`.execute(tx);
  await assert.rejects(reports.ofSchool(ours, write), { code: '25006' });
  const without = openReports({
    primary,
    replicaUrl: undefined,
    mostLagMs: 1,
    maxConnections: 1,
    log,
    onChange: () => {},
  });
  assert.deepEqual(await without.ofSchool(others, look), { from: 'primary', schools: [others] });
  await assert.rejects(without.ofSchool(ours, write), { code: '25006' }, 'nor on the primary');
  assert.ok(told.every(({ kind }) => kind !== 'foreign'));
});

test('a replica that stands still is left once it is too far behind, and used again when it has caught up', async () => {
  const { reports, told } = open({ mostLagMs: 100 });
  await eventually(reports, 'replica');
  await onStandby('SELECT pg_wal_replay_pause()');
  await inSchool(primary, ours, (tx) => sql`UPDATE school SET name = 'changed'`.execute(tx));
  await eventually(reports, 'primary');
  assert.equal(told.at(-1)!.kind, 'behind');
  await onStandby('SELECT pg_wal_replay_resume()');
  await eventually(reports, 'replica');
  assert.equal(told.at(-1)!.kind, 'near');
  const { rows } = await reports.ofSchool(ours, (tx) =>
    sql<{ name: string }>`SELECT name FROM school`.execute(tx),
  );
  assert.equal(rows[0]!.name, 'changed');
});

test('a replica that goes away in the middle costs no report, and one that is back is used again', async () => {
  const { reports, told } = open();
  await eventually(reports, 'replica');
  await pair.standby.stop('immediate');
  assert.equal((await reports.ofAll(look)).from, 'primary');
  assert.equal((await reports.ofAll(look)).from, 'primary');
  assert.equal(told.at(-1)!.kind, 'away');
  await pair.standby.startAgain();
  await eventually(reports, 'replica');
});

test('an address that leads to another database is not read', async (t) => {
  const elsewhere = await createTestDatabase(t);
  const { reports, told } = open({ replicaUrl: elsewhere.url });
  assert.deepEqual((await reports.ofSchool(ours, look)).schools, [ours]);
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['foreign'],
  );
});

test('a change stands among the metrics', async (t) => {
  const elsewhere = await createTestDatabase(t);
  const runtime = await createTestRuntime(t, { DATABASE_REPLICA_URL: elsewhere.url });
  await runtime.reports.ofAll(look);
  const samples = () =>
    runtime.database.query(`SELECT value, labels FROM metric_sample WHERE name = 'report_replica'`);
  await waitUntil('it is written', async () => (await samples()).length > 0);
  assert.deepEqual(await samples(), [{ value: 0, labels: { standing: 'foreign' } }]);
});

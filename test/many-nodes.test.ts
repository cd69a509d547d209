import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bringStatuses } from '#test/support/bring-statuses.ts';
import { listForeignKeys, listTenantTables, partitionBySchool } from '#test/support/partition-by-school.ts';
import { loadSmallSchool } from '#test/support/small-school.ts';
import { stageSchool } from '#test/support/stage-school.ts';

/**
 * That the schools can be put on many database nodes (docs/decisions/0027): what belongs to a school carries it in every
 * key, and the whole way of a message works on tables that are divided by school.
 */
const NODES = 4;

/** Tables that are not a school's, and where they stand once schools are on many nodes. A new table must be named. */
const NOT_A_SCHOOLS = {
  // Small, seldom written, and read beside a school's own rows.
  copiedToEveryNode: ['platform_pause', 'portfolio', 'sender', 'template', 'waba'],
  // Work of the lane, and what came for a number before its school was known.
  withTheNumber: [
    'inbound_message',
    'lane',
    'lane_clock',
    'lane_pairs',
    'parked_status',
    'portfolio_reach',
    'sender_token',
    'service_month',
    'set_aside',
    'webhook_door',
    'webhook_event',
  ],
  // About the running of each.
  eachForItself: ['job_run', 'metric_sample', 'schema_migration'],
};

const { runtime, school, simulator, says, heard } = await stageSchool({ after });
const { database } = runtime;
const tables = (await listTenantTables(database)).map(({ name }) => name);
const foreignKeys = await listForeignKeys(database, tables);

test('every table has its place', async () => {
  const all = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
  );
  const placed = [...tables, ...Object.values(NOT_A_SCHOOLS).flat()];
  assert.deepEqual(all.map(({ name }) => name).sort(), placed.sort());
});

test('every key of a tenant table begins with its school, and nothing is unique across schools', async () => {
  const keys = await database.query<{ table: string; name: string; isKey: boolean; columns: string[] }>(
    `SELECT i.indrelid::regclass::text AS "table", i.indexrelid::regclass::text AS name, i.indisprimary AS "isKey",
            array(SELECT coalesce(a.attname, '') FROM unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, nth)
                  LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum ORDER BY nth)::text[] AS columns
     FROM pg_index i WHERE i.indisunique AND i.indrelid = ANY ($1::regclass[])`,
    [tables],
  );
  assert.deepEqual([...new Set(keys.filter((key) => key.isKey).map((key) => key.table))].sort(), tables);
  for (const { name, isKey, columns } of keys) {
    if (isKey) assert.equal(columns[0], 'school_id', name);
    else assert.ok(columns.includes('school_id'), name);
  }
});

test('what refers to another row of a school refers to the same school', () => {
  assert.ok(foreignKeys.length > 15);
  for (const { table, name, to, columns } of foreignKeys) {
    assert.ok(tables.includes(table), `${name}: what is not a school’s refers to a school’s`);
    if (tables.includes(to)) assert.ok(columns.includes('school_id → school_id'), name);
    else assert.ok(NOT_A_SCHOOLS.copiedToEveryNode.includes(to), name);
  }
});

test('divided by school, a message goes its whole way', async () => {
  const neighbour = await loadSmallSchool(runtime, { nth: 2, shares: school });
  await says(school.staff.maya, '5A math: fractions, hw p45');
  await partitionBySchool(database, NODES);

  await says(school.staff.maya, '5A science: plants, hw p12');
  await says(neighbour.staff.maya, '5A absent 1');
  await says(school.guardians.ashasFather, 'homework?');
  await tellDelivered();
  for (const { phone } of [school.guardians.ashasMother, school.guardians.bimalsFather])
    assert.equal(heard({ phone }).length, 2, 'one before the division and one after it');
  assert.equal(heard(neighbour.guardians.ashasMother).length, 1);
  assert.match(heard(school.guardians.ashasFather).at(-1)!, /p12/);
  const states = await database.query('SELECT DISTINCT status FROM delivery');
  assert.deepEqual(states, [{ status: 'delivered' }]);
});

/** WhatsApp tells "delivered" of everything it has taken. */
function tellDelivered(): Promise<void> {
  const messages = simulator.ledger.read({ phoneNumberId: school.phoneNumberId }).messages;
  return bringStatuses(
    runtime,
    messages.map(({ id, opaque }) => ({
      senderId: school.senderId,
      phoneNumberId: school.phoneNumberId,
      wamid: id,
      status: 'delivered' as const,
      at: runtime.time.now(),
      opaque: opaque!,
    })),
  );
}

test('each school stands on one node, and its transactions look at no other', async () => {
  for (const table of ['delivery', 'message', 'guardian', 'enrolment']) {
    const places = await database.query<{ school: string; nodes: number; rows: number }>(
      `SELECT school_id AS school, count(DISTINCT substring(tableoid::regclass::text FROM 'node_[0-9]'))::int AS nodes, count(*)::int AS rows FROM ${table} GROUP BY 1`,
    );
    assert.equal(places.length, 2, table);
    for (const place of places) assert.deepEqual([place.nodes, place.rows > 0], [1, true], table);
    const plan = await database.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT * FROM ${table} WHERE school_id = '${school.id}'`,
    );
    const scanned = new Set(JSON.stringify(plan).match(/node_\d/g));
    assert.equal(scanned.size, 1, table);
  }
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { inSchool, type Tx } from '#lib/db.ts';
import { fillTenantTables } from '#test/support/fill-tenant-tables.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

/**
 * Design principle 9: a forgotten WHERE leaks nothing. The tables come from the catalogue, so one that is added later
 * is tested too, and fails here until fill-tenant-tables.ts has a row for it.
 */
const runtime = await createTestRuntime({ after });
const ours = await fillTenantTables(runtime, 1);
const theirs = await fillTenantTables(runtime, 2);

type Table = { name: string; walled: boolean; policies: string | null; partition: boolean; open: boolean };

const tables = await runtime.database.query<Table>(`
  SELECT c.relname AS name, c.relrowsecurity AS walled, c.relispartition AS partition,
         has_any_column_privilege('chautari_tenant', c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege('chautari_tenant', c.oid, 'DELETE') AS open,
         (SELECT string_agg(p.qual || ' and ' || p.with_check, '; ') FROM pg_policies p
          WHERE p.schemaname = 'public' AND p.tablename = c.relname AND 'chautari_tenant' = ANY (p.roles)) AS policies
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'school_id' AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  ORDER BY c.relname
`);

test('the tenant tables are found', () => {
  const names = tables.map((table) => table.name);
  for (const name of ['school', 'guardian', 'message', 'delivery', 'inbound_message'])
    assert.ok(names.includes(name), name);
  assert.ok(tables.some((table) => table.partition));
});

for (const { name } of tables.filter((table) => table.partition)) {
  test(`no tenant reaches ${name} past its parent`, async () => {
    for (const right of ['SELECT', 'INSERT', 'UPDATE', 'DELETE']) {
      const [row] = await runtime.database.query(
        `SELECT has_table_privilege('chautari_tenant', $1, $2) AS may`,
        [name, right],
      );
      assert.deepEqual(row, { may: false }, right);
    }
  });
}

const SAME_SCHOOL = '(school_id = ( SELECT current_school() AS current_school))';

for (const { name, walled, policies } of tables.filter((table) => !table.partition && table.open)) {
  const table = sql.table(name);
  const count = async (tx: Tx, of?: string) => {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM ${table} WHERE ${of ?? null}::uuid IS NULL OR school_id = ${of ?? null}`.execute(
      tx,
    );
    return rows[0]!.n;
  };
  const refused = (work: (tx: Tx) => Promise<unknown>) =>
    assert.rejects(inSchool(runtime.db, ours.id, work), { code: '42501' });

  test(`${name}: walled by one policy for reading and writing`, () => {
    assert.deepEqual([walled, policies], [true, `${SAME_SCHOOL} and ${SAME_SCHOOL}`]);
  });

  test(`${name}: a school sees its own rows and no others; without a school nothing is seen`, async () => {
    const [rows] = await runtime.database.query<{ ours: number; theirs: number }>(
      `SELECT count(*) FILTER (WHERE school_id = $1)::int AS ours, count(*) FILTER (WHERE school_id = $2)::int AS theirs FROM ${name}`,
      [ours.id, theirs.id],
    );
    assert.ok(rows!.ours > 0 && rows!.theirs > 0, 'fill-tenant-tables.ts gives both schools a row');
    await inSchool(runtime.db, ours.id, async (tx) => {
      assert.deepEqual([await count(tx), await count(tx, theirs.id)], [rows!.ours, 0]);
    });
    // The same connections, whose last transaction had a school.
    await runtime.db.transaction().execute(async (tx) => {
      await sql`SET LOCAL ROLE chautari_tenant`.execute(tx);
      assert.equal(await count(tx), 0);
    });
  });

  test(`${name}: a school cannot write into another, nor touch what is there`, async () => {
    const [{ row }] = (await runtime.database.query(
      `SELECT to_jsonb(t) AS row FROM ${name} t WHERE school_id = $1 LIMIT 1`,
      [theirs.id],
    )) as [{ row: object }];
    const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
    await refused((tx) =>
      sql`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, ${JSON.stringify(row)}::jsonb)`.execute(
        tx,
      ),
    );
    await refused((tx) => sql`UPDATE ${table} SET school_id = ${theirs.id}`.execute(tx));
    const touch = (statement: ReturnType<typeof sql>) =>
      inSchool(runtime.db, ours.id, async (tx) => Number((await statement.execute(tx)).numAffectedRows));
    assert.equal(
      await touch(sql`UPDATE ${table} SET school_id = school_id WHERE school_id = ${theirs.id}`),
      0,
    );
  });
}

test('every table with a school is either open to tenants behind its wall, or closed to them', () => {
  assert.deepEqual(
    tables.filter(({ partition, open, walled }) => !partition && !open && !walled),
    [],
  );
});

test('neither role may pass row-level security, and neither owns a table', async () => {
  const roles = await runtime.database.query(
    `SELECT rolname, rolsuper, rolbypassrls, EXISTS (SELECT FROM pg_class WHERE relowner = r.oid AND relkind IN ('r', 'p')) AS owns
     FROM pg_roles r WHERE rolname IN ('chautari_engine', 'chautari_tenant') ORDER BY 1`,
  );
  const none = { rolsuper: false, rolbypassrls: false, owns: false };
  assert.deepEqual(roles, [
    { rolname: 'chautari_engine', ...none },
    { rolname: 'chautari_tenant', ...none },
  ]);
});

import type { TestDatabase } from '#test/support/database.ts';

export type TenantTable = { name: string; byMonth: boolean };

/** Tables whose every row belongs to a school, so that each row can stand on the node of its school. */
export function listTenantTables(database: TestDatabase): Promise<TenantTable[]> {
  return database.query<TenantTable>(`
    SELECT c.relname AS name, c.relkind = 'p' AS "byMonth"
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'school_id' AND a.attnotnull
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    ORDER BY 1
  `);
}

/**
 * Divides every tenant table by a hash of its school, rows, keys, foreign keys, walls and rights included, in one
 * transaction (docs/decisions/0027). Each part stands for a node: PostgreSQL refuses it wherever a key or a unique
 * constraint reaches over schools, and so would any other way of dividing.
 */
export async function partitionBySchool(database: TestDatabase, parts: number): Promise<void> {
  const tables = await listTenantTables(database);
  const names = tables.map(({ name }) => name);
  const foreignKeys = await listForeignKeys(database, names);
  const rights = await listRights(database, names);
  const functions = await listFunctions(database, names);
  const script = [
    ...functions.map(({ name }) => `DROP FUNCTION ${name}`),
    ...foreignKeys.map(({ table, name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`),
    ...tables.flatMap((table) => divide(table, parts)),
    ...foreignKeys.map(({ table, name, says }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${says}`),
    ...rights,
    ...functions.flatMap(({ says, rights: granted }) => [says, ...granted]),
  ];
  await database.query(script.join(';\n'));
}

function divide({ name, byMonth }: TenantTable, parts: number): string[] {
  return [
    `ALTER TABLE ${name} RENAME TO ${name}_whole`,
    `CREATE TABLE ${name} (LIKE ${name}_whole INCLUDING ALL) PARTITION BY HASH (school_id)`,
    ...Array.from({ length: parts }, (_, n) => n).flatMap((n) => [
      `CREATE TABLE ${name}_node_${n} PARTITION OF ${name} FOR VALUES WITH (MODULUS ${parts}, REMAINDER ${n})${byMonth ? ' PARTITION BY RANGE (message_id)' : ''}`,
      ...(byMonth ? [`CREATE TABLE ${name}_node_${n}_default PARTITION OF ${name}_node_${n} DEFAULT`] : []),
    ]),
    `INSERT INTO ${name} SELECT * FROM ${name}_whole`,
    `DROP TABLE ${name}_whole`,
  ];
}

export type ForeignKey = { table: string; name: string; to: string; columns: string[]; says: string };

/** Foreign keys from or to these tables. */
export function listForeignKeys(database: TestDatabase, tables: string[]): Promise<ForeignKey[]> {
  return database.query<ForeignKey>(
    `SELECT conrelid::regclass::text AS "table", conname AS name, confrelid::regclass::text AS "to",
            pg_get_constraintdef(f.oid) AS says,
            (SELECT array_agg(a.attname || ' → ' || b.attname) FROM unnest(f.conkey, f.confkey) AS k (here, there)
             JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = here
             JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = there) AS columns
     FROM pg_constraint f
     WHERE contype = 'f' AND conparentid = 0 AND (conrelid = ANY ($1::regclass[]) OR confrelid = ANY ($1::regclass[]))`,
    [tables],
  );
}

/** The walls and rights of these tables as statements that give them again. */
async function listRights(database: TestDatabase, tables: string[]): Promise<string[]> {
  const rows = await database.query<{ statement: string }>(
    `SELECT format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', oid::regclass) AS statement
     FROM pg_class WHERE oid = ANY ($1::regclass[]) AND relrowsecurity
     UNION ALL
     SELECT format('CREATE POLICY %I ON %I AS %s FOR %s TO %s USING (%s) WITH CHECK (%s)', policyname, tablename, permissive, cmd, array_to_string(roles, ', '), qual, with_check)
     FROM pg_policies WHERE schemaname = 'public' AND tablename = ANY ($1::text[])
     UNION ALL
     SELECT format('GRANT %s ON %s TO %s', privilege_type, c.oid::regclass, grantee::regrole)
     FROM pg_class c, aclexplode(relacl) WHERE c.oid = ANY ($1::regclass[]) AND grantee <> relowner
     UNION ALL
     SELECT format('GRANT %s (%I) ON %s TO %s', privilege_type, attname, c.oid::regclass, grantee::regrole)
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(attacl) WHERE c.oid = ANY ($1::regclass[])`,
    [tables],
  );
  return rows.map(({ statement }) => statement);
}

type TableFunction = { name: string; says: string; rights: string[] };

/** Functions that hold on to these tables, since their body was understood when they were made. */
function listFunctions(database: TestDatabase, tables: string[]): Promise<TableFunction[]> {
  return database.query<TableFunction>(
    `SELECT oid::regprocedure::text AS name, pg_get_functiondef(oid) AS says,
            CASE WHEN proacl IS NULL THEN '{}' ELSE array[format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', oid::regprocedure)] END
              || array(SELECT format('GRANT EXECUTE ON FUNCTION %s TO %s', oid::regprocedure, grantee::regrole)
                       FROM aclexplode(proacl) WHERE grantee NOT IN (0, proowner)) AS rights
     FROM pg_proc WHERE oid IN (
       SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND refobjid = ANY ($1::regclass[]))`,
    [tables],
  );
}

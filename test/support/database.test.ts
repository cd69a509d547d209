import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from './database.ts';

test('each test has a migrated database of its own', async (t) => {
  const [one, other] = await Promise.all([createTestDatabase(t), createTestDatabase(t)]);
  await one.query('CREATE TABLE only_here (n int)');
  const count = `SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY($1)`;
  assert.deepEqual(await one.query(count, [['only_here', 'schema_migration']]), [{ n: 2 }]);
  assert.deepEqual(await other.query(count, [['only_here', 'schema_migration']]), [{ n: 1 }]);
});

test('a database takes little time once the template is there', async (t) => {
  await createTestDatabase(t);
  const begun = performance.now();
  for (let n = 0; n < 10; n += 1) await createTestDatabase(t);
  const each = (performance.now() - begun) / 10;
  t.diagnostic(`${each.toFixed(1)} ms a database`);
  assert.ok(each < 500, `${each} ms`);
});

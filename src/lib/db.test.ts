import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestRuntime } from '#test/support/runtime.ts';

test('after a silence, as many connections are open as a text uses side by side, with their statements prepared', async (t) => {
  const { pool, db } = await createTestRuntime(t);
  const ask = () => db.selectFrom('sender').select('id').where('waba_id', '=', 'none').execute();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const held = await Promise.all(Array.from({ length: 8 }, () => pool.connect()));
  for (const client of held) client.release();
  await ask();
  assert.equal(pool.totalCount, 8);
  t.mock.timers.tick(60 * 60_000);
  t.mock.timers.reset();
  assert.deepEqual([pool.totalCount, pool.idleCount], [5, 5]);
  await ask();
  const { rows } = await pool.query('SELECT count(*)::int AS prepared FROM pg_prepared_statements');
  assert.deepEqual([pool.totalCount, rows], [5, [{ prepared: 1 }]]);
});

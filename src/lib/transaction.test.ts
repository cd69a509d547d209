import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inSchool, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { inTransaction } from '#lib/transaction.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { watchStatements } from '#test/support/watch-statements.ts';

async function openNotes(t: { after(fn: () => Promise<void>): void }) {
  const runtime = await createTestRuntime(t);
  await runtime.database.query(
    'CREATE TABLE note (words text PRIMARY KEY); GRANT ALL ON note TO chautari_engine, chautari_tenant',
  );
  const rows = () => runtime.database.query<{ words: string }>('SELECT words FROM note ORDER BY 1');
  return { runtime, kept: async () => (await rows()).map(({ words }) => words) };
}

const note = (tx: Tx, words: string) => sql`INSERT INTO note VALUES (${words})`.execute(tx);
const divideByZero = (tx: Tx) => sql`SELECT 1 / 0`.execute(tx);
const roleOf = async (tx: Tx) =>
  (await sql<{ role: string }>`SELECT current_user AS role`.execute(tx)).rows[0]!.role;

test('what is begun together shares a trip, with the beginning before it and the commit behind it', async (t) => {
  const { runtime, kept } = await openNotes(t);
  await runtime.pool.query('SELECT 1');
  const watched = watchStatements(runtime);
  await inTransaction(runtime.db, async (tx, atCommit) => {
    await Promise.all([note(tx, 'one'), note(tx, 'two')]);
    atCommit(note(tx, 'three'));
  });
  const trips = watched.stop().map(({ sql, beginsTrip }) => `${beginsTrip ? '* ' : ''}${sql.slice(0, 6)}`);
  assert.deepEqual(trips, ['* begin', 'INSERT', 'INSERT', '* INSERT', 'commit']);
  assert.deepEqual(await kept(), ['one', 'three', 'two']);
});

const failing: [name: string, error: RegExp, work: (tx: Tx) => Promise<unknown>][] = [
  ['the last of several', /duplicate key/, (tx) => Promise.all([note(tx, 'one'), note(tx, 'one')])],
  ['the first of several', /division by zero/, (tx) => Promise.all([divideByZero(tx), note(tx, 'two')])],
];

for (const [name, error, work] of failing)
  test(`where ${name} fails, nothing stays, and the error is that one`, async (t) => {
    const { runtime, kept } = await openNotes(t);
    await assert.rejects(inTransaction(runtime.db, work), error);
    assert.deepEqual(await kept(), []);
  });

test('a write that fails behind the work undoes the work, although the commit was on its way', async (t) => {
  const { runtime, kept } = await openNotes(t);
  const working = inTransaction(runtime.db, async (tx, atCommit) => {
    await note(tx, 'one');
    atCommit(note(tx, 'one'));
    atCommit(note(tx, 'two'));
    return 'done';
  });
  await assert.rejects(working, /duplicate key/);
  assert.deepEqual(await kept(), []);
});

test('a statement that comes after the end is not carried out', async (t) => {
  const { runtime, kept } = await openNotes(t);
  let late: Tx | undefined;
  await inTransaction(runtime.db, async (tx) => {
    late = tx;
    await note(tx, 'one');
  });
  await assert.rejects(note(late!, 'two'), /is over/);
  assert.deepEqual(await kept(), ['one']);
});

test('the first statement for a school is behind its wall already; where stepping down fails nothing is done', async (t) => {
  const { runtime, kept } = await openNotes(t);
  const school = newId(Date.now());
  assert.equal(await inSchool(runtime.db, school, roleOf), 'chautari_tenant');
  assert.equal(await inTransaction(runtime.db, roleOf), 'chautari_engine');
  const failing = inTransaction(
    runtime.db,
    (tx) => note(tx, 'unwalled'),
    {},
    (tx) => sql`SELECT set_config('role', 'nobody_at_all', true)`.execute(tx),
  );
  await assert.rejects(failing, /aborted/);
  assert.deepEqual(await kept(), []);
});

for (const [options, setting] of [
  [{}, 'on'],
  [{ isMadeAgain: true }, 'off'],
] as const)
  test(`waiting for the disk is ${setting} with ${JSON.stringify(options)}, for the transaction alone`, async (t) => {
    const runtime = await createTestRuntime(t);
    const ask = async (tx: Tx) =>
      (await sql<{ is: string }>`SELECT current_setting('synchronous_commit') AS is`.execute(tx)).rows[0]!.is;
    const outside = await inTransaction(runtime.db, ask);
    assert.equal(await inTransaction(runtime.db, ask, options), setting === 'off' ? 'off' : outside);
    assert.equal(await inTransaction(runtime.db, ask), outside);
  });

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestRuntime, type TestRuntime } from '#test/support/runtime.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { openDoor } from './open-door.ts';

const BEAT_MS = 20;

type Row = {
  opened_at: Date;
  beat_at: Date;
  kept_at: Date | null;
  broken_at: Date | null;
  closed_at: Date | null;
};

const rowOf = async (runtime: TestRuntime): Promise<Row | undefined> =>
  (await runtime.database.query<Row>('SELECT * FROM webhook_door ORDER BY id DESC LIMIT 1'))[0];

test('it says that it is open, what it kept, what it could not keep, and that it ended as it should', async (t) => {
  const runtime = await createTestRuntime(t);
  const began = runtime.time.now();
  const door = openDoor(runtime, BEAT_MS);
  const opened = await waitUntil('it is open', () => rowOf(runtime));
  assert.deepEqual(
    [opened.opened_at.getTime(), opened.kept_at, opened.broken_at, opened.closed_at],
    [began, null, null, null],
  );
  runtime.time.pass(1_000);
  door.keptStatuses();
  runtime.time.pass(1_000);
  door.broke();
  runtime.time.pass(1_000);
  const told = await waitUntil('the break is written', async () => {
    const row = await rowOf(runtime);
    return row?.broken_at && row.beat_at.getTime() === began + 3_000 && row;
  });
  assert.equal(told.kept_at!.getTime(), began + 1_000);
  assert.equal(told.broken_at!.getTime(), began + 2_000);
  await door.close();
  assert.equal((await rowOf(runtime))!.closed_at!.getTime(), began + 3_000);
});

test('while the database is away nothing can be kept: that counts as a break until it is back', async (t) => {
  const runtime = await createTestRuntime(t);
  const began = runtime.time.now();
  let failed = 0;
  const log = Object.assign(Object.create(runtime.log) as typeof runtime.log, { warn: () => (failed += 1) });
  const door = openDoor({ ...runtime, log }, BEAT_MS);
  t.after(() => door.close());
  await waitUntil('it is open', () => rowOf(runtime));
  await runtime.database.query('ALTER TABLE webhook_door RENAME TO away');
  runtime.time.pass(5_000);
  await waitUntil('a beat has failed', () => failed > 0);
  runtime.time.pass(5_000);
  await runtime.database.query('ALTER TABLE away RENAME TO webhook_door');
  const row = await waitUntil('it is back', async () => {
    const now = await rowOf(runtime);
    return now && now.beat_at.getTime() === began + 10_000 && now;
  });
  assert.ok(row.broken_at!.getTime() >= began + 5_000);
});

test('what was there more than a week ago is forgotten when the next one opens', async (t) => {
  const runtime = await createTestRuntime(t);
  await openDoor(runtime).close();
  runtime.time.pass(9 * 24 * 3_600_000);
  await openDoor(runtime).close();
  const rows = await runtime.database.query<{ n: number }>('SELECT count(*)::int AS n FROM webhook_door');
  assert.deepEqual(rows, [{ n: 1 }]);
});

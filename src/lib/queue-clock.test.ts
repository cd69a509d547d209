import { type TestContext, test } from 'node:test';
import { createTestDatabase } from '#test/support/database.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { createLog } from './log.ts';
import { openQueues } from './queue.ts';
import { migrateQueues } from './queue-engine.ts';

const HOURS_MS = 60 * 60 * 1_000;

/** A sweep that is locked as a worker left it that died when its clock said so, and a worker that comes after it. */
async function isRunAgain(t: TestContext, clockOfTheDead: number): Promise<void> {
  const database = await createTestDatabase(t);
  await migrateQueues(database.url);
  const open = () => openQueues({ kind: 'postgres', url: database.url }, createLog('silent', 'test'));
  const dead = open();
  await dead.wake('message-processing', 'process-inbox', {}, 'process-inbox');
  await dead.close();
  await database.query(
    `UPDATE bullmq.job SET state = 'active', lock_token = 'of the dead', locked_until_ms = $1, attempts_started = 1`,
    [clockOfTheDead + 8_000],
  );
  // It had also looked for what others left, which is done once in a while.
  await database.query(
    `INSERT INTO bullmq.meta (queue, field, value) SELECT queue, 'stalled-check', $1 FROM bullmq.job`,
    [String(clockOfTheDead)],
  );
  const alive = open();
  t.after(() => alive.close());
  let runs = 0;
  alive.work('message-processing', 1, async () => void runs++);
  await waitUntil('the job has run', () => runs > 0, { deadlineMs: 90_000 });
  await alive.wake('message-processing', 'process-inbox', {}, 'process-inbox');
  await waitUntil('and so does the next', () => runs > 1);
}

test('a job of a worker that died with its clock two hours ahead is run again all the same', (t) =>
  isRunAgain(t, Date.now() + 2 * HOURS_MS));

test('so is that of one that died when the clocks of all others are two hours behind', async (t) => {
  const now = Date.now.bind(Date);
  t.mock.method(Date, 'now', () => now() - 2 * HOURS_MS);
  await isRunAgain(t, now());
});

import { test } from 'node:test';
import { createTestDatabase } from '#test/support/database.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { createLog } from './log.ts';
import { openQueues } from './queue.ts';
import { migrateQueues } from './queue-engine.ts';

test('a job of a worker that died with its clock two hours ahead is run again all the same', async (t) => {
  const database = await createTestDatabase(t);
  await migrateQueues(database.url);
  const open = () => openQueues({ kind: 'postgres', url: database.url }, createLog('silent', 'test'));
  const dead = open();
  await dead.wake('message-processing', 'process-inbox', {}, 'process-inbox');
  await dead.close();
  const inTwoHours = Date.now() + 2 * 60 * 60 * 1_000;
  await database.query(
    `UPDATE bullmq.job SET state = 'active', lock_token = 'of the dead', locked_until_ms = $1, attempts_started = 1`,
    [inTwoHours],
  );
  const alive = open();
  t.after(() => alive.close());
  let runs = 0;
  alive.work('message-processing', 1, async () => void runs++);
  await waitUntil('the job has run', () => runs > 0, { deadlineMs: 60_000 });
  await alive.wake('message-processing', 'process-inbox', {}, 'process-inbox');
  await waitUntil('and so does the next', () => runs > 1);
});

import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { createLog } from '#lib/log.ts';
import { migrate } from '#lib/migrate.ts';
import { migrateQueues } from '#lib/queue-engine.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import { readConfig } from '#src/config.ts';
import { buildRuntime } from '#src/runtime.ts';
import { startChautari } from '#src/start-chautari.ts';
import { envelope, sign, textFrom } from '#test/support/post-webhook.ts';
import { putNumber } from '#test/support/put-number.ts';
import { ROOT } from '#test/support/run-folder.ts';
import { SECRETS } from '#test/support/runtime.ts';
import { loadSmallSchool } from '#test/support/small-school.ts';
import { waitUntil } from '#test/support/wait-until.ts';

test('the database goes and comes back: 503 meanwhile, then the same POST is taken and its message reaches everybody once', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'chautari-away-'));
  chmodSync(folder, 0o711);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // Commits must outlive the crash of the server, though not that of the machine.
  const settings = { fsync: 'off' };
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => {}, settings });
  t.after(() => server.close());
  await migrate(server.url, { dir: join(ROOT, 'migrations'), log: () => {} });
  await migrateQueues(server.url);
  const simulator = await startSimulator({ limits: 'off' });
  t.after(() => simulator.close());
  const config = readConfig({
    ...SECRETS,
    NODE_ENV: 'test',
    DATABASE_URL: server.url,
    GRAPH_BASE_URL: simulator.url,
    PORT: '0',
  });
  const runtime = buildRuntime(config, 'all', { log: createLog('silent', 'test') });
  const school = await loadSmallSchool(runtime);
  putNumber(simulator, school.phoneNumberId);
  const running = await startChautari(runtime, 'all');
  t.after(() => running.close());

  const post = async (text: string, wamid: string) => {
    const message = textFrom(school.staff.maya.phone, text, Date.now(), wamid);
    const body = JSON.stringify(envelope(school.phoneNumberId, { messages: [message] }));
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) };
    return fetch(`${running.address}/webhook`, { method: 'POST', body, headers });
  };
  const ready = async () => (await fetch(`${running.address}/health/ready`)).status;

  assert.equal((await post('5A math: before, hw p1', 'wamid.1')).status, 200);
  const accepted = () =>
    sql`SELECT 1 FROM delivery WHERE status = 'accepted'`.execute(runtime.db).then(({ rows }) => rows.length);
  await waitUntil('the first is sent', async () => (await accepted()) === 5, { deadlineMs: 40_000 });
  assert.equal(await ready(), 200);

  await server.stop('immediate');
  const refused = await post('5A math: meanwhile, hw p2', 'wamid.2');
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
  assert.equal(await ready(), 503);
  assert.equal((await fetch(`${running.address}/health/live`)).status, 200);

  await server.startAgain();
  await waitUntil(
    'it is taken',
    async () => (await post('5A math: meanwhile, hw p2', 'wamid.2')).status === 200,
    {
      deadlineMs: 40_000,
      everyMs: 50,
    },
  );
  // A job that was under way when the server went is taken up again once its lock has ended.
  await waitUntil('the second is sent', async () => (await accepted()) === 10, { deadlineMs: 40_000 });
  assert.equal(simulator.ledger.read().messages.length, 10);
  assert.equal(await ready(), 200);
  assert.equal(simulator.ledger.read().duplicates.length, 0);
});

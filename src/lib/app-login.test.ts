import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { createLog } from '#lib/log.ts';
import { openQueues } from '#lib/queue.ts';
import { migrateQueues } from '#lib/queue-engine.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { ensureAppLogin } from './app-login.ts';

/** The address of a user of this test's own; roles belong to the whole server. */
function appUrlOf(ownerUrl: string, name = `app_${randomBytes(6).toString('hex')}`): string {
  const url = new URL(ownerUrl);
  url.username = name;
  url.password = 'a word with ü, / and @';
  return url.href;
}

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('the user may become either role and nothing else', async (t) => {
  const database = await createTestDatabase(t);
  await migrateQueues(database.url);
  const appUrl = appUrlOf(database.url);
  await Promise.all([ensureAppLogin(database.url, appUrl), ensureAppLogin(database.url, appUrl)]);
  await as(appUrl, async (client) => {
    const refused = (statement: string) =>
      assert.rejects(client.query(statement), { code: '42501' }, statement);
    await client.query('SET ROLE chautari_tenant');
    assert.equal((await client.query('SELECT * FROM student')).rowCount, 0);
    await client.query('RESET ROLE');
    for (const table of ['student', 'delivery', 'webhook_event', 'sender'])
      await refused(`SELECT FROM ${table}`);
    await refused('DROP TABLE student');
    await refused('CREATE TABLE mine ()');
    await client.query('SET ROLE chautari_engine');
    assert.equal((await client.query('SELECT * FROM webhook_event')).rowCount, 0);
    await refused('SELECT FROM student');
  });
});

test('the queues work for that user, those that the owner used before, too', async (t) => {
  const database = await createTestDatabase(t);
  await migrateQueues(database.url);
  const appUrl = appUrlOf(database.url);
  const log = createLog('silent', 'test');
  for (const url of [database.url, appUrl]) {
    await ensureAppLogin(database.url, appUrl);
    const queues = openQueues({ kind: 'postgres', url }, log);
    t.after(() => queues.close());
    const done = Promise.withResolvers<void>();
    queues.work('sending', 1, async () => done.resolve());
    await queues.wake('sending', 'drain', {}, 'drain');
    await done.promise;
    await queues.stopWorkers();
  }
  await ensureAppLogin(database.url, appUrl);
});

test('a user that could pass the wall is refused by name', async (t) => {
  const database = await createTestDatabase(t);
  const appUrl = appUrlOf(database.url);
  const name = new URL(appUrl).username;
  await database.query(`CREATE ROLE ${name} LOGIN NOINHERIT BYPASSRLS`);
  await assert.rejects(ensureAppLogin(database.url, appUrl), {
    name: 'ExpectedError',
    message: new RegExp(`"${name}", the user of DATABASE_URL, may do more than it should`),
  });
});

test('an owner that may not create roles is told what to do', async (t) => {
  const database = await createTestDatabase(t);
  const weak = appUrlOf(database.url);
  await database.query(`CREATE ROLE ${new URL(weak).username} LOGIN PASSWORD 'a word with ü, / and @'`);
  await assert.rejects(ensureAppLogin(weak, appUrlOf(database.url, 'never_made')), {
    name: 'ExpectedError',
    message: /needs the attribute CREATEROLE.*CREATE ROLE "never_made" LOGIN NOINHERIT/,
  });
});

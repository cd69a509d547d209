import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { openDb } from '#lib/db.ts';
import { startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { findFreePort } from '#lib/embedded-state.ts';
import { createLog } from '#lib/log.ts';
import { migrate } from '#lib/migrate.ts';
import { run as lanes } from '#src/cli/lanes.ts';
import { type Certificate, makeCertificate, noOpenssl } from '#test/support/certificates.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { noRedis, startRedis } from '#test/support/redis.ts';
import { runCommand } from '#test/support/run-command.ts';
import { ROOT, runFolder } from '#test/support/run-folder.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let good: Certificate;
let other: Certificate;
let addressOfTls: URL;

const closing: (() => Promise<void> | void)[] = [];
after(async () => {
  for (const close of closing.reverse()) await close();
});

before(async () => {
  if (noOpenssl) return;
  const t = { after: (close: () => Promise<void> | void) => void closing.push(close) };
  good = makeCertificate(t, 'localhost');
  other = makeCertificate(t, 'db.example');
  const folder = mkdtempSync(join(runFolder(), 'tls-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'postgres');
  const server = await startEmbeddedPostgres({
    dataDir,
    log: () => {},
    settings: { fsync: 'off', shared_buffers: '32MB' },
  });
  t.after(() => server.close());
  await presentAs(server.url, dataDir, good);
  addressOfTls = new URL(server.url);
  addressOfTls.hostname = 'localhost';
  replaceWith = (certificate) => presentAs(server.url, dataDir, certificate);
});

let replaceWith: (certificate: Certificate) => Promise<void>;

/** Gives a running PostgreSQL a certificate: from then on it speaks TLS with it. */
async function presentAs(url: string, dataDir: string, { cert, key }: Certificate): Promise<void> {
  const { uid, gid } = statSync(dataDir);
  for (const [from, name] of [
    [cert, 'server.crt'],
    [key, 'server.key'],
  ] as const) {
    copyFileSync(from, join(dataDir, name));
    chownSync(join(dataDir, name), uid, gid);
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('ALTER SYSTEM SET ssl = on');
  await client.query('SELECT pg_reload_conf()');
  await client.end();
}

function withTls(query: Record<string, string>): string {
  const url = new URL(addressOfTls);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

const trusted = () => withTls({ sslmode: 'verify-full', sslrootcert: good.authority });

test('PostgreSQL by TLS: tables are made and statements run, encrypted', { skip: noOpenssl }, async () => {
  await migrate(trusted(), { dir: join(ROOT, 'migrations'), log: () => {} });
  const { db } = openDb(trusted(), 1, createLog('silent', 'test'));
  await sql`SELECT FROM school`.execute(db);
  await db.destroy();
  const client = new pg.Client({ connectionString: trusted() });
  await client.connect();
  const { rows } = await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
  await client.end();
  assert.deepEqual(rows, [{ ssl: true }]);
});

test('PostgreSQL by TLS: a certificate that will not do ends it, with what helps, and nothing goes in plain text', {
  skip: noOpenssl,
}, async (t) => {
  const plain = await createTestDatabase(t);
  const noTls = new URL(plain.url);
  noTls.searchParams.set('sslmode', 'verify-full');
  const wrong: [url: string, says: RegExp][] = [
    [withTls({ sslmode: 'verify-full' }), /^PostgreSQL: its certificate is not trusted .*sslrootcert=FILE/],
    [
      withTls({ sslmode: 'verify-full', sslrootcert: other.authority }),
      /^PostgreSQL: its certificate is not trusted/,
    ],
    [
      noTls.href,
      /^PostgreSQL: its address asks for TLS, and the server does not speak it there .*plain text/,
    ],
  ];
  for (const [url, says] of wrong) {
    const { code, errors } = await runCommand(t, lanes, ['--database-url', url]);
    assert.equal(code, 1);
    assert.match(errors[0]!, says);
  }
  await replaceWith(other);
  const misnamed = withTls({ sslmode: 'verify-full', sslrootcert: other.authority });
  await waitUntil('the server shows the other certificate', async () => {
    const { errors } = await runCommand(t, lanes, ['--database-url', misnamed]);
    return /^PostgreSQL: its certificate is for another name/.test(errors[0] ?? '');
  });
});

/** Asks the queues for a round trip, in a process that trusts this authority as well. */
async function pingQueues(url: string, authority: string | undefined): Promise<string> {
  const script = `
    import { createLog } from '#lib/log.ts';
    import { openQueues } from '#lib/queue.ts';
    import { sayTlsTrouble } from '#lib/tls-trouble.ts';
    import { waitUntil } from '#test/support/wait-until.ts';
    const queues = openQueues({ kind: 'redis', url: process.argv[1] }, createLog('silent', 'test'));
    let said = '';
    // Until the first try has come to an end, a round trip waits for it.
    await waitUntil('it says how it stands', async () => {
      said = await Promise.race([
        queues.ping().then(() => 'it answers', (error) => sayTlsTrouble(error) ?? String(error)),
        new Promise((done) => setTimeout(done, 300, '')),
      ]);
      return said !== '';
    });
    console.log(said);
    await queues.close();`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script, url], {
    cwd: ROOT,
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authority ?? '', NODE_TEST_CONTEXT: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return printed.trim();
}

test('Redis by TLS: with its authority it answers; without, or where it speaks no TLS, it says so and sends nothing', {
  skip: noOpenssl || noRedis,
}, async (t) => {
  const port = await findFreePort();
  const files = [
    '--tls-cert-file',
    good.cert,
    '--tls-key-file',
    good.key,
    '--tls-ca-cert-file',
    good.authority,
  ];
  const redis = await startRedis(t, ['--tls-port', String(port), '--tls-auth-clients', 'no', ...files]);
  const [answers, stranger, plain] = await Promise.all([
    pingQueues(`rediss://localhost:${port}`, good.authority),
    pingQueues(`rediss://localhost:${port}`, other.authority),
    pingQueues(redis.url.replace('redis://127.0.0.1', 'rediss://localhost'), good.authority),
  ]);
  assert.equal(answers, 'it answers');
  assert.match(stranger, /its certificate is not trusted .*NODE_EXTRA_CA_CERTS/);
  assert.match(plain, /connect ETIMEDOUT/);
});

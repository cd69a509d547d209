import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { waitUntil } from '#test/support/wait-until.ts';
import { EMBEDDED_MAJOR } from './embedded-binaries.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { isRunning, readPostmasterPid } from './embedded-process.ts';
import { isExpectedError } from './expected-error.ts';

const parent = mkdtempSync(join(tmpdir(), 'chautari embedded '));
chmodSync(parent, 0o711);
const dataDir = join(parent, 'data', 'postgres');
const lines: string[] = [];
const start = (options: { port?: number; fresh?: boolean; dataDir?: string } = {}) =>
  startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line), ...options });

after(() => rmSync(parent, { recursive: true, force: true }));

describe('one folder, from its first start on', () => {
  let server: EmbeddedPostgres;
  before(async () => {
    server = await start();
  });
  after(() => server.close());

  test('it is the version that we say, durable, in UTF-8, for this machine alone', async () => {
    const settings = await query(
      server.url,
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
              current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS listen,
              current_setting('max_connections') AS connections, split_part(version(), ' ', 2) AS version,
              (SELECT datcollate FROM pg_database WHERE datname = current_database()) AS collate`,
    );
    const { version, ...rest } = settings[0]!;
    assert.equal(String(version).split('.')[0], EMBEDDED_MAJOR);
    assert.deepEqual(rest, {
      fsync: 'on',
      commit: 'on',
      encoding: 'UTF8',
      listen: '127.0.0.1',
      connections: '200',
      collate: 'C',
    });
  });

  test('the password is needed, random, and readable by its owner alone', async () => {
    const wrong = new URL(server.url);
    assert.match(wrong.password, /^[\w-]{32}$/);
    wrong.password = 'password';
    await assert.rejects(query(wrong.href, 'SELECT 1'), /password authentication failed/);
    assert.equal(statSync(`${dataDir}.json`).mode & 0o777, 0o600);
  });

  test('a second start beside it is refused in one clear sentence', async () => {
    await assertExpected(
      start(),
      new RegExp(`already running from this folder \\(process ${process.pid}\\)`),
    );
    await assertExpected(start({ fresh: true }), /already running/);
    assert.deepEqual(await query(server.url, 'SELECT 1 AS alive'), [{ alive: 1 }]);
  });

  test('stopped at once and started again, it has what was committed, at the same address', async () => {
    await query(server.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await server.stop('immediate');
    assert.equal(server.pid(), null);
    await assert.rejects(query(server.url, 'SELECT 1'), /ECONNREFUSED/);
    await server.startAgain();
    assert.deepEqual(await query(server.url, 'SELECT n FROM kept'), [{ n: 7 }]);
  });

  test('killed from outside, it comes back by itself', async () => {
    const killed = server.pid()!;
    process.kill(killed, 'SIGKILL');
    await waitUntil('a new server', () => server.pid() !== null && server.pid() !== killed, {
      deadlineMs: 40_000,
    });
    assert.deepEqual(await query(server.url, 'SELECT n FROM kept'), [{ n: 7 }]);
  });

  test('closed and opened again: data, password and port stay; it is ready soon', async () => {
    await server.close();
    const { url } = server;
    const begun = performance.now();
    server = await start();
    assert.ok(performance.now() - begun < 10_000);
    assert.equal(server.url, url);
    assert.deepEqual(await query(server.url, 'SELECT n FROM kept'), [{ n: 7 }]);
  });

  test('a port that another program has taken meanwhile is left to it', async (t) => {
    await server.close();
    const port = Number(new URL(server.url).port);
    const intruder = createServer().listen(port, '127.0.0.1');
    t.after(() => intruder.close());
    await once(intruder, 'listening');
    await assertExpected(start({ port }), new RegExp(`Port ${port} is in use`));
    server = await start();
    assert.notEqual(new URL(server.url).port, String(port));
    assert.deepEqual(await query(server.url, 'SELECT n FROM kept'), [{ n: 7 }]);
  });

  test('fresh begins anew', async () => {
    await server.close();
    server = await start({ fresh: true });
    assert.deepEqual(await query(server.url, `SELECT FROM pg_tables WHERE tablename = 'kept'`), []);
  });
});

describe('after kill -9 of Chautari', () => {
  for (const fate of ['left running', 'killed too', 'replaced by another program'] as const) {
    test(`with the server ${fate}, the next start has every committed row`, async (t) => {
      const child = await startInOtherProcess(join(parent, 'crash', 'postgres'));
      const dir = child.dataDir;
      await query(child.url, `DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS n`);
      child.process.kill('SIGKILL');
      await once(child.process, 'exit');
      const orphan = readPostmasterPid(dir)!.pid;
      assert.ok(isRunning(orphan));
      if (fate !== 'left running') process.kill(orphan, 'SIGKILL');
      if (fate === 'replaced by another program') {
        await waitUntil('the orphan is gone', () => !isRunning(orphan));
        const pidFile = join(dir, 'postmaster.pid');
        writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(String(orphan), String(process.ppid)));
      }
      const server = await start({ dataDir: dir });
      t.after(() => server.close());
      assert.ok(!isRunning(orphan));
      assert.deepEqual(await query(server.url, 'SELECT n FROM kept'), [{ n: 7 }]);
    });
  }
});

describe('folders that are not ours', () => {
  const cases = [
    {
      name: 'another thing',
      file: 'thesis.txt',
      content: 'years of work',
      message: /not a database; nothing was/,
    },
    {
      name: 'an older cluster',
      file: 'PG_VERSION',
      content: '15\n',
      message: /made by PostgreSQL 15.*--fresh/s,
    },
    {
      name: 'lost its password',
      file: 'PG_VERSION',
      content: `${EMBEDDED_MAJOR}\n`,
      message: /password, is missing/,
    },
  ];
  for (const { name, file, content, message } of cases) {
    test(name, async () => {
      const dir = join(parent, name);
      mkdirSync(dir);
      writeFileSync(join(dir, file), content);
      await assertExpected(start({ dataDir: dir }), message);
      assert.equal(readFileSync(join(dir, file), 'utf8'), content);
    });
  }

  test('fresh deletes nothing that is not a database', async () => {
    const dir = join(parent, 'photos');
    mkdirSync(dir);
    writeFileSync(join(dir, 'family.jpg'), '');
    await assertExpected(start({ dataDir: dir, fresh: true }), /nothing was deleted/);
    assert.ok(existsSync(join(dir, 'family.jpg')));
  });
});

test('below a folder that root alone may enter, root still starts it', {
  skip: process.geteuid?.() !== 0 && 'needs root',
}, async (t) => {
  const closed = join(parent, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const server = await start({ dataDir: join(closed, 'deep', 'postgres') });
  t.after(() => server.close());
  assert.deepEqual(await query(server.url, 'SELECT 1 AS one'), [{ one: 1 }]);
});

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function assertExpected(promise: Promise<unknown>, message: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => isExpectedError(error) && message.test(error.message));
}

async function startInOtherProcess(
  dir: string,
): Promise<{ process: ChildProcess; dataDir: string; url: string }> {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('embedded-postgres.ts', import.meta.url).href)});
    const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dir)}, log: () => {} });
    process.stdout.write(url);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(child.stdout!, 'data')) as [Buffer];
  return { process: child, dataDir: dir, url: url.toString() };
}

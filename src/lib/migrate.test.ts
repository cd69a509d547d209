import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createEmptyDatabase } from '#test/support/database.ts';
import { isExpectedError } from './expected-error.ts';
import { migrate } from './migrate.ts';

const schools = 'CREATE TABLE school (id int PRIMARY KEY);';
const senders = 'CREATE TABLE sender (school_id int REFERENCES school);';

test('applies what is new, once, in order', async (t) => {
  const database = await createEmptyDatabase(t);
  const lines: string[] = [];
  const dir = folder(t, { '0001_schools.sql': schools });
  assert.deepEqual(await migrate(database.url, { dir, log: (line) => lines.push(line) }), ['0001_schools']);
  assert.deepEqual(lines, ['Migrating the database: 0001_schools']);
  writeFileSync(join(dir, '0002_senders.sql'), senders);
  assert.deepEqual(await migrate(database.url, { dir, log: silent }), ['0002_senders']);
  assert.deepEqual(await migrate(database.url, { dir, log: silent }), []);
});

test('processes that start at once: one applies, all succeed', async (t) => {
  const database = await createEmptyDatabase(t);
  const dir = folder(t, { '0001_schools.sql': schools, '0002_senders.sql': senders });
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, { dir, log: silent })));
  assert.deepEqual(applied.flat(), ['0001_schools', '0002_senders']);
});

test('a failing statement is named by file and line, and nothing of the run stays', async (t) => {
  const database = await createEmptyDatabase(t);
  const dir = folder(t, {
    '0001_schools.sql': schools,
    '0002_bad.sql': 'SELECT 1;\n\nINSERT INTO nowhere VALUES (1);',
  });
  await assertExpected(
    migrate(database.url, { dir, log: silent }),
    'The migration 0002_bad failed at line 3 and nothing was changed: relation "nowhere" does not exist.',
  );
  assert.deepEqual(
    await database.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = 'school'`,
    ),
    [],
  );
  writeFileSync(join(dir, '0002_bad.sql'), senders);
  assert.deepEqual(await migrate(database.url, { dir, log: silent }), ['0001_schools', '0002_bad']);
});

test('a database of a newer version is left alone', async (t) => {
  const database = await createEmptyDatabase(t);
  await migrate(database.url, {
    dir: folder(t, { '0001_schools.sql': schools, '0002_senders.sql': senders }),
    log: silent,
  });
  await assertExpected(
    migrate(database.url, { dir: folder(t, { '0001_schools.sql': schools }), log: silent }),
    'This database belongs to a newer version of Chautari: it has 0002_senders, and this version ends with 0001_schools. ' +
      'Start the newer version, or restore a backup made before it.',
  );
});

test('files that changed places or vanished are refused', async (t) => {
  const database = await createEmptyDatabase(t);
  await migrate(database.url, { dir: folder(t, { '0002_schools.sql': schools }), log: silent });
  const early = folder(t, { '0001_early.sql': senders, '0002_schools.sql': schools });
  await assertExpected(
    migrate(database.url, { dir: early, log: silent }),
    'The migration 0001_early comes before 0002_schools, which this database already has.',
  );
  const renamed = folder(t, { '0001_early.sql': senders, '0003_schools.sql': schools });
  await assertExpected(
    migrate(database.url, { dir: renamed, log: silent }),
    'This database has the migration 0002_schools, which this version of Chautari does not know.',
  );
});

test('a server that is away is named without its password', async (t) => {
  const dir = folder(t, { '0001_schools.sql': schools });
  await assertExpected(
    migrate('postgresql://ram:secret@127.0.0.1:1/school', { dir, log: silent }),
    'PostgreSQL cannot be reached (127.0.0.1:1, database school, user ram): connect ECONNREFUSED 127.0.0.1:1.',
  );
});

test('a wrongly named file is our own mistake', async (t) => {
  for (const names of [['1_schools.sql'], ['0001_a.sql', '0001_b.sql'], []]) {
    const dir = folder(t, Object.fromEntries(names.map((name) => [name, schools])));
    await assert.rejects(
      migrate('postgresql://127.0.0.1:1/never-asked', { dir, log: silent }),
      (error) =>
        error instanceof Error && !isExpectedError(error) && /0001_what-it-does\.sql/.test(error.message),
    );
  }
});

function silent(): void {}

function folder(t: TestContext, files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'chautari migrations '));
  t.after(() => rmSync(dir, { recursive: true }));
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(dir, name), sql);
  return dir;
}

async function assertExpected(promise: Promise<unknown>, message: string): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(isExpectedError(error), String(error));
    assert.equal(error.message, message);
    return true;
  });
}

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { createTestDatabase } from '#test/support/database.ts';
import { run } from './load-demo.ts';

const folder = mkdtempSync(join(tmpdir(), 'chautari-load-demo-'));
after(() => rmSync(folder, { recursive: true }));
const out = join(folder, 'senders.json');

async function runQuietly(t: TestContext, argv: string[]) {
  const log = t.mock.method(console, 'log', () => {});
  const error = t.mock.method(console, 'error', () => {});
  const code = await run(argv);
  const lines = (spy: typeof log) => spy.mock.calls.flatMap((call) => call.arguments.map(String));
  const result = { code, printed: lines(log), errors: lines(error) };
  log.mock.restore();
  error.mock.restore();
  return result;
}

test('loads, prints what it did, and writes one text per teacher', async (t) => {
  const database = await createTestDatabase(t);
  const flags = [
    '--schools',
    '3',
    '--classes',
    '12',
    '--guardians',
    '5',
    '--out',
    out,
    '--database-url',
    database.url,
  ];
  const { code, printed, errors } = await runQuietly(t, flags);
  assert.deepEqual([code, errors], [0, []]);
  assert.match(
    printed.join('\n'),
    /3 of 3 schools, \d+\.\d s\nLoaded 3 schools, 36 classes and teachers, 180 pupils and guardians in/,
  );

  const senders: { from: string; phoneNumberId: string; class: string; text: string }[] = JSON.parse(
    readFileSync(out, 'utf8'),
  );
  assert.equal(senders.length, 36);
  const known = await database.query<{ key: string }>(
    `SELECT concat_ws(' ', substr(staff.phone, 2), sender.phone_number_id, class.code) AS key
     FROM staff JOIN school USING (school_id) JOIN sender ON sender.id = school.sender_id
     JOIN teaching ON (teaching.school_id, teaching.staff_id) = (staff.school_id, staff.id)
     JOIN class ON (class.school_id, class.id) = (teaching.school_id, teaching.class_id)`,
  );
  assert.deepEqual(
    new Set(senders.map((one) => `${one.from} ${one.phoneNumberId} ${one.class}`)),
    new Set(known.map(({ key }) => key)),
  );
  for (const { from, class: code, text } of senders) {
    assert.match(from, /^97797\d{8}$/);
    assert.ok(text.includes(code), text);
  }

  const again = await runQuietly(t, flags);
  assert.equal(again.code, 0);
  assert.match(again.printed.join('\n'), /Already there: 3 schools/);
});

test('bad flags get one sentence and exit code 1', async (t) => {
  const good = {
    schools: '1',
    classes: '1',
    guardians: '1',
    out,
    'database-url': 'postgres://localhost:1/none',
  };
  const flags = (changes: Record<string, string | null>) =>
    Object.entries({ ...good, ...changes }).flatMap(([name, value]) =>
      value === null ? [] : [`--${name}`, value],
    );
  const cases: [string[], RegExp][] = [
    [[], /^--schools is missing\. See bin\/chautari load-demo --help\.$/],
    [flags({ schools: 'many' }), /^--schools must be a whole number from 1, not "many"\.$/],
    [flags({ schools: '0' }), /^--schools must be a whole number from 1\.$/],
    [flags({ guardians: '4.5' }), /^--guardians must be a whole number from 1, not "4\.5"\.$/],
    [flags({ classes: '300' }), /^--classes must be at most 260: ten grades with sections A to Z\.$/],
    [flags({ schools: '1000', classes: '100', guardians: '100' }), /there are unused numbers for 8000000\.$/],
    [flags({ numbers: '2' }), /^--numbers must be at most schools, 1: /],
    [flags({ out: null }), /^--out is missing: /],
    [flags({ out: join(folder, 'no', 'such', 'folder.json') }), /^Cannot write .*ENOENT/],
    [[...flags({}), '--colour'], /^Unknown option '--colour'\. See bin\/chautari load-demo --help\.$/],
    [[...flags({}), 'extra'], /^Unexpected argument 'extra'\. See /],
    [flags({}), /^PostgreSQL cannot be reached \(localhost:1/],
  ];
  for (const [argv, expected] of cases) {
    const { code, errors } = await runQuietly(t, argv);
    assert.equal(code, 1, argv.join(' '));
    assert.equal(errors.length, 1);
    assert.match(errors[0]!, expected);
  }
});

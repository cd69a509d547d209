import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { openDb } from '#lib/db.ts';
import { createLog } from '#lib/log.ts';
import { loadDemoSchool } from '#school/demo/load-demo-school.ts';
import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { createEmptyDatabase, createTestDatabase } from '#test/support/database.ts';
import { runCommand } from '#test/support/run-command.ts';
import { run } from './import-roster.ts';

const folder = mkdtempSync(join(tmpdir(), 'chautari-import-roster-'));
after(() => rmSync(folder, { recursive: true }));

const database = await createTestDatabase({ after });
// Long enough that the test passes in any year it is run in.
const demo = makeDemoSchool({
  seed: 'import',
  academicYear: { name: '2083', startsOn: '2026-04-14', endsOn: '2099-04-13' },
});
const school = demo.school.id;
const { db } = openDb(database.url, 2, createLog('silent', 'test'));
await loadDemoSchool(db, demo);
await db.destroy();

let files = 0;

function file(content: string | Uint8Array): string {
  files += 1;
  const path = join(folder, `pupils-${files}.csv`);
  writeFileSync(path, content);
  return path;
}

const runQuietly = (t: TestContext, argv: string[]) => runCommand(t, run, argv);

const flags = (path: string, ...more: string[]) => [
  ...['--school', school, '--file', path, '--database-url', database.url],
  ...more,
];

const pupils = async () =>
  (await database.query<{ n: number }>('SELECT count(*)::int AS n FROM student'))[0]!.n;

const HEADER = 'Name,Class,Roll,Guardian,Phone,Caste\n';
const GOOD = `${HEADER}Sita Rai,5A,901,Hari Rai,9880900101,-\nगीता राई,कक्षा ५ ख,,हरि राई,९८८०९००१०२,-\n`;

test('a good file: 0, and a second time the same without a change', async (t) => {
  const before = await pupils();
  const path = file(GOOD);
  const dry = await runQuietly(t, flags(path, '--dry-run'));
  assert.equal(dry.code, 0);
  assert.equal(dry.printed.at(-1), 'This was a dry run; nothing was written.');
  assert.equal(await pupils(), before);

  const done = await runQuietly(t, flags(path));
  assert.equal(done.code, 0);
  assert.deepEqual(done.printed, [
    'Pupils: 2 added, 0 changed, 0 unchanged, 0 left out.',
    'Guardians: 2 added, 0 changed, 0 unchanged, 0 left out.',
    'Pupils without a roll number, who were given the next one of their class: 1.',
    'Columns that are not read: Caste.',
  ]);
  assert.deepEqual(done.printed.slice(0, 2), dry.printed.slice(0, 2));
  assert.equal(await pupils(), before + 2);

  const again = await runQuietly(t, flags(path));
  assert.equal(again.code, 0);
  assert.equal(again.printed[0], 'Pupils: 0 added, 0 changed, 2 unchanged, 0 left out.');
});

test('lines that are left out: 1, each with its place; the others are in', async (t) => {
  const before = await pupils();
  const path = file(`${HEADER}Mina Rai,5A,911,Hari Rai,123,-\n,5A,912,,,\nKumar Magar,13,913,,9880900103,\n`);
  const { code, printed, errors } = await runQuietly(t, flags(path));
  assert.equal(code, 1);
  assert.equal(await pupils(), before + 1);
  assert.deepEqual(printed.slice(0, 2), [
    'Pupils: 1 added, 0 changed, 0 unchanged, 2 left out.',
    'Guardians: 0 added, 0 changed, 0 unchanged, 1 left out.',
  ]);
  assert.deepEqual(errors.slice(0, 4), [
    '',
    'Left out:',
    '  Line 2, “Phone”: “123”. This only fills the cell and is not a real number. Please ask the guardian for the number.',
    '  Line 3, “Name”: empty. Please write the name of the pupil, or delete the line.',
  ]);
  assert.match(
    errors[4]!,
    /^ {2}Line 4, “Class”: “13”\. The school has no such class this year; please write one of NurseryA, LKGA/,
  );

  const nepali = await runQuietly(t, flags(path, '--language', 'ne', '--dry-run'));
  assert.equal(nepali.printed[0], 'विद्यार्थी: ० थपिए, ० फेरिए, १ उस्तै, २ छुटे।');
  assert.match(nepali.errors[2]!, /^ {2}पङ्क्ति २, “Phone”: “123”। यो कोठा भर्न मात्र/);
});

test('a file that is no list of pupils: one sentence, 1, and nothing is written', async (t) => {
  const before = await pupils();
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(GOOD, 'utf16le')]);
  const cases: [path: string, says: RegExp][] = [
    [file(''), /^pupils-\d+\.csv: The file is empty/],
    [file(utf16), /UTF-16.*CSV UTF-8/],
    [file(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])), /Excel workbook/],
    [file(new Uint8Array([0x4e, 0x61, 0xff, 0x0a])), /not in UTF-8/],
    [file('Roll,Phone\n1,9880900101\n'), /no column for the name/],
    [file('Name,Phone\nSita Rai,9880900101\n'), /no column for the class.*--class/],
    [file("gfd,sIff\n;Ltf /fO{,%\nxl/ axfb'/,%\n"), /Preeti/],
    [join(folder, 'nowhere.csv'), /^There is no file .*nowhere\.csv\.$/],
    [folder, /is a folder; name the CSV file in it\.$/],
  ];
  for (const [path, says] of cases) {
    const { code, printed, errors } = await runQuietly(t, flags(path));
    assert.deepEqual([code, printed, errors.length], [1, [], 1], path);
    assert.match(errors[0]!, says);
  }
  assert.equal(await pupils(), before);
});

test('bad flags get one sentence and 1', async (t) => {
  const path = file(GOOD);
  const url = ['--database-url', database.url];
  const empty = await createEmptyDatabase(t);
  const cases: [argv: string[], says: RegExp][] = [
    [['--file', path, ...url], /^--school is missing/],
    [['--school', '5', '--file', path, ...url], /^"5" is not the id of a school/],
    [['--school', school, ...url], /^--file is missing/],
    [
      ['--school', school.replace(/.{12}$/, '000000000000'), '--file', path, ...url],
      /There is no school with the id/,
    ],
    [flags(path, '--class', '5'), /“5” is not one class of this year/],
    [flags(path, '--language', 'fr'), /^--language is en or ne, not "fr"\.$/],
    [flags(path, '--dry'), /^Unknown option '--dry'.*import-roster --help/],
    [
      ['--school', school, '--file', path, '--database-url', 'postgres://127.0.0.1:1/x'],
      /^PostgreSQL cannot be reached: .*127\.0\.0\.1:1/,
    ],
    [['--school', school, '--file', path, '--database-url', empty.url], /run bin\/chautari migrate first/],
  ];
  for (const [argv, says] of cases) {
    const { code, errors } = await runQuietly(t, argv);
    assert.deepEqual([code, errors.length], [1, 1], argv.join(' '));
    assert.match(errors[0]!, says);
  }
});

test('--help says how', async (t) => {
  const { code, printed } = await runQuietly(t, ['--help']);
  assert.equal(code, 0);
  assert.match(printed[0]!, /^Usage: bin\/chautari import-roster --school ID --file pupils\.csv/);
});

import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isExpectedError } from '#lib/expected-error.ts';
import { readConfig } from '#src/config.ts';
import { settings } from '#src/settings.ts';
import { run, writeConfigurationPage, writeEnvExample } from './config-docs.ts';

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'chautari-config-docs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Runs the command without its lines in the report; a refusal comes back as its sentence. */
async function runIn(t: TestContext, folder: string, ...argv: string[]): Promise<number | string> {
  const log = t.mock.method(console, 'log', () => {});
  try {
    return await run(argv, folder);
  } catch (error) {
    if (!isExpectedError(error)) throw error;
    return error.message;
  } finally {
    log.mock.restore();
  }
}

test('writes both files, and then finds them current', async (t) => {
  const folder = newFolder(t);
  assert.equal(await runIn(t, folder), 0);
  assert.equal(readFileSync(join(folder, '.env.example'), 'utf8'), writeEnvExample());
  assert.equal(readFileSync(join(folder, 'docs/configuration.md'), 'utf8'), writeConfigurationPage());
  assert.equal(await runIn(t, folder, '--check'), 0);
});

test('--check says in one sentence which file is not current, and writes nothing', async (t) => {
  const folder = newFolder(t);
  const both =
    '.env.example and docs/configuration.md are not what src/settings.ts says; run npm run generate.';
  assert.equal(await runIn(t, folder, '--check'), both);
  assert.equal(await runIn(t, folder, '--check'), both, 'the first check wrote nothing');

  await runIn(t, folder);
  appendFileSync(join(folder, 'docs/configuration.md'), 'by hand\n');
  assert.equal(
    await runIn(t, folder, '--check'),
    'docs/configuration.md is not what src/settings.ts says; run npm run generate.',
  );
});

test('a flag that is not known is one sentence', async (t) => {
  assert.match(
    String(await runIn(t, newFolder(t), '--chekc')),
    /^Unknown option '--chekc'\. bin\/chautari config-docs --help/,
  );
});

test('the example is itself a configuration: all defaults, nothing set that has none', () => {
  const lines = writeEnvExample()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const example = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  assert.deepEqual(Object.keys(example), Object.keys(settings));
  assert.deepEqual(readConfig(example), readConfig({}));
});

test('no line of the example is wider than a terminal', () => {
  for (const line of writeEnvExample().split('\n')) assert.ok(line.length <= 100, line);
});

test('the page says of each setting what it takes, its default, whether production needs it and whether it is secret', () => {
  const rows = writeConfigurationPage()
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.slice(2, -2).split(' | '));
  assert.deepEqual(
    rows.map(([name]) => name),
    Object.keys(settings).map((name) => `\`${name}\``),
  );
  const row = (name: string) => rows.find(([cell]) => cell === `\`${name}\``)!.slice(2);
  assert.deepEqual(row('NODE_ENV'), ['one of development, test, production', '`development`', 'no', 'no']);
  assert.deepEqual(row('PORT'), ['a whole number from 0 to 65535', '`3000`', 'no', 'no']);
  assert.deepEqual(row('GRAPH_VERSION'), ['text like v26.0', '`v26.0`', 'no', 'no']);
  assert.deepEqual(row('VERIFY_TOKEN'), ['text of 8 characters at least', '—', 'yes', 'yes']);
  assert.deepEqual(row('REDIS_HOST'), ['any text', '—', 'no', 'no']);
  for (const cells of rows) assert.equal(cells.length, 6, cells.join(' | '));
});

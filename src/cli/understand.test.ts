import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

function call(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'understand', ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const line = (id: string, text: string) =>
  JSON.stringify({ id, text, role: 'teacher', classes: ['5A'], subjects: [], today: '2026-11-23' });

test('JSON lines in, JSON lines out; a bad line is told by its number and the others are answered', () => {
  const { status, stdout, stderr } = call([], `${line('a', '5A absent 3')}\n{"id":\n\n${line('b', 'ok')}\n`);
  const readings = stdout
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as { id: string; intent: string });
  assert.deepEqual(
    readings.map(({ id, intent }) => [id, intent]),
    [
      ['a', 'attendance'],
      ['b', 'confirm'],
    ],
  );
  assert.equal(stderr, 'Line 2 was left out: it is not JSON.\n');
  assert.equal(status, 1);
});

test('--explain shows each word and the reading', () => {
  const { status, stdout } = call(['--explain', '5A ganit: bhinna', '--today', '2026-11-23']);
  assert.equal(status, 0);
  assert.match(stdout, /^ganit +ganit .*subject:mathematics$/m);
  assert.match(stdout, /"topic": "bhinna"/);
});

test('a file that is not there is one sentence', () => {
  const { status, stderr } = call(['/nowhere/lines.jsonl']);
  assert.match(stderr, /^\/nowhere\/lines\.jsonl cannot be read: .*\n$/);
  assert.equal(status, 1);
});

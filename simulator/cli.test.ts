import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { readFlags } from './cli.ts';

const wrong: [argv: string[], sentence: RegExp][] = [
  [['--port', 'many'], /^--port must be a number from 0 to 65535, not many\.$/],
  [['--port', '70000'], /^--port must be a number/],
  [['--callback', 'localhost:3000'], /^--callback must be an http or https address, not localhost:3000\.$/],
  [['--speed', '2'], /^Unknown option '--speed'\. See chautari simulator --help\.$/],
  [['--scenario', 'nowhere.json'], /^--scenario nowhere\.json could not be read: /],
];
for (const [argv, sentence] of wrong) {
  test(`${argv.join(' ')} gets one sentence`, () => assert.match(String(readFlags(argv)), sentence));
}

test('flags become options', () => {
  const options = readFlags([
    '--port',
    '0',
    '--callback',
    'http://127.0.0.1:3000/webhook',
    '--app-secret',
    's',
  ]);
  assert.ok(options && typeof options !== 'string');
  assert.equal(options.port, 0);
  assert.equal(options.callbackUrl, 'http://127.0.0.1:3000/webhook');
  assert.equal(options.appSecret, 's');
});

/** Runs `runSimulator` as bin/chautari does, its exit code the process's. */
function run(...argv: string[]): ChildProcess {
  const module = pathToFileURL(`${import.meta.dirname}/cli.ts`).href;
  const code = `import { runSimulator } from ${JSON.stringify(module)}; process.exitCode = await runSimulator(process.argv.slice(1));`;
  return spawn(process.execPath, ['--input-type=module-typescript', '--eval', code, '--', ...argv]);
}

test('runs until SIGTERM and ends by itself with 0', async () => {
  const child = run('--port', '0');
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  const url = /http:\/\/\S+/.exec(line.toString())![0];
  assert.equal((await fetch(`${url}/sim/clock`)).status, 200);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('a port that is taken gets one sentence and 1', async () => {
  const first = run('--port', '0');
  const [line] = (await once(first.stdout!, 'data')) as [Buffer];
  const port = /:(\d+)/.exec(line.toString())![1]!;
  const second = run('--port', port);
  const [said] = (await once(second.stderr!, 'data')) as [Buffer];
  assert.match(said.toString(), /^The simulator could not start: .*EADDRINUSE/);
  assert.deepEqual(await once(second, 'exit'), [1, null]);
  first.kill('SIGTERM');
  await once(first, 'exit');
});

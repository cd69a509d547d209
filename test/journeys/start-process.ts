import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ROOT } from '#test/support/run-folder.ts';
import { waitUntil } from '#test/support/wait-until.ts';

export type Started = { child: ChildProcess; address: string; lines: () => string[] };

/** `bin/chautari start` as a process of its own, and its log. */
export async function startProcess(t: TestContext, env: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'start'], {
    env: { ...process.env, ...env, NODE_TEST_CONTEXT: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(() => void child.kill('SIGKILL'));
  let output = '';
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const lines = () => output.split('\n').filter((line) => line !== '');
  const port = Number(env.PORT);
  await waitUntil(
    'the process answers',
    async () => {
      if (child.exitCode !== null) throw new Error(`it ended:\n${output}`);
      return (await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => null))?.ok;
    },
    { deadlineMs: 40_000, everyMs: 30 },
  );
  return { child, address: `http://127.0.0.1:${port}`, lines };
}

/** SIGTERM, and it ends soon with everything handed back. */
export async function endsByItself({ child, lines }: Started): Promise<void> {
  const began = performance.now();
  child.kill('SIGTERM');
  const [code, signal] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode, null];
  assert.deepEqual([code, signal], [0, null], lines().slice(-5).join('\n'));
  assert.ok(performance.now() - began < 15_000);
}

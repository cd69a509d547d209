import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Role } from '#src/start-chautari.ts';
import { ROOT } from '#test/support/run-folder.ts';
import { waitUntil } from '#test/support/wait-until.ts';

type Test = { after(fn: () => void): void };

export type Started = { child: ChildProcess; address: string; lines: () => string[] };

/** `bin/chautari start` as a process of its own, and its log. */
export async function startProcess(
  t: Test,
  env: Record<string, string>,
  role: Role = 'all',
): Promise<Started> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'start', role], {
    env: { ...process.env, LOG_LEVEL: 'info', ...env, NODE_TEST_CONTEXT: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(() => void child.kill('SIGKILL'));
  let output = '';
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const lines = () => output.split('\n').filter((line) => line !== '');
  await waitUntil(
    `the ${role} has started`,
    () => {
      if (child.exitCode !== null) throw new Error(`it ended:\n${output}`);
      return lines().some((line) => line.includes('"msg":"started"'));
    },
    { deadlineMs: 40_000, everyMs: 20 },
  );
  return { child, address: `http://127.0.0.1:${env.PORT}`, lines };
}

/** SIGTERM, and it ends soon with everything handed back. */
export async function endsByItself({ child, lines }: Started): Promise<void> {
  const began = performance.now();
  child.kill('SIGTERM');
  const [code, signal] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode, null];
  assert.deepEqual([code, signal], [0, null], lines().slice(-5).join('\n'));
  assert.ok(performance.now() - began < 15_000);
}

/** kill -9. */
export async function killAtOnce({ child }: Started): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

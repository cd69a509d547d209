import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

/** A process and all that it and its children started, as Linux tells it. */
function familyOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(familyOf)];
}

/** None for a process that ends while it is looked at. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`);

test('chaos that is told to end in the middle leaves no process behind', {
  skip: process.platform !== 'linux' && 'it looks at processes as Linux shows them',
}, async (t) => {
  const chaos = spawn(process.execPath, [MAIN, 'chaos', '--seed', '3', '--seconds', '120'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => chaos.kill('SIGKILL'));
  const exit = once(chaos, 'exit');
  const said: string[] = [];
  createInterface({ input: chaos.stderr }).on('line', (line) => said.push(line));
  // Faults are told indented; by the fourth something is down, and about to come back.
  let faults = 0;
  const seen = new Set<number>();
  for await (const line of createInterface({ input: chaos.stdout })) {
    for (const pid of familyOf(chaos.pid!)) seen.add(pid);
    if (line.startsWith('  ') && ++faults === 4) break;
  }
  const family = [...seen];
  assert.ok(family.length > 6, `a server, workers and a database, not ${family.length} processes`);
  chaos.kill('SIGTERM');
  assert.deepEqual(await exit, [1, null]);
  assert.deepEqual(said, ['Ended before its time, so nothing was judged.']);
  assert.deepEqual(family.filter(isThere), []);
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { isRunning, readPostmasterPid } from '#lib/embedded-process.ts';

const ROOT = join(import.meta.dirname, '..');

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test(`a bench that gets ${signal} twice leaves no process and no file behind`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-stop-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const bench = spawn(process.execPath, [join(ROOT, 'bench/run.ts'), 'fairness', '--repeat', '1'], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    t.after(() => bench.kill('SIGKILL'));
    const ended = once(bench, 'exit');
    // The simulator runs beside PostgreSQL by then, and the bench is in the middle of its statements.
    for await (const line of createInterface({ input: bench.stderr })) if (line.startsWith('planning')) break;
    const [cluster] = readdirSync(folder);
    const postgres = readPostmasterPid(join(folder, cluster!, 'postgres'))!.pid;
    const children = childrenOf(bench.pid!);
    assert.ok(
      children.includes(postgres) && children.length >= 2,
      'PostgreSQL and the simulator are running',
    );

    bench.kill(signal);
    bench.kill(signal);
    const [code] = await ended;

    assert.equal(code, signal === 'SIGTERM' ? 143 : 130);
    assert.deepEqual(children.filter(isRunning), []);
    assert.deepEqual(readdirSync(folder), []);
  });

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '#lib/embedded-state.ts';
import { waitUntil } from './wait-until.ts';

export type TestRedis = {
  url: string;
  /** Takes everything out of it, at once. */
  empty(): Promise<void>;
  /** Cuts every connection to it. */
  cut(): Promise<void>;
  /** Stops the server at once, as kill -9 does; what it held is gone. */
  stop(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  startAgain(): Promise<void>;
};

/** The reason to skip tests that need Redis, or false: `test('…', { skip: noRedis }, …)`. */
export const noRedis: string | false = isInstalled('redis-server')
  ? false
  : 'redis-server is not installed (on Debian: apt-get install redis-server)';

/** The same for Valkey. */
export const noValkey: string | false = isInstalled('valkey-server')
  ? false
  : 'valkey-server is not installed (a package of Debian 13 and later)';

/** Starts an empty server of this test's own on 127.0.0.1; it stops after the test. `options` are added. */
export async function startRedis(
  t: { after(fn: () => Promise<void>): void },
  options: string[] = [],
  program: Program = 'redis-server',
): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'chautari-redis-'));
  const port = await findFreePort();
  const start = () => launch(program, port, ['--dir', folder, ...options]);
  let running = await start();
  const stop = () => end(running);
  t.after(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    empty: () => ask(port, (client) => client.flushall()),
    cut: () => ask(port, (client) => client.client('KILL', 'TYPE', 'NORMAL')),
    stop,
    startAgain: async () => {
      await stop();
      running = await start();
    },
  };
}

type Program = 'redis-server' | 'valkey-server';

function isInstalled(program: Program): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function launch(program: Program, port: number, options: string[]): Promise<ChildProcess> {
  // The shell waits on a pipe from this process, and ends the server when the pipe closes: on stop, and also
  // when the test is killed.
  const script = '"$0" "$@" & read -r _; kill -9 $!; wait';
  const always = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(
    '/bin/sh',
    ['-c', script, program, ...always, '--maxmemory-policy', 'noeviction', ...options],
    {
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  );
  await waitUntil(`${program} answers`, () => answers(port));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('error', () => resolve(false));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString() === '+PONG\r\n');
    });
  });
}

async function ask(port: number, work: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(port, '127.0.0.1');
  client.on('error', () => {});
  try {
    await work(client);
  } finally {
    client.disconnect();
  }
}

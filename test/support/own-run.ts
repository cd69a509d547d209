import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRunning, sendSignal, until } from '#lib/embedded-process.ts';
import { readState } from '#lib/embedded-state.ts';

const PREFIX = 'chautari-run-';
const SERVER_STOPS_MS = 20_000;
const PROCESSES_END_MS = 5_000;

/**
 * Does `work` with a folder of its own for everything temporary, closed off from the network, and leaves
 * neither processes nor files behind: not when it fails, and not on Ctrl-C or SIGTERM (`stopped` then says so).
 * Runs that were killed before they could clean up are cleaned up first.
 */
export async function inOwnRun(work: (stopped: AbortSignal) => Promise<void>): Promise<void> {
  await removeAbandonedRuns();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals) => {
    process.exitCode = signal === 'SIGINT' ? 130 : 143;
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  // Nobody reads on (`bin/test | head`): stop, but clean up.
  process.stdout.on('error', () => onSignal('SIGHUP'));
  useFolder(folder);
  try {
    await work(stop.signal);
  } finally {
    await cleanUp(folder);
  }
}

function useFolder(folder: string): void {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  // As root, PostgreSQL runs as another user, who must pass through.
  for (const path of [folder, temporary]) chmodSync(path, 0o711);
  const deny = pathToFileURL(join(import.meta.dirname, 'deny-network.ts'));
  process.env.CHAUTARI_TEST_RUN = folder;
  process.env.TMPDIR = temporary;
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import=${deny}`.trim();
}

async function removeAbandonedRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    // Another run may be at it, or it is another user's: it is in nobody's way, and the next run tries again.
    await cleanUp(join(tmpdir(), name)).catch(() => {});
  }
}

async function cleanUp(folder: string): Promise<void> {
  const server = readState(join(folder, 'postgres'))?.pid;
  if (server !== undefined && isRunning(server)) {
    sendSignal(server, 'SIGTERM');
    await until(() => !isRunning(server), SERVER_STOPS_MS);
  }
  await endProcessesOf(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Every process of the run carries its folder in the environment; on systems without /proc none are found. */
async function endProcessesOf(folder: string): Promise<void> {
  const left = () => processesOf(folder);
  for (const pid of left()) sendSignal(pid, 'SIGINT');
  if (await until(() => left().length === 0, PROCESSES_END_MS)) return;
  for (const pid of left()) sendSignal(pid, 'SIGKILL');
  await until(() => left().length === 0, PROCESSES_END_MS);
}

function processesOf(folder: string): number[] {
  if (!existsSync('/proc/self/environ')) return [];
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return numbers.filter((pid) => environmentOf(pid).includes(`CHAUTARI_TEST_RUN=${folder}`)).map(Number);
}

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return []; // Another user's process, or one that has just ended.
  }
}

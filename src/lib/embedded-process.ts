import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expectedError } from './expected-error.ts';

/** What postmaster.pid says (https://www.postgresql.org/docs/18/storage-file-layout.html), or null without one. */
export function readPostmasterPid(dataDir: string): { pid: number; ready: boolean } | null {
  const path = join(dataDir, 'postmaster.pid');
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  // The eighth line is the state that pg_ctl itself waits for.
  return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Ends a server that outlived the process that started it (kill -9 of the parent), and clears away the pid
 * file of one that did not. Only call it while holding the folder's lock: then whatever runs is an orphan.
 */
export async function clearLastRun(dataDir: string, log: (line: string) => void): Promise<void> {
  const last = readPostmasterPid(dataDir);
  if (last === null) return;
  if (isPostmasterOf(last.pid, dataDir)) {
    log(`The last run left its PostgreSQL behind (process ${last.pid}); stopping it`);
    await stopPostmaster(last.pid);
  }
  // The number may belong to another program by now, for which PostgreSQL would refuse to start.
  rmSync(join(dataDir, 'postmaster.pid'), { force: true });
}

/**
 * Stops a server and waits until it is gone. `fast` cuts sessions and loses nothing, `immediate` leaves a crash
 * to recover from; a server that does not obey gets the next harder signal.
 */
export async function stopPostmaster(pid: number, how: 'fast' | 'immediate' = 'fast'): Promise<void> {
  const steps = [
    { signal: 'SIGINT', patienceMs: 20_000 },
    { signal: 'SIGQUIT', patienceMs: 6_000 },
    { signal: 'SIGKILL', patienceMs: 5_000 },
  ] as const;
  for (const { signal, patienceMs } of how === 'fast' ? steps : steps.slice(1)) {
    sendSignal(pid, signal);
    if (await until(() => !isRunning(pid), patienceMs)) return;
  }
  throw expectedError(`PostgreSQL (process ${pid}) does not stop; end it by hand and start again.`);
}

/** False for a process that is gone, and for one that ended but was never collected by its parent. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const stat = readProcFile(pid, 'stat');
  return stat === null || !/^\d+ \(.*\) Z/s.test(stat);
}

/** Looks every 10 ms until `condition` holds; false when `deadlineMs` passed first. */
export async function until(condition: () => boolean, deadlineMs: number): Promise<boolean> {
  const end = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > end) return false;
    await delay(10);
  }
  return true;
}

/** Sends a signal; a process that ended meanwhile is not an error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function isPostmasterOf(pid: number, dataDir: string): boolean {
  if (!isRunning(pid)) return false;
  const words = readProcFile(pid, 'cmdline')?.split('\0') ?? [];
  if (words.length > 0) return words[0]!.endsWith('postgres') && words.includes(dataDir);
  const command = commandByPs(pid);
  return command.includes('postgres') && command.includes(dataDir);
}

function readProcFile(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return null; // No /proc on this system, or the process has just ended.
  }
}

function commandByPs(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return ''; // ps exits with 1 when there is no such process.
  }
}

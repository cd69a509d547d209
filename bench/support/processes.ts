import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { closeLater } from '#bench/support/close-all.ts';

const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/node/bin/node');

export type Started = {
  process: ChildProcess;
  cpuMs(): number;
  /** Memory of its own and shared that it holds at this moment. */
  residentMb(): number;
  stop(): Promise<void>;
};

/** Starts a script of the project in a process of its own; resolves when a line of its output matches. */
export async function startScript(
  script: string,
  args: string[],
  env: Record<string, string>,
  isReady: (line: string) => boolean,
  execArgv: string[] = [],
): Promise<Started> {
  const child = spawn(NODE, [...execArgv, join(ROOT, script), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = closeLater(() => endProcess(child));
  await new Promise<void>((resolve, reject) => {
    const said: string[] = [];
    const look = (line: string) => {
      if (said.length < 50) said.push(line);
      if (isReady(line)) resolve();
    };
    createInterface({ input: child.stdout! }).on('line', look);
    createInterface({ input: child.stderr! }).on('line', look);
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}:\n${said.join('\n')}`)));
  });
  return {
    process: child,
    cpuMs: () => cpuMsOf(child.pid!),
    residentMb: () => residentMb(child.pid!),
    stop,
  };
}

/** Ends a child by SIGTERM and waits for it; one that has not gone after half a minute is killed. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const giveUp = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await gone;
  clearTimeout(giveUp);
}

const PATIENCE_MS = 30_000;

const TICKS_PER_SECOND = 100;

/** CPU time a process and its threads have used so far, in milliseconds (Linux: /proc). */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND;
}

/** CPU time of a process and all its children, those that have ended too. */
export function cpuMsOfTree(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ended = ((Number(fields[13]) + Number(fields[14])) * 1_000) / TICKS_PER_SECOND;
  return cpuMsOf(pid) + ended + childrenOf(pid).reduce((sum, child) => sum + cpuMsOfTree(child), 0);
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    const children = readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim();
    return children === '' ? [] : children.split(' ').map(Number);
  });
}

function residentMb(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1_024);
}

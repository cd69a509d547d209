import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { EmbeddedBinaries } from './embedded-binaries.ts';
import { clearLastRun, readPostmasterPid, sendSignal, stopPostmaster, until } from './embedded-process.ts';
import { settingArguments } from './embedded-settings.ts';
import { type RunAs, spawnAs } from './embedded-user.ts';
import { expectedError } from './expected-error.ts';

export type ServerOptions = {
  binaries: EmbeddedBinaries;
  runAs: RunAs;
  dataDir: string;
  settings: Readonly<Record<string, string>>;
  log: (line: string) => void;
};

export type SupervisedServer = {
  pid(): number | null;
  /** Resolves when the server takes connections on `port`, or cannot have it. */
  start(port: number): Promise<'ready' | 'port taken'>;
  stop(how: 'fast' | 'immediate'): Promise<void>;
};

/** Recovery after a crash replays at most max_wal_size (2 GB); minutes on a slow disk. */
const READY_WITHIN_MS = 10 * 60_000;
/** After the postmaster alone was killed its sessions need a moment to notice, and hold the shared memory. */
const LEFTOVERS_GONE_WITHIN_MS = 10_000;

/** Runs the server process, and starts it again when it ends without being told to. */
export function superviseServer(options: ServerOptions): SupervisedServer {
  let wanted = false;
  let running: ChildProcess | null = null;
  let restarting = Promise.resolve();

  // An exit that closed nothing (an uncaught error) must not leave the server behind.
  const stopAtExit = () => {
    if (running?.pid !== undefined) sendSignal(running.pid, 'SIGINT');
  };

  const start = async (port: number): Promise<'ready' | 'port taken'> => {
    const launched = await launch(options, port);
    if (launched === 'port taken') return launched;
    running = launched;
    launched.once('exit', () => {
      // A server that was stopped can be reported late, when its successor already runs.
      if (running !== launched) return;
      running = null;
      if (wanted) restarting = restart(port);
    });
    return 'ready';
  };

  const restart = async (port: number): Promise<void> => {
    options.log('PostgreSQL ended unexpectedly; starting it again');
    try {
      await clearLastRun(options.dataDir, options.log);
      if ((await start(port)) === 'ready') options.log('PostgreSQL is back');
      else options.log(`PostgreSQL is away: another program took port ${port}. Restart Chautari`);
    } catch (error) {
      options.log(`PostgreSQL is away. ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  return {
    pid: () => running?.pid ?? null,
    start: async (port) => {
      if (running !== null) return 'ready';
      wanted = true;
      process.once('exit', stopAtExit);
      return start(port);
    },
    stop: async (how) => {
      wanted = false;
      await restarting;
      process.off('exit', stopAtExit);
      if (running?.pid !== undefined) await stopPostmaster(running.pid, how);
      running = null;
    },
  };
}

async function launch(options: ServerOptions, port: number): Promise<ChildProcess | 'port taken'> {
  const giveUpAt = performance.now() + LEFTOVERS_GONE_WITHIN_MS;
  for (;;) {
    const child = spawnServer(options, port);
    if (await becomesReady(child, options)) return child;
    const complaint = readComplaint(options.dataDir);
    if (/could not bind|could not create any TCP/.test(complaint)) return 'port taken';
    const isLeftover = /pre-existing shared memory block/.test(complaint);
    if (!isLeftover || performance.now() > giveUpAt)
      throw expectedError(`PostgreSQL did not start: ${complaint} (${logPath(options.dataDir)} says more)`);
    await delay(100);
  }
}

function spawnServer(options: ServerOptions, port: number): ChildProcess {
  // A file and not a pipe: the server outlives us for a moment when we are killed, and must not block on us.
  const log = logPath(options.dataDir);
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const output = openSync(log, 'a', 0o600);
  try {
    const args = ['-D', options.dataDir, '-p', String(port), ...settingArguments(options.settings)];
    return spawnAs(options.runAs, options.binaries.postgres, args, ['ignore', output, output]);
  } finally {
    closeSync(output);
  }
}

async function becomesReady(child: ChildProcess, options: ServerOptions): Promise<boolean> {
  let ended = false;
  child.once('error', () => {
    ended = true; // The program could not be run at all.
  });
  child.once('exit', () => {
    ended = true;
  });
  const isReady = () => {
    const state = readPostmasterPid(options.dataDir);
    return state?.ready === true && state.pid === child.pid;
  };
  if (!(await until(() => ended || isReady(), 2_000)))
    options.log('PostgreSQL is recovering from the last run');
  const settled = await until(() => ended || isReady(), READY_WITHIN_MS);
  if (!settled && child.pid !== undefined) await stopPostmaster(child.pid);
  return settled && !ended;
}

/** The server's last complaint, without time and process number. */
function readComplaint(dataDir: string): string {
  const lines = readFileSync(logPath(dataDir), 'utf8').trim().split('\n');
  const telling = lines.filter((line) => /FATAL|LOG:|error/.test(line)).slice(-3);
  return telling.map((line) => line.replace(/^.*?(?:FATAL|LOG): +/, '')).join('; ') || 'it gave no reason';
}

function logPath(dataDir: string): string {
  return `${dataDir}.log`;
}

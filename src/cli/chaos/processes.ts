import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const MAIN = join(import.meta.dirname, '../main.ts');
const JUMPING_CLOCK = pathToFileURL(join(import.meta.dirname, 'jumping-clock.ts')).href;

/** A process of ours that is started again whenever it is killed, as a supervisor would. */
export type Supervised = {
  name: string;
  /** kill -9, and started again after so long. */
  kill(restartAfterMs: number): Promise<void>;
  /** SIGSTOP, and SIGCONT after so long. */
  hang(forMs: number): Promise<void>;
  /** Sets its clock, from then on, so much forward or back of what it would be. */
  setClock(byMs: number): void;
  /** Ends it with SIGTERM; resolves with its exit code, or the signal that ended it. */
  stop(): Promise<number | string>;
  /** Lines of its log from level error up. */
  errors: string[];
};

/** Waits so long, or until the run is ended. */
export async function waitOrEnd(ms: number, ended: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: ended }).catch(() => {});
}

/** Starts `chautari …` and resolves once a line of its log says "started". After `ended` it is not started again. */
export async function supervise(
  name: string,
  args: string[],
  settings: Record<string, string>,
  folder: string,
  ended: AbortSignal,
): Promise<Supervised> {
  const errors: string[] = [];
  const clock = join(folder, `${name}.clock`);
  writeFileSync(clock, '0');
  const env = { ...settings, CHAOS_CLOCK: clock, NODE_OPTIONS: `--import=${JUMPING_CLOCK}` };
  let stopped = false;
  let child = await launch(args, env, errors);
  return {
    name,
    errors,
    async kill(restartAfterMs) {
      // It may be gone for good: after the end of the run nothing is started again.
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await waitOrEnd(restartAfterMs, ended);
      writeFileSync(clock, '0'); // a machine that comes up asks for the time
      if (!stopped && !ended.aborted) child = await launchAgain(args, env, errors);
    },
    async hang(forMs) {
      const one = child;
      one.kill('SIGSTOP');
      await waitOrEnd(forMs, ended);
      one.kill('SIGCONT');
    },
    setClock(byMs) {
      writeFileSync(clock, String(byMs));
    },
    async stop() {
      stopped = true;
      if (child.exitCode !== null || child.signalCode !== null)
        return `${child.exitCode ?? child.signalCode}, before it was told to end`;
      child.kill('SIGTERM');
      const [code, signal] = await once(child, 'exit');
      return (code ?? signal) as number | string;
    },
  };
}

// The database may be down just when a process comes up; a supervisor tries until it stays.
async function launchAgain(
  args: string[],
  env: Record<string, string>,
  errors: string[],
): Promise<ChildProcess> {
  for (;;) {
    try {
      return await launch(args, env, errors);
    } catch (error) {
      errors.push(String(error));
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}

async function launch(args: string[], env: Record<string, string>, errors: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines = createInterface({ input: child.stderr! });
  await new Promise<void>((resolve, reject) => {
    const said: string[] = [];
    lines.on('line', (line) => {
      if (line.includes('"msg":"started"')) resolve();
      else if (/"level":[56]0/.test(line)) errors.push(line);
      else if (said.length < 20) said.push(line);
    });
    child.once('exit', (code, signal) =>
      reject(new Error(`${args.join(' ')} ended at its start (${code ?? signal}): ${said.join(' ')}`)),
    );
  });
  return child;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../main.ts');

/** A process of ours that is started again whenever it is killed, as a supervisor would. */
export type Supervised = {
  name: string;
  /** kill -9, and started again after so long. */
  kill(restartAfterMs: number): Promise<void>;
  /** Ends it with SIGTERM; resolves with its exit code, or the signal that ended it. */
  stop(): Promise<number | string>;
  /** Lines of its log from level error up. */
  errors: string[];
};

/** Starts `chautari …` and resolves once a line of its log says "started". */
export async function supervise(
  name: string,
  args: string[],
  env: Record<string, string>,
): Promise<Supervised> {
  const errors: string[] = [];
  let stopped = false;
  let child = await launch(args, env, errors);
  return {
    name,
    errors,
    async kill(restartAfterMs) {
      child.kill('SIGKILL');
      await once(child, 'exit');
      await new Promise((done) => setTimeout(done, restartAfterMs));
      if (!stopped) child = await launchAgain(args, env, errors);
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

import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { inOwnRun } from './own-run.ts';
import { ROOT } from './run-folder.ts';

type Check = { name: string; command: string[] /** What to do when it fails. */; remedy: string };

const program = (name: string) => join(ROOT, 'node_modules', '.bin', name);
const node = (...args: string[]) => [process.execPath, ...args];

const checks: Check[] = [
  {
    name: 'types',
    command: [program('tsc'), '-p', 'tsconfig.json'],
    remedy: 'Correct what tsc names.',
  },
  {
    name: "types of the phones' page",
    command: [program('tsc'), '-p', join('simulator', 'page', 'tsconfig.json')],
    remedy: 'Correct what tsc names.',
  },
  {
    name: 'style',
    command: [program('biome'), 'ci', '--colors=off', '.'],
    remedy: 'npm run format mends most of it.',
  },
  {
    name: 'boundaries',
    command: node('--test', '--test-reporter=spec', join('test', 'boundaries.test.ts')),
    remedy: 'The table in test/boundaries.test.ts says who may import what.',
  },
  {
    name: 'database types',
    command: node(join('test', 'support', 'generate-database-types.ts'), '--check'),
    remedy: 'npm run generate',
  },
  {
    name: 'configuration documents',
    command: node(join('src', 'cli', 'main.ts'), 'config-docs', '--check'),
    remedy: 'npm run generate',
  },
  {
    name: 'unused code',
    command: [program('knip'), '--no-progress'],
    remedy: 'Delete what nothing uses, or say in knip.json why it stays.',
  },
  {
    name: 'shell scripts',
    command: [
      '/bin/sh',
      '-c',
      'for file; do sh -n "$file" || exit 1; done',
      'sh',
      ...globSync('bin/*', { cwd: ROOT }),
      '.ci/run',
    ],
    remedy: 'Correct what sh names.',
  },
];

process.chdir(ROOT);
await inOwnRun(async (stopped) => {
  const begun = performance.now();
  const waiting = [...checks];
  const failed: string[] = [];
  // Two at a time fill the two cores that a small machine has.
  const worker = async () => {
    for (let check = waiting.shift(); check && !stopped.aborted; check = waiting.shift())
      if (!(await passes(check, stopped))) failed.push(check.name);
  };
  await Promise.all([worker(), worker()]);
  const took = `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
  if (stopped.aborted) write(`Stopped after ${took}.\n`);
  else
    write(
      failed.length > 0
        ? `Failed: ${failed.join(', ')} (${took}).\n`
        : `All ${checks.length} checks passed in ${took}.\n`,
    );
  if (failed.length > 0) process.exitCode ??= 1;
});

function passes({ name, command, remedy }: Check, stopped: AbortSignal): Promise<boolean> {
  const begun = performance.now();
  const [file, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(file!, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    stopped.addEventListener('abort', () => child.kill());
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString('utf8');
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => listen(Buffer.from(`${error.message}\n`)));
    child.once('close', (code) => {
      const took = `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
      write(code === 0 ? `✔ ${name}  ${took}\n` : `✖ ${name}  ${took}\n${said}${remedy}\n\n`);
      resolve(code === 0);
    });
  });
}

function write(text: string): void {
  process.stdout.write(text);
}

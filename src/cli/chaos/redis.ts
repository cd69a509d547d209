import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { findFreePort } from '#lib/embedded-state.ts';
import { expectedError } from '#lib/expected-error.ts';

export type ChaosRedis = { url: string; flush(): Promise<void>; close(): Promise<void> };

/** A redis-server of this run's own on 127.0.0.1, which keeps nothing on disk. */
export async function startChaosRedis(folder: string): Promise<ChaosRedis> {
  const port = await findFreePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
    { stdio: 'ignore' },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', () =>
      reject(
        expectedError(
          'redis-server is not installed (on Debian: apt-get install redis-server), so --redis cannot run.',
        ),
      ),
    );
    server.once('spawn', resolve);
  });
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50 });
  client.on('error', () => {}); // until it is up
  await client.ping();
  return {
    url: `redis://127.0.0.1:${port}`,
    async flush() {
      await client.flushall();
    },
    async close() {
      client.disconnect();
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}

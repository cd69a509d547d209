import { expectedError } from '#lib/expected-error.ts';
import { createHttp } from '#lib/http.ts';
import { checkTokens } from '#ops/check-tokens.ts';
import { startPulse } from '#ops/start-pulse.ts';
import { startWorkers } from '#src/jobs.ts';
import { addRoutes, directRoute } from '#src/routes.ts';
import type { Runtime } from '#src/runtime.ts';
import { openDoor } from '#webhook/open-door.ts';

/** Which part of Chautari a process is. `all` is both, for one machine. */
export type Role = 'all' | 'server' | 'worker';

export const ROLES: readonly Role[] = ['all', 'server', 'worker'];

export type Running = { address: string | undefined; close(): Promise<void> };

/** Starts the parts of a role. `close()` stops taking work, finishes or hands back what is under way, and frees everything. */
export async function startChautari(runtime: Runtime, role: Role): Promise<Running> {
  if (role !== 'server') await checkTokens(runtime);
  const server = role === 'worker' ? undefined : await startServer(runtime);
  const workers = role === 'server' ? undefined : startWorkers(runtime);
  const pulse = role === 'server' ? undefined : startPulse(runtime);
  return {
    address: server?.address,
    async close() {
      await pulse?.close();
      await Promise.all([server?.close(), workers?.close()]);
      await runtime.close();
    },
  };
}

async function startServer(runtime: Runtime): Promise<{ address: string; close(): Promise<void> }> {
  const door = openDoor(runtime);
  const app = await createHttp(runtime.log, directRoute(runtime, door));
  addRoutes(app, runtime);
  const { PORT: port, HOST: host } = runtime.config;
  try {
    const address = await app.listen({ port, host });
    return {
      address,
      async close() {
        await app.close();
        await door.close();
      },
    };
  } catch (error) {
    await app.close();
    await door.close();
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw expectedError(
      `Port ${port} is taken by another program. Stop it, or set PORT to a free one, for example PORT=${port + 10}.`,
      error,
    );
  }
}

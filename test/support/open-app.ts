import type { FastifyInstance } from 'fastify';
import { createHttp } from '#lib/http.ts';
import { addRoutes, directRoute } from '#src/routes.ts';
import type { Runtime } from '#src/runtime.ts';
import { openDoor } from '#webhook/open-door.ts';

/** The web server with all its routes, for `inject`; nothing listens. Closed after the test. */
export async function openApp(
  t: { after(fn: () => Promise<void>): void },
  runtime: Runtime,
): Promise<FastifyInstance> {
  const door = openDoor(runtime);
  const app = await createHttp(runtime.log, directRoute(runtime, door));
  addRoutes(app, runtime);
  t.after(async () => {
    await app.close();
    await door.close();
  });
  return app;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import inject, { type InjectOptions, type Response } from 'light-my-request';

/** A request to the server as it would come through its socket: past the direct routes, then the others. */
export async function injectWhole(app: FastifyInstance, request: InjectOptions): Promise<Response> {
  await app.ready();
  const [listener] = app.server.listeners('request');
  return inject(listener as (request: IncomingMessage, response: ServerResponse) => void, request);
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { newId } from '#lib/ids.ts';
import type { Log } from '#lib/log.ts';
import { type PlainRoute, servePlainPosts } from '#lib/serve-plain-posts.ts';

/**
 * A POST that is served in front of all other routes: with nothing between it and the socket where it comes in the plainest
 * form (`take`), and by Node's HTTP server otherwise.
 */
export type DirectRoute = PlainRoute & {
  handle: (request: IncomingMessage, response: ServerResponse) => void;
};

// A request must have come whole within this: who sends a byte a second holds no connection for ever.
const WHOLE_REQUEST_MS = 60_000;
// Longer than a proxy in front keeps a connection (nginx: 60 s), so that it never sends into one that is just closing.
const IDLE_MS = 72_000;
const OPTIONS = { requestTimeout: WHOLE_REQUEST_MS, keepAliveTimeout: IDLE_MS };

/**
 * The web server without routes: security headers, an id for every request (a caller's `x-request-id` is kept),
 * bodies as raw bytes, and one handler for errors that tells callers what they did wrong and never how we are built.
 * The direct route has none of this; its callers are programs.
 */
export async function createHttp(log: Log, direct?: DirectRoute): Promise<FastifyInstance> {
  let plain: ReturnType<typeof servePlainPosts> | undefined;
  const app = fastify({
    genReqId: (request) => requestIdOf(request) ?? newId(Date.now()),
    logger: false,
    forceCloseConnections: 'idle',
    serverFactory: (routes) => {
      const server = createServer(OPTIONS, (request, response) => {
        if (!direct || !isFor(direct, request)) return routes(request, response);
        // While the server closes, each answer is the last one of its connection.
        if (isClosing) response.shouldKeepAlive = false;
        direct.handle(request, response);
      });
      if (direct) plain = servePlainPosts(server, direct, IDLE_MS);
      return server;
    },
  });
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
    plain?.close();
  });
  await app.register(helmet);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `There is nothing at ${request.method} ${request.url.split('?')[0]}.` }),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ error: error.message });
    log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'request failed');
    return reply.code(500).send({ error: `Something went wrong on our side. Its number is ${request.id}.` });
  });
  return app;
}

/** The id a caller gave its request, where it is one that may stand in a log. */
export function requestIdOf({ headers }: { headers: NodeJS.Dict<string | string[]> }): string | undefined {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : undefined;
}

function isFor({ path }: DirectRoute, { method, url }: IncomingMessage): boolean {
  if (method !== 'POST' || !url?.startsWith(path)) return false;
  return url.length === path.length || url[path.length] === '?';
}

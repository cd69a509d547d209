import helmet from '@fastify/helmet';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { newId } from '#lib/ids.ts';
import type { Log } from '#lib/log.ts';

/**
 * The web server without routes: security headers, an id for every request (a caller's `x-request-id` is kept),
 * bodies as raw bytes, and one handler for errors that tells callers what they did wrong and never how we are built.
 */
export async function createHttp(log: Log): Promise<FastifyInstance> {
  const app = fastify({
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : newId(Date.now());
    },
    logger: false,
    forceCloseConnections: 'idle',
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

import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Runtime } from '#src/runtime.ts';

type Handshake = { 'hub.mode'?: unknown; 'hub.challenge'?: unknown; 'hub.verify_token'?: unknown };

/** GET /webhook: Meta asks whether this address is ours; the challenge goes back when the word is right. */
export function answerHandshake(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const query = request.query as Handshake;
  const challenge = query['hub.challenge'];
  if (query['hub.mode'] !== 'subscribe' || typeof challenge !== 'string') {
    return reply.code(400).send({
      error: 'This is the webhook address. Meta calls it with hub.mode=subscribe and hub.challenge.',
    });
  }
  if (!isSameWord(query['hub.verify_token'], runtime.config.VERIFY_TOKEN)) {
    return reply.code(403).send({ error: 'hub.verify_token is not the VERIFY_TOKEN that is set here.' });
  }
  return reply.type('text/plain').send(challenge);
}

function isSameWord(given: unknown, expected: string | undefined): boolean {
  if (typeof given !== 'string' || !expected) return false;
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TooBusyError } from '#lib/group-commit.ts';
import type { Runtime } from '#src/runtime.ts';
import type { KeepEvent } from '#webhook/keep-event.ts';
import { isSignedBy } from '#whatsapp/signature.ts';

/** Meta's largest webhook (cloud-api.md section 1). */
export const MAX_WEBHOOK_BYTES = 3 * 1024 * 1024;

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

/** POST /webhook: 401 for a signature that does not fit, 200 once the bytes are committed, 503 while they cannot be. */
export async function receiveWebhook(
  runtime: Runtime,
  keep: KeepEvent,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = request.body as Buffer | undefined;
  const signature = request.headers['x-hub-signature-256'];
  if (!runtime.config.WA_APP_SECRET) {
    runtime.log.error({ stage: 'webhook' }, 'WA_APP_SECRET is not set, so no webhook can be checked');
    return reply.code(503).send({ error: 'WA_APP_SECRET is not set, so no webhook can be checked.' });
  }
  if (
    !body ||
    !isSignedBy(runtime.config.WA_APP_SECRET, body, typeof signature === 'string' ? signature : undefined)
  ) {
    runtime.log.warn(
      { stage: 'webhook', requestId: request.id, bytes: body?.length ?? 0 },
      'signature does not fit',
    );
    return reply
      .code(401)
      .send({ error: 'X-Hub-Signature-256 does not fit these bytes and our app secret.' });
  }
  try {
    await keep(body, request.id);
    return reply.code(200).send();
  } catch (error) {
    const busy = error instanceof TooBusyError;
    runtime.log.error(
      { stage: 'webhook', requestId: request.id, err: error },
      busy ? 'too busy to keep an event' : 'event not kept',
    );
    return reply
      .code(503)
      .header('retry-after', '5')
      .send({ error: 'Not kept just now; please send it again.' });
  }
}

function isSameWord(given: unknown, expected: string | undefined): boolean {
  if (typeof given !== 'string' || !expected) return false;
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

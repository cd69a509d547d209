import type { IncomingMessage, ServerResponse } from 'node:http';
import { TooBusyError } from '#lib/group-commit.ts';
import { requestIdOf } from '#lib/http.ts';
import { answerJson, createBodyReader } from '#lib/read-body.ts';
import type { Runtime } from '#src/runtime.ts';
import type { KeepPost } from '#webhook/keep-post.ts';
import type { Door } from '#webhook/open-door.ts';
import { createSignatureCheck } from '#whatsapp/signature.ts';

/** Meta's largest webhook (cloud-api.md section 1). */
export const MAX_WEBHOOK_BYTES = 3 * 1024 * 1024;

// Of all bodies that are on their way in or wait for their commit; above it Meta is told to come again.
const MAX_BYTES_IN_HAND = 64 * 1024 * 1024;

const KEPT = { 'content-length': 0 };
const TOO_BUSY = 'Not kept just now; please send it again.';

/**
 * POST /webhook: 401 for a signature that does not fit, 200 once the bytes are committed, 503 while they cannot be,
 * 413 for more than Meta ever sends. Served in front of the routes (ADR 0014): what happens for each of ten thousand
 * a second is here, and nothing else.
 */
export function createWebhookReceiver(
  runtime: Runtime,
  door: Door,
  keep: KeepPost,
): (request: IncomingMessage, response: ServerResponse) => void {
  const secret = runtime.config.WA_APP_SECRET;
  const isSigned = secret ? createSignatureCheck(secret) : undefined;
  const bodies = createBodyReader({ maxBytes: MAX_WEBHOOK_BYTES, maxBytesInHand: MAX_BYTES_IN_HAND });

  const take = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    const signature = request.headers['x-hub-signature-256'];
    if (!isSigned?.(body, typeof signature === 'string' ? signature : undefined)) {
      bodies.done(body);
      refuse(runtime, request, response, body.length, isSigned !== undefined);
      return;
    }
    const given = requestIdOf(request);
    keep(body, given).then(
      () => {
        bodies.done(body);
        response.writeHead(200, KEPT).end();
      },
      (error: unknown) => {
        bodies.done(body);
        door.broke();
        runtime.log.error(
          { stage: 'webhook', requestId: given, err: error },
          error instanceof TooBusyError ? 'too busy to keep an event' : 'event not kept',
        );
        answerJson(response, 503, { error: TOO_BUSY }, { 'retry-after': '5' });
      },
    );
  };

  return (request, response) =>
    bodies.read(request, (outcome) => {
      if (outcome.kind === 'read') take(request, response, outcome.body);
      else if (outcome.kind === 'too large')
        answerJson(response, 413, { error: 'Request body is too large' });
      else {
        door.broke();
        runtime.log.error({ stage: 'webhook' }, 'too many bytes in hand to take an event');
        answerJson(response, 503, { error: TOO_BUSY }, { 'retry-after': '5' });
      }
    });
}

function refuse(
  runtime: Runtime,
  request: IncomingMessage,
  response: ServerResponse,
  bytes: number,
  hasSecret: boolean,
): void {
  if (!hasSecret) {
    runtime.log.error({ stage: 'webhook' }, 'WA_APP_SECRET is not set, so no webhook can be checked');
    answerJson(response, 503, { error: 'WA_APP_SECRET is not set, so no webhook can be checked.' });
    return;
  }
  const requestId = requestIdOf(request);
  runtime.log.warn({ stage: 'webhook', requestId, bytes }, 'signature does not fit');
  answerJson(response, 401, {
    error: 'X-Hub-Signature-256 does not fit these bytes and our app secret.',
  });
}

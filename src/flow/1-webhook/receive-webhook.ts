import { TooBusyError } from '#lib/group-commit.ts';
import { type DirectRoute, requestIdOf } from '#lib/http.ts';
import { answerBy, createBodyReader } from '#lib/read-body.ts';
import type { Answer } from '#lib/word-answer.ts';
import type { Runtime } from '#src/runtime.ts';
import type { KeepPost } from '#webhook/keep-post.ts';
import type { Door } from '#webhook/open-door.ts';
import { createSignatureCheck } from '#whatsapp/signature.ts';

/** Meta's largest webhook (cloud-api.md section 1). */
export const MAX_WEBHOOK_BYTES = 3 * 1024 * 1024;

// Of all bodies that are on their way in or wait for their commit; above it Meta is told to come again.
const MAX_BYTES_IN_HAND = 64 * 1024 * 1024;

const KEPT: Answer = { status: 200 };
const TOO_LARGE: Answer = { status: 413, body: { error: 'Request body is too large' } };
const NOT_KEPT: Answer = {
  status: 503,
  body: { error: 'Not kept just now; please send it again.' },
  headers: { 'retry-after': '5' },
};

/** The headers of a POST, by whichever way it came. */
type Head = { headers: NodeJS.Dict<string | string[]> };
type Reply = (answer: Answer) => void;

/**
 * POST /webhook: 401 for a signature that does not fit, 200 once the bytes are committed, 503 while they cannot be,
 * 413 for more than Meta ever sends. Served in front of the routes (ADR 0014, 0041): what happens for each of ten thousand
 * a second is here, and nothing else.
 */
export function createWebhookReceiver(
  runtime: Runtime,
  door: Door,
  keep: KeepPost,
): Omit<DirectRoute, 'path'> {
  const secret = runtime.config.WA_APP_SECRET;
  const isSigned = secret ? createSignatureCheck(secret) : undefined;
  const bodies = createBodyReader({ maxBytes: MAX_WEBHOOK_BYTES, maxBytesInHand: MAX_BYTES_IN_HAND });

  /** Its body counts as in hand until it is answered. */
  const receive = (head: Head, body: Buffer, reply: Reply): void => {
    const signature = head.headers['x-hub-signature-256'];
    if (!isSigned?.(body, typeof signature === 'string' ? signature : undefined)) {
      bodies.done(body);
      reply(refuse(runtime, head, body.length, isSigned !== undefined));
      return;
    }
    const given = requestIdOf(head);
    keep(body, given).then(
      () => {
        bodies.done(body);
        reply(KEPT);
      },
      (error: unknown) => {
        bodies.done(body);
        door.broke();
        runtime.log.error(
          { stage: 'webhook', requestId: given, err: error },
          error instanceof TooBusyError ? 'too busy to keep an event' : 'event not kept',
        );
        reply(NOT_KEPT);
      },
    );
  };

  const turnAway = (reply: Reply): void => {
    door.broke();
    runtime.log.error({ stage: 'webhook' }, 'too many bytes in hand to take an event');
    reply(NOT_KEPT);
  };

  return {
    take(post, reply) {
      if (bodies.hold(post.body)) receive(post, post.body, reply);
      else turnAway(reply);
    },
    handle(request, response) {
      const reply: Reply = (answer) => answerBy(response, answer);
      bodies.read(request, (outcome) => {
        if (outcome.kind === 'read') receive(request, outcome.body, reply);
        else if (outcome.kind === 'too large') reply(TOO_LARGE);
        else turnAway(reply);
      });
    },
  };
}

function refuse(runtime: Runtime, head: Head, bytes: number, hasSecret: boolean): Answer {
  if (!hasSecret) {
    runtime.log.error({ stage: 'webhook' }, 'WA_APP_SECRET is not set, so no webhook can be checked');
    return { status: 503, body: { error: 'WA_APP_SECRET is not set, so no webhook can be checked.' } };
  }
  const requestId = requestIdOf(head);
  runtime.log.warn({ stage: 'webhook', requestId, bytes }, 'signature does not fit');
  return {
    status: 401,
    body: { error: 'X-Hub-Signature-256 does not fit these bytes and our app secret.' },
  };
}

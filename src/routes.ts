import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { STATUS_PACE_MS } from '#inbox/pace-statuses.ts';
import { createCoalescer } from '#lib/coalesce.ts';
import type { DirectRoute } from '#lib/http.ts';
import { checkHealth } from '#ops/check-health.ts';
import { wake, wakeHere } from '#src/jobs.ts';
import type { Runtime } from '#src/runtime.ts';
import { answerHandshake } from '#webhook/answer-handshake.ts';
import { createKeepPost, type WakeInbox } from '#webhook/keep-post.ts';
import type { Door } from '#webhook/open-door.ts';
import { createWebhookReceiver } from '#webhook/receive-webhook.ts';

/** The route in front of all others, for what comes thousands of times a second. */
export function directRoute(runtime: Runtime, door: Door): DirectRoute {
  const keep = createKeepPost(runtime, door, wakeInbox(runtime));
  return { path: '/webhook', ...createWebhookReceiver(runtime, door, keep) };
}

/** Every other HTTP route there is. */
export function addRoutes(app: FastifyInstance, runtime: Runtime): void {
  app.get('/webhook', (request, reply) => answerHandshake(runtime, request, reply));

  app.get('/health/live', () => ({ status: 'alive' }));
  app.get('/health/ready', async (_, reply) => {
    const health = await checkHealth(runtime);
    return reply.code(health.status === 'down' ? 503 : 200).send(health);
  });
}

/** Trips to the queue: for texts one at a time, for statuses no more often than they are swept. */
function wakeInbox(runtime: Runtime): WakeInbox {
  // The event is safe already: a wake-up that fails is made up for by the pulse.
  const warn = (error: unknown) =>
    runtime.log.warn({ stage: 'webhook', err: error }, 'inbox not woken; the pulse will');
  const wakeNow = createCoalescer<'process-inbox' | 'process-statuses'>(async (job) => {
    if (job === 'process-inbox') return wakeHere(runtime, job, {});
    await wake(runtime, job, {});
    await sleep(STATUS_PACE_MS, undefined, { ref: false });
  }, warn);
  return { texts: () => wakeNow('process-inbox'), statuses: () => wakeNow('process-statuses') };
}

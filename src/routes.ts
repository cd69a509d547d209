import type { FastifyInstance } from 'fastify';
import { checkHealth } from '#ops/check-health.ts';
import { wake } from '#src/jobs.ts';
import type { Runtime } from '#src/runtime.ts';
import { answerHandshake, MAX_WEBHOOK_BYTES, receiveWebhook } from '#webhook/handle-webhook.ts';
import { createKeepEvent } from '#webhook/keep-event.ts';

/** Every HTTP route there is. */
export function addRoutes(app: FastifyInstance, runtime: Runtime): void {
  const keep = createKeepEvent(runtime, () => wake(runtime, 'process-inbox', {}));

  app.get('/webhook', (request, reply) => answerHandshake(runtime, request, reply));
  app.post('/webhook', { bodyLimit: MAX_WEBHOOK_BYTES }, (request, reply) =>
    receiveWebhook(runtime, keep, request, reply),
  );

  app.get('/health/live', () => ({ status: 'alive' }));
  app.get('/health/ready', async (_, reply) => {
    const health = await checkHealth(runtime);
    return reply.code(health.status === 'down' ? 503 : 200).send(health);
  });
}

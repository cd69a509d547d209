import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startSimulator } from '#simulator/start-simulator.ts';
import { openApp } from '#test/support/open-app.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import type { Health } from './check-health.ts';

// Port 9 (discard) is never listened on here, so a connection to it is refused at once.
const NOBODY = 'http://127.0.0.1:9';

const simulator = await startSimulator();
after(() => simulator.close());

type Case = [
  name: string,
  env: Record<string, string>,
  code: number,
  status: Health['status'],
  down: string[],
];
const cases: Case[] = [
  ['everything answers', {}, 200, 'ready', []],
  ['WhatsApp is away', { GRAPH_BASE_URL: NOBODY }, 200, 'degraded', ['whatsapp']],
  [
    'the database is away',
    { DATABASE_URL: 'postgresql://x:y@127.0.0.1:9/z' },
    503,
    'down',
    ['database', 'queue'],
  ],
];

for (const [name, env, code, status, down] of cases) {
  test(`${name}: ${status}, ${code}`, async (t) => {
    const app = await openApp(t, await createTestRuntime(t, { GRAPH_BASE_URL: simulator.url, ...env }));
    const answer = await app.inject({ method: 'GET', url: '/health/ready' });
    const health = answer.json<Health>();
    assert.deepEqual([answer.statusCode, health.status], [code, status]);
    for (const [part, { state, latencyMs, problem }] of Object.entries(health.parts)) {
      assert.equal(state, down.includes(part) ? 'down' : 'up', part);
      if (state === 'up') assert.ok(latencyMs! >= 0 && latencyMs! < 3_000, `${part} took ${latencyMs} ms`);
      else assert.ok(latencyMs === null && problem!.length > 0, `${part} says what is the matter`);
    }
    assert.equal(
      (await app.inject({ method: 'GET', url: '/health/live' })).statusCode,
      200,
      'the process itself lives whatever is away',
    );
  });
}

test('the queue is away: degraded, 200, and it is said soon', async (t) => {
  const env = { GRAPH_BASE_URL: simulator.url, REDIS_URL: 'redis://127.0.0.1:9' };
  const app = await openApp(t, await createTestRuntime(t, env));
  const began = performance.now();
  const answer = await app.inject({ method: 'GET', url: '/health/ready' });
  assert.ok(performance.now() - began < 10_000);
  const { status, parts } = answer.json<Health>();
  assert.deepEqual(
    [answer.statusCode, status, parts.queue.state, parts.database.state],
    [200, 'degraded', 'down', 'up'],
  );
});

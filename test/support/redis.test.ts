import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Redis } from 'ioredis';
import { noRedis, startRedis } from './redis.ts';

test('a Redis of its own, empty again after it was stopped', { skip: noRedis }, async (t) => {
  const server = await startRedis(t);
  const client = new Redis(server.url, { retryStrategy: () => 10 });
  client.on('error', () => {});
  t.after(async () => client.disconnect());
  await client.set('class', '5A');
  assert.equal(await client.get('class'), '5A');
  await server.stop();
  await server.startAgain();
  assert.equal(await client.get('class'), null);
});

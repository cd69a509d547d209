import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { createLog } from './log.ts';
import { openQueues } from './queue.ts';

test('wake-ups that fail while the database is away leave nothing behind', async (t) => {
  const server = createServer((socket) => socket.destroy());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const queues = openQueues(
    { kind: 'postgres', url: `postgres://chautari@127.0.0.1:${port}/chautari` },
    createLog('silent', 'test'),
  );
  t.after(() => queues.close());
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  t.after(() => process.off('warning', onWarning));
  for (let nth = 0; nth < 30; nth++)
    await assert.rejects(queues.wake('whatsapp-sending', 'drain', { nth }, `drain:${nth}`));
  await new Promise(setImmediate);
  assert.deepEqual(warnings, []);
});

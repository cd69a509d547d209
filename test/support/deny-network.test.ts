import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { createServer } from 'node:http';
import net from 'node:net';
import { test } from 'node:test';
import tls from 'node:tls';
import { request } from 'undici';
import './deny-network.ts';

const refused = /only this machine itself may be reached/;
const refusedBelow = (error: unknown) =>
  refused.test(String(error)) || refused.test(String((error as Error).cause));

test('every way out is closed', async () => {
  assert.throws(() => net.connect(443, 'graph.facebook.com'), refused);
  assert.throws(() => net.connect({ port: 443, host: '157.240.1.1' }), refused);
  assert.throws(() => tls.connect({ port: 443, host: '2a03:2880::1' }), refused);
  assert.throws(() => dgram.createSocket('udp4').unref().send('x', 53, '8.8.8.8'), refused);
  assert.throws(() => dns.lookup('graph.facebook.com', () => {}), refused);
  assert.throws(() => dns.promises.resolve4('graph.facebook.com'), refused);
  assert.throws(() => new dns.promises.Resolver().resolve4('graph.facebook.com'), refused);
  await assert.rejects(fetch('https://graph.facebook.com/'), refusedBelow);
  await assert.rejects(request('https://graph.facebook.com/'), refusedBelow);
});

test('this machine stays reachable', async (t) => {
  const server = createServer((_, response) => response.end('namaste')).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  for (const host of ['127.0.0.1', 'localhost'])
    assert.equal(await (await fetch(`http://${host}:${port}/`)).text(), 'namaste');
});

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { startSimulator } from '#simulator/start-simulator.ts';
import { type MediaClient, openMedia } from '#whatsapp/media-client.ts';

const NUMBER = '990001';
const simulator = await startSimulator({ numbers: [{ phoneNumberId: NUMBER }] });
after(() => simulator.close());

const open = (baseUrl: string, answerTimeoutMs = 5_000): MediaClient => {
  const client = openMedia({ baseUrl, version: 'v26.0', token: 'a-token', answerTimeoutMs });
  after(() => client.close());
  return client;
};
const client = open(simulator.url);
const photo = randomBytes(40_000);

async function uploaded(): Promise<string> {
  const result = await client.upload(NUMBER, 'image/jpeg', photo);
  assert.equal(result.kind, 'done');
  return result.kind === 'done' ? result.value : '';
}

test('what is uploaded is looked up and downloaded byte for byte', async () => {
  const facts = await client.lookUp(await uploaded(), NUMBER);
  assert.partialDeepStrictEqual(facts, {
    kind: 'done',
    value: { mimeType: 'image/jpeg', size: photo.length },
  });
  const bytes = await client.download(facts.kind === 'done' ? facts.value.url : '', photo.length);
  assert.equal(bytes.kind, 'done');
  const hash = (buffer: Buffer) => createHash('sha256').update(buffer).digest('hex');
  assert.equal(bytes.kind === 'done' && hash(bytes.value), hash(photo));
});

test('the parameters of a type travel along', async () => {
  const result = await client.upload(NUMBER, 'audio/ogg; codecs=opus', randomBytes(100));
  const facts = await client.lookUp(result.kind === 'done' ? result.value : '', NUMBER);
  assert.partialDeepStrictEqual(facts, { kind: 'done', value: { mimeType: 'audio/ogg; codecs=opus' } });
});

test('more bytes than allowed are not taken', async () => {
  const facts = await client.lookUp(await uploaded(), NUMBER);
  assert.deepEqual(await client.download(facts.kind === 'done' ? facts.value.url : '', photo.length - 1), {
    kind: 'too_large',
  });
});

test('an id that Meta has no more is gone', async () => {
  assert.deepEqual(await client.lookUp('424242', NUMBER), { kind: 'gone' });
});

test('what Meta refuses comes back with its code', async () => {
  const big = Buffer.alloc(5 * 1_024 * 1_024 + 1);
  assert.partialDeepStrictEqual(await client.upload(NUMBER, 'image/jpeg', big), {
    kind: 'refused',
    code: 131053,
  });
  assert.partialDeepStrictEqual(await client.upload(NUMBER, 'image/webp2', photo), {
    kind: 'refused',
    code: 100,
  });
});

test('a stale link, an answer that is none, a cut connection and silence are trouble', async (t) => {
  const serve = async (listener: RequestListener) => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    t.after(() => server.closeAllConnections());
    t.after(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const stale = await serve((_, response) => response.writeHead(404).end());
  assert.equal((await open(stale).download(`${stale}/file`, 100)).kind, 'trouble');
  const proxy = await serve((_, response) => response.writeHead(502).end('<html>bad gateway</html>'));
  assert.equal((await open(proxy).lookUp('1', NUMBER)).kind, 'trouble');
  const cut = await serve((incoming) => incoming.socket.destroy());
  assert.equal((await open(cut).upload(NUMBER, 'image/jpeg', photo)).kind, 'trouble');
  const silent = await serve(() => {});
  assert.equal((await open(silent, 50).lookUp('1', NUMBER)).kind, 'trouble');
});

test('the token goes to no link that others could read', async () => {
  const result = await client.download('http://192.0.2.1/file', 100);
  assert.partialDeepStrictEqual(result, {
    kind: 'trouble',
    reason: 'the link is neither https nor of Graph',
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { waitUntil } from '#test/support/wait-until.ts';
import { openWhatsApp, readAnswer, type SendResult } from '#whatsapp/client.ts';

const answers: [name: string, status: number, body: string, expected: Partial<SendResult>][] = [
  [
    'accepted',
    200,
    '{"messaging_product":"whatsapp","contacts":[{"input":"+977","wa_id":"977"}],"messages":[{"id":"wamid.A"}]}',
    { kind: 'accepted', wamid: 'wamid.A' },
  ],
  [
    'accepted by user id',
    200,
    '{"contacts":[{"input":"NP.1","user_id":"NP.1"}],"messages":[{"id":"w"}]}',
    { kind: 'accepted', userId: 'NP.1' },
  ],
  [
    'a code with details',
    400,
    '{"error":{"message":"(#131047) x","code":131047,"error_data":{"details":"over 24 hours"}}}',
    { kind: 'refused', code: 131047, detail: 'over 24 hours' },
  ],
  [
    'transient',
    400,
    '{"error":{"message":"later","code":999,"is_transient":true}}',
    { kind: 'refused', isTransient: true },
  ],
  [
    'a number that the token does not see',
    400,
    '{"error":{"message":"Unsupported post request","code":100,"error_subcode":33}}',
    { kind: 'refused', code: 33 },
  ],
  ['a 500 with a page of a proxy', 502, '<html>bad gateway</html>', { kind: 'unknown' }],
  ['a 200 cut short', 200, '{"messages":[{"id":', { kind: 'unknown' }],
  ['a 200 with no id', 200, '{"messages":[]}', { kind: 'unknown' }],
];

for (const [name, status, body, expected] of answers) {
  test(`answer: ${name}`, () => assert.partialDeepStrictEqual(readAnswer(status, body), expected));
}

const REQUEST = JSON.stringify({
  messaging_product: 'whatsapp',
  to: '+9779880000001',
  type: 'text',
  text: { body: 'नमस्ते' },
});

async function sendTo(
  t: { after(fn: () => void): void },
  listener: RequestListener,
  answerTimeoutMs?: number,
): Promise<SendResult> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const client = openWhatsApp({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    version: 'v26.0',
    token: 'EAAB-broken',
    answerTimeoutMs,
  });
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await client.close();
  });
  return client.send('1055', REQUEST);
}

test('a token that Graph repeats in its error is taken out of it', async (t) => {
  const result = await sendTo(t, (_, response) =>
    response
      .writeHead(400)
      .end(
        '{"error":{"message":"Malformed access token EAAB-broken of the app","type":"OAuthException","code":190}}',
      ),
  );
  assert.deepEqual(result, {
    kind: 'refused',
    code: 190,
    detail: 'Malformed access token … of the app',
    isTransient: false,
  });
});

test('the request is the Cloud API request', async (t) => {
  let seen = '';
  const result = await sendTo(t, (request, response) => {
    request.setEncoding('utf8').on('data', (chunk) => {
      seen += chunk;
    });
    request.on('end', () =>
      response.end(
        JSON.stringify({
          messages: [{ id: `${request.method} ${request.url} ${request.headers.authorization}` }],
        }),
      ),
    );
  });
  assert.deepEqual(result, {
    kind: 'accepted',
    wamid: 'POST /v26.0/1055/messages Bearer EAAB-broken',
    userId: undefined,
  });
  assert.equal(seen, REQUEST);
});

test('an answer that comes in pieces is read as one, letters cut in two included', async (t) => {
  const answer = Buffer.from(JSON.stringify({ error: { code: 131026, message: 'सन्देश पुगेन' } }));
  const result = await sendTo(t, (_request, response) => {
    response.statusCode = 400;
    const pieces = [...answer].map((byte) => Buffer.from([byte])).values();
    const writeNext = (): void => {
      const { value, done } = pieces.next();
      if (done) response.end();
      else response.write(value, () => setImmediate(writeNext));
    };
    writeNext();
  });
  assert.deepEqual(result, {
    kind: 'refused',
    code: 131026,
    detail: 'सन्देश पुगेन',
    isTransient: false,
  });
});

test('a connection cut after the request left is unknown', async (t) => {
  assert.equal(
    (await sendTo(t, (request) => request.on('data', () => request.socket.destroy()))).kind,
    'unknown',
  );
});

test('an answer that never comes is unknown', async (t) => {
  assert.equal((await sendTo(t, () => {}, 50)).kind, 'unknown');
});

test('what waits for a connection past its time never leaves', async (t) => {
  let requests = 0;
  let answer = (): void => {};
  const server = createServer((_, response) => {
    requests += 1;
    answer = () => response.end('{"messages":[{"id":"wamid.A"}]}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = openWhatsApp({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    version: 'v26.0',
    token: 't',
    connections: 1,
  });
  t.after(async () => {
    await client.close();
    server.close();
  });
  const first = client.send('1055', REQUEST);
  await waitUntil('the first is on the wire', () => requests === 1);
  const deadline = performance.now() + 20;
  const second = client.send('1055', REQUEST, deadline);
  await waitUntil('its time is over', () => performance.now() > deadline);
  answer();
  assert.equal((await first).kind, 'accepted');
  assert.deepEqual(await second, { kind: 'not_sent', reason: 'TOO_LATE_TO_LEAVE' });
  assert.equal(requests, 1);
  const third = client.send('1055', REQUEST, performance.now() + 60_000);
  await waitUntil('the next one leaves', () => requests === 2);
  answer();
  assert.equal((await third).kind, 'accepted');
});

test('nobody listening: nothing was sent', async () => {
  const client = openWhatsApp({ baseUrl: 'http://127.0.0.1:1', version: 'v26.0', token: 't' });
  assert.deepEqual(await client.send('1055', '{}'), { kind: 'not_sent', reason: 'ECONNREFUSED' });
  await client.close();
});

const responses = new URL('../../test/fixtures/whatsapp/responses/', import.meta.url);
for (const file of readdirSync(responses)) {
  test(`Meta's example answer ${file} is read for what it says`, () => {
    const status = Number(/__(\d{3})__/.exec(file)?.[1]);
    const body = readFileSync(new URL(file, responses), 'utf8');
    const { kind } = readAnswer(status, body);
    // Only an answer that carries a message id says that a message was taken.
    const expected = /"messages"\s*:\s*\[\s*\{\s*"id"/.test(body)
      ? 'accepted'
      : status >= 400
        ? 'refused'
        : 'unknown';
    assert.equal(kind, expected, body);
  });
}

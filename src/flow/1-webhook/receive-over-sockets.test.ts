import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { openApp } from '#test/support/open-app.ts';
import { envelope, sign, textFrom } from '#test/support/post-webhook.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { SCHOOL_DAY } from '#test/support/small-school.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { MAX_WEBHOOK_BYTES } from './receive-webhook.ts';

// What only a real connection shows: bodies that come in pieces, are cut, or never end.

const runtime = await createTestRuntime({ after });
const app = await openApp({ after }, runtime);
const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);

let written = 0;
const someBody = () =>
  JSON.stringify(
    envelope('12345', { messages: [textFrom('+9779800000001', `text ${++written}`, SCHOOL_DAY)] }),
  );
const head = (body: string, over = `Content-Length: ${Buffer.byteLength(body)}`) =>
  `POST /webhook HTTP/1.1\r\nHost: here\r\nX-Hub-Signature-256: ${sign(body)}\r\n${over}\r\n\r\n`;
const lengthOf = (body: string) => `Content-Length: ${Buffer.byteLength(body)}`;
const someBodyOf = (name: string) =>
  JSON.stringify(
    envelope('12345', { messages: [textFrom('+9779800000001', name, SCHOOL_DAY, `wamid.${name}`)] }),
  );

const rows = async () =>
  (
    await runtime.database.query<{ n: number }>(
      'SELECT coalesce(sum(post_count), 0)::int AS n FROM webhook_event',
    )
  )[0]!.n;

async function open(): Promise<{ socket: Socket; said: () => string; isClosed: () => boolean }> {
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, said: () => text, isClosed: () => socket.closed };
}

const answers = (said: string) => said.match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(9)) ?? [];

test('many webhooks over one kept-alive connection are each answered, in their order', async () => {
  const before = await rows();
  const { socket, said } = await open();
  for (let nth = 0; nth < 20; nth++) {
    const body = someBody();
    socket.write(head(body) + body);
    await waitUntil('it is answered', () => answers(said()).length === nth + 1);
  }
  assert.deepEqual(new Set(answers(said())), new Set(['200']));
  assert.equal(await rows(), before + 20);
  socket.destroy();
});

test('webhooks that do not wait for their answers are answered all the same, in their order', async () => {
  const before = await rows();
  const { socket, said } = await open();
  const bodies = Array.from({ length: 6 }, someBody);
  // Each way a connection can be cut: two at once, one and a half, the rest, and a signature that does not fit between.
  const all = bodies.map((body, nth) => (nth === 3 ? head(`${body} `, lengthOf(body)) : head(body)) + body);
  const half = all[1]!.slice(0, 300);
  socket.write(all[0] + half);
  await new Promise((resolve) => setImmediate(resolve));
  socket.write(all[1]!.slice(300) + all[2]);
  for (const one of all.slice(3)) await new Promise((resolve) => socket.write(one, resolve));
  await waitUntil('all are answered', () => answers(said()).length === 6);
  assert.deepEqual(answers(said()), ['200', '200', '200', '401', '200', '200']);
  assert.equal(await rows(), before + 5);
  socket.destroy();
});

test('a connection that had webhooks may ask for other things, and go on with webhooks', async () => {
  const { socket, said } = await open();
  const asked = [
    head(someBodyOf('a')) + someBodyOf('a'),
    'GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n',
    head(someBodyOf('b')) + someBodyOf('b'),
    `${head('x', 'Content-Length: 1\r\nContent-Length: 2')}x`,
  ];
  for (const [nth, one] of asked.entries()) {
    socket.write(one);
    await waitUntil('it is answered', () => answers(said()).length === nth + 1);
  }
  assert.deepEqual(answers(said()), ['200', '200', '200', '400']);
  assert.match(said(), /\{"status":"alive"\}/);
});

test('a signature that does not fit is 401 with the reason, and the connection goes on', async () => {
  const { socket, said } = await open();
  const body = someBody();
  socket.write(head(`${body} `, lengthOf(body)) + body);
  await waitUntil('it is answered', () => said().endsWith('}'));
  assert.match(
    said(),
    /^HTTP\/1\.1 401 Unauthorized\r\n.*content-length: 76\r\n.*\{"error":"X-Hub-Signature-256/s,
  );
  socket.write(head(body) + body);
  await waitUntil('so is the next', () => answers(said()).length === 2);
  assert.deepEqual(answers(said()), ['401', '200']);
  socket.destroy();
});

test('who says goodbye right behind a webhook still gets the answer, and then the connection ends', async () => {
  const { socket, said, isClosed } = await open();
  const body = someBody();
  socket.end(head(body) + body);
  await waitUntil('it is closed', isClosed);
  assert.match(said(), /^HTTP\/1\.1 200 OK\r\n/);
  assert.match(said(), /\r\nconnection: close\r\n/);
});

test('a body that comes byte by byte, with its length or in chunks, is read whole', async () => {
  const { socket, said } = await open();
  const body = someBody();
  socket.write(head(body));
  for (const byte of body) await new Promise((resolve) => socket.write(byte, resolve));
  await waitUntil('it is answered', () => answers(said()).length === 1);
  const other = someBody();
  socket.write(head(other, 'Transfer-Encoding: chunked'));
  for (const byte of Buffer.from(other))
    await new Promise((resolve) => socket.write(Buffer.from([0x31, 13, 10, byte, 13, 10]), resolve));
  socket.write('0\r\n\r\n');
  await waitUntil('it is answered', () => answers(said()).length === 2);
  assert.deepEqual(answers(said()), ['200', '200']);
  socket.destroy();
});

test('a body that is cut off keeps nothing, and the server goes on', async () => {
  const before = await rows();
  const { socket, isClosed } = await open();
  const body = someBody();
  socket.write(head(body) + body.slice(0, 100));
  socket.destroy();
  await waitUntil('it is closed', isClosed);
  const next = await open();
  next.socket.write(head(body) + body);
  await waitUntil('the next is answered', () => answers(next.said()).length === 1);
  assert.deepEqual(answers(next.said()), ['200']);
  assert.equal(await rows(), before + 1, 'the whole one alone');
  next.socket.destroy();
});

test('a body that is still coming holds nobody up', async () => {
  const slow = await open();
  const body = someBody();
  slow.socket.write(head(body) + body.slice(0, 50));
  const quick = await open();
  quick.socket.write(head(body) + body);
  await waitUntil('the quick one is answered', () => answers(quick.said()).length === 1);
  assert.deepEqual(answers(slow.said()), []);
  slow.socket.write(body.slice(50));
  await waitUntil('the slow one too', () => answers(slow.said()).length === 1);
  assert.deepEqual(answers(slow.said()), ['200']);
  for (const { socket } of [slow, quick]) socket.destroy();
});

test('chunks that never end are 413 once they are more than Meta ever sends', async () => {
  const { socket, said } = await open();
  socket.write(head('', 'Transfer-Encoding: chunked'));
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  for (let sent = 0; sent <= MAX_WEBHOOK_BYTES; sent += 0x10000)
    await new Promise((resolve) => socket.write(chunk, resolve));
  await waitUntil('it is answered', () => answers(said()).length === 1);
  assert.deepEqual(answers(said()), ['413']);
  socket.destroy();
});

test('a body announced as too large is 413 before it comes', async () => {
  const { socket, said } = await open();
  socket.write(head('', `Content-Length: ${MAX_WEBHOOK_BYTES + 1}`));
  await waitUntil('it is answered', () => answers(said()).length === 1);
  assert.deepEqual(answers(said()), ['413']);
  socket.destroy();
});

test('what is no HTTP is answered as such', async () => {
  const { socket, said, isClosed } = await open();
  socket.write('hello\r\n\r\n');
  await waitUntil('it is closed', isClosed);
  assert.match(said(), /^HTTP\/1\.1 400/);
});

// Last, since it closes the server.
test('while the server closes, what is owed is answered and what is at rest is closed', async () => {
  const [busy, fresh, idle] = [await open(), await open(), await open()];
  const other = someBody();
  busy.socket.write(head(other) + other.slice(0, 100));
  const body = someBody();
  idle.socket.write(head(body) + body);
  await waitUntil('it is answered, and so the other has come', () => answers(idle.said()).length === 1);
  const closed = app.close();
  await waitUntil('idle ones are closed', () => idle.isClosed() && fresh.isClosed());
  busy.socket.write(other.slice(100));
  await closed;
  await waitUntil('the busy one too', busy.isClosed);
  assert.deepEqual(answers(busy.said()), ['200']);
});

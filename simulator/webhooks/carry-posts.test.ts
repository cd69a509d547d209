import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type Carrier, openCarrier } from './carry-posts.ts';

type Receiver = { url: URL; bodies: string[]; connections: number };

/** A receiver on a bare socket that answers each whole POST as it is told, and counts what came over how many connections. */
async function receive(t: TestContext, answer: (socket: Socket, nth: number) => void): Promise<Receiver> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    receiver.connections += 1;
    sockets.add(socket);
    let text = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const bodyAt = text.indexOf('\r\n\r\n') + 4;
      const length = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(text)?.[1]);
      if (bodyAt < 4 || text.length < bodyAt + length) return;
      receiver.bodies.push(text.slice(bodyAt));
      text = '';
      answer(socket, receiver.bodies.length);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`);
  const receiver: Receiver = { url, bodies: [], connections: 0 };
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return receiver;
}

function carry(t: TestContext, url: URL, timeoutMs = 10_000): Carrier {
  const carrier = openCarrier(url, { concurrency: 4, timeoutMs });
  t.after(() => carrier.close());
  return carrier;
}

const post = (carrier: Carrier, body: string) =>
  new Promise<{ status: number; answer: string }>((done) =>
    carrier.post(body, 'sha256=ab', (status, answer) => done({ status, answer })),
  );

const plain = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

const answers: [name: string, answer: string, status: number, said: string][] = [
  ['nothing but a status', plain, 200, ''],
  ['a refusal with a body', 'HTTP/1.1 503 Busy\r\nContent-Length: 5\r\n\r\nlater', 503, 'later'],
  ['a body in Devanagari', `HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nठीक`, 200, 'ठीक'],
  ['no words behind the status', 'HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n', 200, ''],
  ['chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 200, ''],
  ['neither a length nor a body', 'HTTP/1.1 204 No Content\r\n\r\n', 204, ''],
];

for (const [name, answer, status, said] of answers) {
  for (const pieces of [1, 3]) {
    test(`an answer of ${name}, in ${pieces} pieces: each POST comes once, and its status is known`, async (t) => {
      const receiver = await receive(t, (socket) => {
        const bytes = Buffer.from(answer);
        const size = Math.ceil(bytes.length / pieces);
        for (let from = 0; from < bytes.length; from += size)
          setTimeout(() => socket.write(bytes.subarray(from, from + size)), from / size);
      });
      const carrier = carry(t, receiver.url);
      const statuses: number[] = [];
      for (const body of ['{"n":1}', '{"n":2}', '{"n":3}']) {
        const got = await post(carrier, body);
        statuses.push(got.status);
        if (!answer.includes('chunked')) assert.equal(got.answer, said);
      }
      assert.deepEqual(statuses, [status, status, status]);
      assert.deepEqual(receiver.bodies, ['{"n":1}', '{"n":2}', '{"n":3}']);
    });
  }
}

test('POSTs one after another share a connection; those at the same time have one each', async (t) => {
  const receiver = await receive(t, (socket) => socket.write(plain));
  const carrier = carry(t, receiver.url);
  for (const body of ['1', '2', '3']) await post(carrier, body);
  assert.equal(receiver.connections, 1);
  await Promise.all(['4', '5', '6'].map((body) => post(carrier, body)));
  assert.equal(receiver.connections, 3);
});

test('a connection that the receiver closes behind its answer is not used again', async (t) => {
  const receiver = await receive(t, (socket) =>
    socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'),
  );
  const carrier = carry(t, receiver.url);
  for (const body of ['1', '2', '3']) assert.equal((await post(carrier, body)).status, 200);
  assert.equal(receiver.connections, 3);
});

const troubles: [name: string, answer: (socket: Socket) => void][] = [
  ['closes without an answer', (socket) => socket.end()],
  [
    'breaks off in the midst of it',
    (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhal'),
  ],
  ['resets the connection', (socket) => socket.resetAndDestroy()],
  ['says nothing', () => {}],
  ['says what is no answer', (socket) => socket.write('hello, who is there?\r\n\r\n')],
];

for (const [name, answer] of troubles) {
  test(`a receiver that ${name} has not taken it, and the next POST goes on`, async (t) => {
    const receiver = await receive(t, (socket, nth) => (nth === 1 ? answer(socket) : socket.write(plain)));
    const carrier = carry(t, receiver.url, 200);
    assert.equal((await post(carrier, '1')).status, 0);
    assert.equal((await post(carrier, '2')).status, 200);
  });
}

test('a receiver that nobody finds', async (t) => {
  const carrier = carry(t, new URL('http://127.0.0.1:9/webhook'));
  const { status, answer } = await post(carrier, '1');
  assert.equal(status, 0);
  assert.match(answer, /ECONNREFUSED/);
});

test('what is under way when the carrier closes is told so', async (t) => {
  const receiver = await receive(t, () => {});
  const carrier = carry(t, receiver.url);
  const posted = post(carrier, '1');
  await carrier.close();
  assert.equal((await posted).status, 0);
});

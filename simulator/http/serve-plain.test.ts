import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, test } from 'node:test';
import { startSimulator } from '../start-simulator.ts';
import { readPlainRequest } from './read-plain-request.ts';
import { servePlain } from './serve-plain.ts';

const school = '106540352242922';
const simulator = await startSimulator({ limits: { serviceWindow: false, pairRate: false } });
after(() => simulator.close());

const path = `/v26.0/${school}/messages`;
const text = JSON.stringify({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to: '+9779841000001',
  type: 'text',
  text: { body: 'भोलि बिदा' },
});

function request({ to = path, lines = [] as string[], body = text, version = '1.1' } = {}): Buffer {
  const head = [`POST ${to} HTTP/${version}`, 'Host: graph', 'Authorization: Bearer any', ...lines];
  return Buffer.from(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

type Said = { status: number; type: string; json: Record<string, unknown> };

/** Writes the pieces one after another, and reads as many answers. */
async function answersOf(pieces: Buffer[], answers = 1, port = simulator.port): Promise<Said[]> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  const said: Said[] = [];
  let come = '';
  const enough = new Promise<void>((resolve, reject) => {
    socket.setEncoding('utf8').on('data', (chunk) => {
      come += chunk;
      for (;;) {
        const read = readAnswer(come);
        if (!read) break;
        said.push(read.said);
        come = come.slice(read.length);
        if (said.length === answers) resolve();
      }
    });
    socket.once('close', () => reject(new Error(`closed after ${said.length} answers`)));
  });
  enough.catch(() => {});
  for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve));
  await enough;
  socket.destroy();
  return said;
}

function readAnswer(come: string): { said: Said; length: number } | undefined {
  const [, status, head] = /^HTTP\/1\.1 (\d{3}) [^\r]*\r\n([\s\S]*?\r\n)\r\n/.exec(come) ?? [];
  if (!head) return undefined;
  const size = Number(/^content-length: (\d+)\r$/im.exec(head)![1]);
  const bodyAt = come.indexOf('\r\n\r\n') + 4;
  // All that is said here is ASCII.
  if (come.length < bodyAt + size) return undefined;
  const type = /^content-type: (.*)\r$/im.exec(head)![1]!;
  const json = JSON.parse(come.slice(bodyAt, bodyAt + size));
  return { said: { status: Number(status), type, json }, length: bodyAt + size };
}

const whole = request();
const sends: [name: string, pieces: Buffer[], answers: number, isPlain: boolean][] = [
  ['in one piece', [whole], 1, true],
  ['in two pieces', [whole.subarray(0, 90), whole.subarray(90)], 1, false],
  ['its body apart', [whole.subarray(0, -30), whole.subarray(-30)], 1, false],
  ['two at once', [Buffer.concat([whole, whole])], 2, false],
  ['with a query', [request({ to: `${path}?debug=all` })], 1, false],
  [
    'by HTTP/1.0 that keeps its connection',
    [request({ version: '1.0', lines: ['Connection: keep-alive'] })],
    1,
    false,
  ],
  ['with a header twice', [request({ lines: ['X-A: 1', 'X-A: 2'] })], 1, false],
];
for (const [name, pieces, answers, isPlain] of sends) {
  test(`a send ${name} is accepted, and the same is said`, async () => {
    assert.equal(readPlainRequest(Buffer.concat(pieces)) !== null && pieces.length === 1, isPlain);
    const before = simulator.ledger.read().totals.accepted;
    for (const { status, type, json } of await answersOf(pieces, answers)) {
      assert.equal(status, 200);
      assert.equal(type, 'application/json; charset=UTF-8');
      assert.deepEqual(json.contacts, [{ input: '+9779841000001', wa_id: '9779841000001' }]);
    }
    assert.equal(simulator.ledger.read().totals.accepted, before + answers);
  });
}

test('a refusal is said on a plain line, and the line goes on', async () => {
  const said = await answersOf([request({ body: '{' }), whole], 2);
  assert.deepEqual(
    said.map(({ status }) => status),
    [400, 200],
  );
});

test('requests that do not wait for their answers are all served', async () => {
  simulator.chaos.set({ latency: { ms: 20, tailRate: 0, tailMs: 0 } });
  const said = await answersOf([whole, whole, whole], 3);
  simulator.chaos.calm();
  assert.deepEqual(
    said.map(({ status }) => status),
    [200, 200, 200],
  );
});

test('who says nothing more still gets the answer that is owed', async () => {
  simulator.chaos.set({ latency: { ms: 20, tailRate: 0, tailMs: 0 } });
  const socket = connect({ host: '127.0.0.1', port: simulator.port });
  socket.end(whole);
  let come = '';
  for await (const chunk of socket.setEncoding('utf8')) come += chunk;
  simulator.chaos.calm();
  assert.equal(readAnswer(come)?.said.status, 200);
});

test('other requests on the same line are served, before and after', async () => {
  const profile = Buffer.from(
    `GET /v26.0/${school}/whatsapp_business_profile HTTP/1.1\r\nHost: graph\r\nAuthorization: Bearer any\r\n\r\n`,
  );
  const said = await answersOf([whole, profile, whole], 3);
  assert.deepEqual(
    said.map(({ status, json }) => [status, Object.keys(json)[0]]),
    [
      [200, 'messaging_product'],
      [200, 'data'],
      [200, 'messaging_product'],
    ],
  );
});

test('a bug is told in an answer, and to whoever runs the simulator', async () => {
  const bugs: unknown[] = [];
  let asked = 0;
  const server = createServer();
  const close = servePlain(server, {
    isPlain: () => true,
    answer() {
      if (++asked === 1) throw new Error('a bug');
      return { status: 200, json: { asked } };
    },
    onBug: (error) => bugs.push(error),
    idleMs: 30_000,
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const said = await answersOf([whole], 1, (server.address() as AddressInfo).port);
  const again = await answersOf([whole], 1, (server.address() as AddressInfo).port);
  assert.deepEqual([said[0]!.status, again[0]!.status, bugs.map(String)], [500, 200, ['Error: a bug']]);
  close();
  server.close();
});

test('a simulator that closes ends plain lines, too', async () => {
  const other = await startSimulator({ limits: { serviceWindow: false } });
  const socket = connect({ host: '127.0.0.1', port: other.port });
  await new Promise((resolve) => socket.once('data', resolve).write(whole));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await other.close();
  await closed;
});

test('chaos cuts a plain line', async () => {
  simulator.chaos.set({ cutAfterRate: 1 });
  await assert.rejects(answersOf([whole]), /closed after 0 answers/);
  simulator.chaos.calm();
});

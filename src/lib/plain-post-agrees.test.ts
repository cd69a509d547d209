import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPlainPost } from './read-plain-post.ts';

type Seen = {
  method?: string | undefined;
  url?: string | undefined;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
};

/** What Node's own server makes of some bytes; `refused` where it answers 400, and what it would wait for is cut off. */
async function askNode(bytes: Buffer, seen: Seen[], port: number): Promise<Seen | 'refused'> {
  seen.length = 0;
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  let said = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    said += text;
  });
  socket.end(bytes);
  await once(socket, 'close');
  return said.startsWith('HTTP/1.1 200') && seen.length === 1 ? seen[0]! : 'refused';
}

const name = fc.oneof(
  fc.constantFrom(
    'Host',
    'content-length',
    'Content-Length',
    'X-Hub-Signature-256',
    'Connection',
    'Accept',
    'Expect',
  ),
  fc.constantFrom(
    'Transfer-Encoding',
    'Content-Length ',
    ' Accept',
    'X-A',
    'x-a',
    'X_B',
    'Upgrade',
    'Cookie',
    'TE',
  ),
  fc.string({ maxLength: 5 }),
);
const value = fc.oneof(
  fc.constantFrom(
    'here',
    '0',
    '2',
    '02',
    '+2',
    '0x2',
    '2, 2',
    'keep-alive',
    'close',
    'chunked',
    'a\tb',
    'a\r\n b',
    'é',
  ),
  fc.string({ maxLength: 8 }),
);
const colon = fc.constantFrom(':', ': ', ':\t', ' : ', '');
const ending = fc.constantFrom('\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r');
const oddLines = fc.array(
  fc.tuple(name, colon, value, ending).map((parts) => parts.join('')),
  { maxLength: 3 },
);
const plainLines = (body: string) =>
  fc.constantFrom(['Host: here\r\n', `Content-Length: ${Buffer.byteLength(body, 'latin1')}\r\n`]);
const request = fc
  .tuple(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('POST /webhook HTTP/1.1', 'POST /webhook HTTP/1.1', 'POST /webhook  HTTP/1.1'),
  )
  .chain(([body, first]) =>
    fc
      .tuple(plainLines(body), oddLines)
      .chain(([plain, odd]) => fc.shuffledSubarray([...plain, ...odd], { minLength: plain.length }))
      .map((lines) => Buffer.from(`${first}\r\n${lines.join('')}\r\n${body}`, 'latin1')),
  );

// Two parsers of one protocol are safe only where the stricter takes nothing that the other reads otherwise (ADR 0041).
test('what is taken for a plain POST, Node’s own server reads alike: same path, headers and body', async (t) => {
  const seen: Seen[] = [];
  const server = createServer((incoming: IncomingMessage, response) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.on('end', () => {
      const { method, url, headers } = incoming;
      seen.push({ method, url, headers, body: Buffer.concat(pieces).toString('latin1') });
      response.writeHead(200, { connection: 'close' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(request, async (bytes) => {
      const read = readPlainPost(bytes, '/webhook');
      if (read.kind !== 'whole') return;
      taken += 1;
      const node = await askNode(bytes, seen, port);
      assert.deepEqual(node, {
        method: 'POST',
        url: '/webhook',
        headers: { ...read.post.headers },
        body: read.post.body.toString('latin1'),
      });
    }),
    { numRuns: 3_000 },
  );
  assert.ok(taken > 100, `only ${taken} of them were plain`);
});

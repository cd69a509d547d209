import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../people/message.ts';

/** One webhook POST as a receiver got it. */
export type Received = { headers: IncomingHttpHeaders; text: string; body: Json; at: number };

/** A receiver for tests: keeps every POST, answers the handshake, and answers what `status` says. */
export type Receiver = {
  url: string;
  received: Received[];
  /** The HTTP status to answer; change it at will. */
  status: number;
  /** All status objects so far, in the order they came. */
  statuses(): Json[];
  /** All inbound messages so far. */
  messages(): Json[];
  /** Resolves when `isThere` holds; checked at every POST. */
  until(isThere: () => boolean): Promise<void>;
  close(): Promise<void>;
};

/** Starts a receiver on a free port. */
export async function receiveWebhooks(verifyToken = 'simulator-verify-token'): Promise<Receiver> {
  const waits = new Set<() => void>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET') {
      const known = url.searchParams.get('hub.verify_token') === verifyToken;
      response.writeHead(known ? 200 : 403).end(known ? url.searchParams.get('hub.challenge') : '');
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      receiver.received.push({ headers: request.headers, text, body: JSON.parse(text), at: Date.now() });
      response.writeHead(receiver.status).end();
      for (const wait of waits) wait();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    received: [],
    status: 200,
    statuses: () => items(receiver.received, 'statuses'),
    messages: () => items(receiver.received, 'messages'),
    until(isThere) {
      if (isThere()) return Promise.resolve();
      return new Promise((done) => {
        const wait = () => {
          if (!isThere()) return;
          waits.delete(wait);
          done();
        };
        waits.add(wait);
      });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return receiver;
}

function items(received: readonly Received[], kind: string): Json[] {
  return received
    .flatMap(({ body }) => body.entry as { changes: { value: Json }[] }[])
    .flatMap(({ changes }) => changes)
    .flatMap(({ value }) => (value[kind] as Json[] | undefined) ?? []);
}

/**
 * CPU of this process for one POST of a status, by several clients in turn, to a receiver in a process of its own: microseconds,
 * three rounds.
 *     node docs/decisions/measure/webhook-clients.ts
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as ask } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { Pool } from 'undici';
import { openCarrier } from '#simulator/webhooks/carry-posts.ts';

const POSTS = 60_000;
const AT_ONCE = 64;
const BODY = JSON.stringify({ object: 'whatsapp_business_account', entry: ['x'.repeat(600)] });
const HEADERS = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${'a'.repeat(64)}` };

type Post = (over: (status: number) => void) => void;

if (process.send) receive();
else await measureAll();

function receive(): void {
  const answer = 'HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 0\r\n\r\n';
  const server = createServer({ noDelay: true }, (socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const bodyAt = text.indexOf('\r\n\r\n') + 4;
      if (bodyAt < 4 || text.length < bodyAt + BODY.length) return;
      text = '';
      socket.write(answer);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
}

async function measureAll(): Promise<void> {
  const receiver = fork(import.meta.filename);
  const [port] = (await once(receiver, 'message')) as [number];
  const url = new URL(`http://127.0.0.1:${port}/webhook`);
  const pool = new Pool(url.origin, { connections: AT_ONCE });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const carrier = openCarrier(url, { concurrency: AT_ONCE, timeoutMs: 20_000 });
  const clients: Record<string, Post> = {
    'undici, a pool': (over) => {
      let status = 0;
      const onResponseStart = (_: unknown, code: number) => {
        status = code;
      };
      const onResponseError = (_: unknown, error: Error) => {
        throw error;
      };
      pool.dispatch(
        { method: 'POST', path: '/webhook', headers: HEADERS, body: BODY },
        {
          onRequestStart() {},
          onResponseStart,
          onResponseData() {},
          onResponseEnd: () => over(status),
          onResponseError,
        },
      );
    },
    "node's own": (over) => {
      const headers = { ...HEADERS, 'content-length': BODY.length };
      ask(url, { agent, method: 'POST', headers }, (response) => {
        response.resume().on('end', () => over(response.statusCode!));
      }).end(BODY);
    },
    'plain lines': (over) => carrier.post(BODY, HEADERS['x-hub-signature-256'], over),
  };
  for (let round = 0; round < 3; round++)
    for (const [name, post] of Object.entries(clients))
      process.stdout.write(`${name}: ${await microsecondsEach(post)} µs\n`);
  receiver.kill();
  process.exit();
}

async function microsecondsEach(post: Post): Promise<string> {
  const began = process.cpuUsage();
  await new Promise<void>((done) => {
    let begun = 0;
    let answered = 0;
    const next = (): void => {
      if (begun++ >= POSTS) return;
      post((status) => {
        if (status !== 200) throw new Error(`answered ${status}`);
        if (++answered === POSTS) done();
        next();
      });
    };
    for (let nth = 0; nth < AT_ONCE; nth++) next();
  });
  const { user, system } = process.cpuUsage(began);
  return ((user + system) / POSTS).toFixed(1);
}

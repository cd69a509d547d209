import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer, SimRequest } from './answer.ts';
import { readPlainRequest } from './read-plain-request.ts';

export type PlainServing = {
  /** What may be served so: nothing that writes its answer itself. */
  isPlain(path: string): boolean;
  answer(request: SimRequest): Answer | Promise<Answer>;
  onBug(error: unknown): void;
  /** A connection that says nothing for so long is closed, in milliseconds. */
  idleMs: number;
};

/**
 * Serves POSTs of the plainest form straight from their sockets, in front of an HTTP server: sends are most of what the
 * simulator is asked, and this costs a fraction of its request and response (docs/decisions/0038). With the first bytes
 * that are anything else a connection goes over to that server for good, those bytes included.
 * @returns closes the connections that are still served here
 */
export function servePlain(server: Server, serving: PlainServing): () => void {
  const ordinary = server.listeners('connection');
  server.removeAllListeners('connection');
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    serveLine(socket, serving, (isHandedOver) => {
      open.delete(socket);
      if (isHandedOver) for (const listen of ordinary) listen.call(server, socket);
    });
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}

function serveLine(socket: Socket, serving: PlainServing, left: (isHandedOver: boolean) => void) {
  let isOwed = false;
  let hasEnded = false;
  /** What came before its time. */
  let early: Buffer | null = null;

  function take(bytes: Buffer) {
    if (isOwed) {
      early = early ? Buffer.concat([early, bytes]) : bytes;
      socket.pause();
      return;
    }
    const request = readPlainRequest(bytes);
    if (!request || !serving.isPlain(request.path)) return handOver(bytes);
    isOwed = true;
    try {
      const answered = serving.answer(request);
      if (answered instanceof Promise) answered.then(say, fail);
      else say(answered);
    } catch (error) {
      fail(error);
    }
  }

  function say(answer: Answer) {
    if ('silence' in answer) return;
    if ('cut' in answer || 'take' in answer) {
      socket.destroy();
      return;
    }
    isOwed = false;
    if (!socket.writable) return;
    socket.write(word(answer, serving.idleMs));
    if (early) handOver(early);
    else if (hasEnded) socket.end();
  }

  function fail(error: unknown) {
    serving.onBug(error);
    say({ status: 500, json: { error: 'The simulator has a bug; see its log.' } });
  }

  function handOver(bytes: Buffer) {
    for (const [event, listener] of listeners) socket.off(event, listener);
    socket.setTimeout(0);
    socket.pause();
    socket.unshift(bytes);
    left(true);
    socket.resume();
  }

  const listeners: [string, (bytes: Buffer) => void][] = [
    ['data', take],
    [
      'end',
      () => {
        hasEnded = true;
        if (!isOwed) socket.end();
      },
    ],
    [
      'timeout',
      () => {
        if (!isOwed) socket.destroy();
      },
    ],
    // 'close' follows.
    ['error', () => {}],
    ['close', () => left(false)],
  ];
  for (const [event, listener] of listeners) socket.on(event, listener);
  socket.setTimeout(serving.idleMs);
}

type Worded = Exclude<Answer, { take: unknown } | { cut: true } | { silence: true }>;

let second = 0;
let date = '';

function word(answer: Worded, idleMs: number): string {
  const body = 'json' in answer ? JSON.stringify(answer.json) : String(answer.bytes);
  const type = 'json' in answer ? 'content-type: application/json; charset=UTF-8\r\n' : '';
  const now = Math.floor(Date.now() / 1_000);
  if (now !== second) {
    second = now;
    date = new Date(now * 1_000).toUTCString();
  }
  let head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\n${type}content-length: ${Buffer.byteLength(body)}\r\n`;
  for (const name in answer.headers) head += `${name}: ${answer.headers[name]}\r\n`;
  return `${head}date: ${date}\r\nconnection: keep-alive\r\nkeep-alive: timeout=${Math.floor(idleMs / 1_000)}\r\n\r\n${body}`;
}

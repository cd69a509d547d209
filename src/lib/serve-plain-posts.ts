import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type PlainPost, readPlainPost } from '#lib/read-plain-post.ts';
import { type Answer, createWording } from '#lib/word-answer.ts';

/** `answer` is to be called once for each POST. */
export type PlainRoute = { path: string; take: (post: PlainPost, answer: (answer: Answer) => void) => void };

// A body that comes in more pieces than this is slow, or someone's game: Node's own server keeps the time for it.
const MOST_PIECES = 4;

/**
 * Serves POSTs of the plainest form straight from their sockets, in front of an HTTP server: that costs a fraction of its
 * request and response. With the first bytes that are anything else, or more than one request at a time, a connection
 * goes over to that server for good, those bytes included (ADR 0041).
 * @param idleMs a connection without a sound for so long is closed
 * @returns `close`: connections at rest are closed, others after their answer
 */
export function servePlainPosts(server: Server, route: PlainRoute, idleMs: number): { close(): void } {
  const ordinary = server.listeners('connection');
  server.removeAllListeners('connection');
  const open = new Set<Line>();
  const word = createWording(idleMs);
  let isClosing = false;

  server.on('connection', (socket: Socket) => {
    const handOver = (): void => {
      for (const listen of ordinary) listen.call(server, socket);
    };
    if (isClosing) return handOver();
    const line = openLine(socket, {
      ...route,
      idleMs,
      word,
      isClosing: () => isClosing,
      handOver,
      left: () => open.delete(line),
    });
    open.add(line);
  });

  return {
    close() {
      isClosing = true;
      for (const line of open) line.closeIfIdle();
    },
  };
}

type Line = { closeIfIdle(): void };

type LineOptions = PlainRoute & {
  idleMs: number;
  word: ReturnType<typeof createWording>;
  isClosing(): boolean;
  /** The HTTP server takes the socket over, with what was put back into it. */
  handOver(): void;
  /** The connection is closed, or no longer ours. */
  left(): void;
};

function openLine(socket: Socket, options: LineOptions): Line {
  const { path, take, idleMs, word, isClosing, handOver, left } = options;
  /** What came and is not answered or taken yet. */
  let begun: Buffer | undefined;
  let pieces = 0;
  let isOwed = false;
  let hasEnded = false;

  const onData = (chunk: Buffer): void => {
    const bytes = begun ? Buffer.concat([begun, chunk]) : chunk;
    if (isOwed) {
      // Who does not wait for an answer is served by the HTTP server, once it has had the one that it is owed.
      begun = bytes;
      socket.pause();
      return;
    }
    const read = readPlainPost(bytes, path);
    if (read.kind === 'whole') {
      begun = undefined;
      pieces = 0;
      isOwed = true;
      take(read.post, answer);
    } else if (read.kind === 'more' && ++pieces < MOST_PIECES) begun = bytes;
    else leave(bytes);
  };

  const answer = (given: Answer): void => {
    isOwed = false;
    if (!socket.writable) return;
    const isLast = hasEnded || isClosing();
    const text = word(given, isLast);
    if (isLast) socket.end(text);
    else socket.write(text);
    if (begun && !isLast) leave(begun);
  };

  const leave = (bytes: Buffer): void => {
    left();
    for (const [event, listener] of listeners) socket.off(event, listener);
    socket.setTimeout(0);
    socket.pause();
    socket.unshift(bytes);
    handOver();
    socket.resume();
  };

  const listeners: [string, (chunk: Buffer) => void][] = [
    ['data', onData],
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
    // 'close' follows, and whoever was to be answered is gone.
    ['error', () => {}],
    ['close', left],
  ];
  for (const [event, listener] of listeners) socket.on(event, listener);
  socket.setTimeout(idleMs);

  return {
    closeIfIdle() {
      if (!isOwed && !begun) socket.destroy();
    },
  };
}

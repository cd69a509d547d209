import { connect, type Socket } from 'node:net';
import { readPlainAnswer } from './read-plain-answer.ts';

/** Told once of each POST: the status of its answer and what it said, or status 0 and why there was none. */
export type Over = (status: number, answer: string) => void;

/** Kept-alive connections to one receiver, each of which carries one POST at a time. */
export type Lines = {
  /** Sends one whole request, all ASCII. */
  post(request: string, over: Over): void;
  close(): void;
};

type Line = {
  socket: Socket;
  /** Who waits for the answer; null while nobody does. */
  over: Over | null;
  /** What came of the answer so far. */
  answer: string;
  /** Since when it has been busy, at rest or leaving, on the clock of `performance.now()`. */
  since: number;
  /** Ended from this side: what the receiver still says is read to its end, and not listened to. */
  leaving: boolean;
};

/** Receivers close what rests for longer, Node's own after five seconds; a POST must not meet that. */
const longestRestMs = 2_000;

// Each read is taken over before the next one begins, on whichever line.
const scratch = Buffer.alloc(64 * 1024);

/**
 * Opens lines as they are needed. `onStrange` is told of the first answer that is not of the plainest form: its status
 * counts, but what comes next is for a whole client (docs/decisions/0038).
 */
export function openLines(
  { hostname, port }: URL,
  { timeoutMs }: { timeoutMs: number },
  onStrange: () => void,
): Lines {
  const all = new Set<Line>();
  const resting: Line[] = [];
  const host = hostname.replace(/^\[|\]$/g, '');
  const sweeping = setInterval(sweep, Math.min(longestRestMs, timeoutMs) / 2).unref();

  function open(): Line {
    const onread = {
      buffer: scratch,
      callback(bytes: number) {
        take(line, scratch.toString('latin1', 0, bytes));
        return true;
      },
    };
    const socket = connect({ host, port: Number(port || 80), noDelay: true, onread });
    const line: Line = { socket, over: null, answer: '', since: 0, leaving: false };
    all.add(line);
    socket.on('error', (error: NodeJS.ErrnoException) => leave(line, error.message || String(error.code)));
    socket.on('end', () => leave(line, 'The connection was closed before an answer.'));
    socket.on('close', () => {
      leave(line, 'The connection was closed before an answer.');
      all.delete(line);
    });
    return line;
  }

  function take(line: Line, text: string) {
    if (line.leaving) return;
    // Said without being asked.
    if (!line.over) return leave(line, '');
    line.answer += text;
    const read = readPlainAnswer(line.answer);
    if (read.kind === 'more') return;
    const { over } = line;
    line.over = null;
    line.answer = '';
    if (read.kind === 'whole' && !read.isLast) {
      line.since = performance.now();
      resting.push(line);
    } else leave(line, '');
    if (read.kind === 'strange') onStrange();
    over(read.status, read.body);
  }

  function leave(line: Line, why: string) {
    if (line.leaving) return;
    line.leaving = true;
    line.since = performance.now();
    const at = resting.indexOf(line);
    if (at >= 0) resting.splice(at, 1);
    line.socket.end();
    line.over?.(0, why);
    line.over = null;
  }

  function sweep() {
    const now = performance.now();
    for (const line of all) {
      if (now - line.since < (line.over ? timeoutMs : longestRestMs)) continue;
      if (line.over || line.leaving) line.socket.destroy();
      leave(line, 'There was no answer in time.');
    }
  }

  return {
    post(request, over) {
      const line = resting.pop() ?? open();
      line.over = over;
      line.since = performance.now();
      line.socket.write(request, 'latin1');
    },
    close() {
      clearInterval(sweeping);
      for (const line of all) {
        leave(line, 'The simulator was closed.');
        line.socket.destroy();
      }
    },
  };
}

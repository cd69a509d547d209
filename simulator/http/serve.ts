import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answer, SimRequest } from './answer.ts';

const largestBody = 110 * 1024 * 1024;

/** A connection that says nothing for so long is closed. */
export const idleMs = 30_000;

/** Serves requests with one function that gets the whole body; errors it throws become 500 and are reported. */
export function serve(
  answer: (request: SimRequest) => Answer | Promise<Answer>,
  onBug: (error: unknown) => void,
): Server {
  return createServer({ keepAliveTimeout: idleMs }, (raw, response) => {
    readBody(raw, (body) => {
      if (body === null) return write(response, { status: 413, json: { error: 'The body is too large.' } });
      const { path, query } = splitUrl(raw.url ?? '/');
      const request: SimRequest = { method: raw.method ?? 'GET', path, query, params: {}, body, raw };
      try {
        const answered = answer(request);
        if (answered instanceof Promise) {
          answered
            .then((late) => write(response, late))
            .catch((error: unknown) => fail(response, error, onBug));
        } else write(response, answered);
      } catch (error) {
        fail(response, error, onBug);
      }
    });
  });
}

/** Writes an answer. */
export function write(response: ServerResponse, answer: Answer) {
  if ('silence' in answer) return;
  if ('cut' in answer) {
    response.socket?.destroy();
    return;
  }
  if ('take' in answer) {
    answer.take(response);
    return;
  }
  if ('json' in answer) {
    const body = JSON.stringify(answer.json);
    response.writeHead(answer.status, {
      'content-type': 'application/json; charset=UTF-8',
      'content-length': Buffer.byteLength(body),
      ...answer.headers,
    });
    response.end(body);
    return;
  }
  response.writeHead(answer.status, { 'content-length': Buffer.byteLength(answer.bytes), ...answer.headers });
  response.end(answer.bytes);
}

function fail(response: ServerResponse, error: unknown, onBug: (error: unknown) => void) {
  onBug(error);
  if (!response.headersSent)
    write(response, { status: 500, json: { error: 'The simulator has a bug; see its log.' } });
}

const empty = Buffer.alloc(0);

function readBody(raw: IncomingMessage, done: (body: Buffer | null) => void) {
  if (raw.method === 'GET' || raw.method === 'HEAD') {
    raw.resume();
    return done(empty);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  raw.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  });
  raw.on('end', () =>
    done(size > largestBody ? null : chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)),
  );
}

const noQuery = new URLSearchParams();

function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const at = url.indexOf('?');
  if (at < 0) return { path: url, query: noQuery };
  return { path: url.slice(0, at), query: new URLSearchParams(url.slice(at + 1)) };
}

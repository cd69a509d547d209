import { STATUS_CODES } from 'node:http';

/** An HTTP answer with nothing but a status, or with a small JSON body. */
export type Answer = { status: number; body?: Record<string, unknown>; headers?: Record<string, string> };

/** Words answers of HTTP/1.1 for connections that are kept for so many milliseconds, or, the last of one, that are not. */
export function createWording(idleMs: number): (answer: Answer, isLast: boolean) => string {
  const keep = `connection: keep-alive\r\nkeep-alive: timeout=${Math.floor(idleMs / 1_000)}\r\n`;
  // Nearly all answers are the same, but for the second in which they are given.
  let second = 0;
  let short = new Map<number, string>();

  const word = ({ status, body, headers = {} }: Answer, isLast: boolean): string => {
    const text = body ? JSON.stringify(body) : '';
    const lines = {
      ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      'content-length': Buffer.byteLength(text),
      ...headers,
    };
    const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
    const date = new Date(second * 1_000).toUTCString();
    return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ndate: ${date}\r\n${isLast ? 'connection: close\r\n' : keep}${head.join('')}\r\n${text}`;
  };

  return (answer, isLast) => {
    const now = Math.floor(Date.now() / 1_000);
    if (now !== second) {
      second = now;
      short = new Map();
    }
    if (answer.body || answer.headers || isLast) return word(answer, isLast);
    const text = short.get(answer.status) ?? word(answer, false);
    short.set(answer.status, text);
    return text;
  };
}

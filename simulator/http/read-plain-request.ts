import type { SimRequest } from './answer.ts';

const noQuery = new URLSearchParams();
const endOfHead = '\r\n\r\n';
const first = /^POST (\/[\x21-\x3e\x40-\x7e]*) HTTP\/1\.1\r\n/;
// A token, a colon, visible ASCII: no folding, nothing before the colon, no bare CR or LF.
const line = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\t\x20-\x7e]*)\r\n/y;
const length = /^\d{1,5}$/;
const notPlain = ['transfer-encoding', 'expect', 'upgrade', 'content-encoding'];

/**
 * Reads a POST without a query out of what came on a connection, where that is exactly one request of the plainest
 * form: HTTP/1.1, its whole body there, a length given once, no header twice. Null for everything else, which is for
 * Node's parser to read or to refuse.
 */
export function readPlainRequest(bytes: Buffer): SimRequest | null {
  const end = bytes.indexOf(endOfHead);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end + 2);
  const path = first.exec(head)?.[1];
  if (path === undefined) return null;
  const headers = readHeaders(head, head.indexOf('\n') + 1);
  if (!headers || !isPlain(headers)) return null;
  const bodyAt = end + endOfHead.length;
  if (bytes.length !== bodyAt + Number(headers['content-length'])) return null;
  const raw = { method: 'POST', url: path, headers };
  return { method: 'POST', path, query: noQuery, params: {}, body: bytes.subarray(bodyAt), raw };
}

function readHeaders(head: string, from: number): Record<string, string> | null {
  const headers: Record<string, string> = Object.create(null);
  line.lastIndex = from;
  while (line.lastIndex < head.length) {
    const found = line.exec(head);
    if (!found) return null;
    const name = found[1]!.toLowerCase();
    if (name in headers) return null;
    headers[name] = found[2]!.trimEnd();
  }
  return headers;
}

function isPlain(headers: Record<string, string>): boolean {
  return (
    headers.host !== undefined &&
    (headers.connection ?? 'keep-alive').toLowerCase() === 'keep-alive' &&
    length.test(headers['content-length'] ?? '') &&
    !notPlain.some((name) => name in headers)
  );
}

/** A POST that came whole and in the plainest form. Names of headers are in small letters. */
export type PlainPost = { headers: Record<string, string>; body: Buffer };

export type PlainRead =
  | { kind: 'whole'; post: PlainPost }
  /** Plain so far; the rest of its body is still to come. */
  | { kind: 'more' }
  /** Not a plain POST to this path: for Node's own parser to judge. */
  | { kind: 'other' };

const OTHER: PlainRead = { kind: 'other' };
const MORE: PlainRead = { kind: 'more' };
const END_OF_HEAD = '\r\n\r\n';

// One line: a token, a colon, visible ASCII (RFC 9110 section 5). No folding, nothing before the colon, no bare CR or LF.
const LINE = /([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\t\x20-\x7e]*)\r\n/y;
// What these ask for is not plain any more.
const NOT_PLAIN = ['transfer-encoding', 'expect', 'upgrade'];
const LENGTH = /^\d{1,6}$/;
/** A larger body is not plain. */
export const MOST_PLAIN_BYTES = 64 * 1024;

/**
 * Reads one POST to a path out of the bytes that came on a connection. It takes only what can be read in one way: exactly
 * one request, its path to the letter, HTTP/1.1, a length given once, no header twice. It never refuses: what is not
 * so is for a whole parser to read, or to refuse (ADR 0041).
 */
export function readPlainPost(bytes: Buffer, path: string): PlainRead {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return OTHER;
  const head = bytes.toString('latin1', 0, end + 2);
  const first = `POST ${path} HTTP/1.1\r\n`;
  if (!head.startsWith(first)) return OTHER;
  const headers = readHeaders(head, first.length);
  if (!headers) return OTHER;
  const length = bodyLength(headers);
  if (length === undefined) return OTHER;
  const bodyAt = end + END_OF_HEAD.length;
  if (bytes.length < bodyAt + length) return MORE;
  if (bytes.length > bodyAt + length) return OTHER;
  return { kind: 'whole', post: { headers, body: bytes.subarray(bodyAt) } };
}

function readHeaders(head: string, from: number): Record<string, string> | undefined {
  const headers: Record<string, string> = Object.create(null);
  LINE.lastIndex = from;
  while (LINE.lastIndex < head.length) {
    const line = LINE.exec(head);
    if (!line) return undefined;
    const name = line[1]!.toLowerCase();
    if (name in headers) return undefined;
    headers[name] = line[2]!.trimEnd();
  }
  return headers;
}

/** How long the body is, where that and all else about the request is plain. */
function bodyLength(headers: Record<string, string>): number | undefined {
  const { host, connection = 'keep-alive', 'content-length': length } = headers;
  if (host === undefined || connection.toLowerCase() !== 'keep-alive') return undefined;
  if (length === undefined || !LENGTH.test(length) || NOT_PLAIN.some((name) => name in headers))
    return undefined;
  return Number(length) <= MOST_PLAIN_BYTES ? Number(length) : undefined;
}

export type PlainAnswer =
  /** `isLast`: the receiver closes the connection behind it. */
  | { kind: 'whole'; status: number; body: string; isLast: boolean }
  | { kind: 'more' }
  /** Not of the plainest form. Its status counts (0: there is none yet); where it ends is for a whole client to say. */
  | { kind: 'strange'; status: number; body: string };

const more: PlainAnswer = { kind: 'more' };
const longestHead = 16_384;
const mostShown = 2_000;

/**
 * Reads an HTTP answer out of the bytes (as Latin-1) that came after one request: HTTP/1.1, a length given once, no coding,
 * and nothing behind it.
 */
export function readPlainAnswer(text: string): PlainAnswer {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return text.length > longestHead ? strange(text, text.length) : more;
  const bodyAt = end + 4;
  const head = text.slice(0, end + 2);
  const length = /\r\ncontent-length: *(\d{1,9})\r\n/i.exec(head)?.[1];
  if (
    !/^HTTP\/1\.1 [2-5]\d\d[ \r]/.test(head) ||
    length === undefined ||
    /\r\ntransfer-encoding:/i.test(head)
  )
    return strange(text, bodyAt);
  const whole = bodyAt + Number(length);
  if (text.length < whole) return more;
  if (text.length > whole) return strange(text, bodyAt);
  return {
    kind: 'whole',
    status: statusOf(text),
    body: shown(text, bodyAt),
    isLast: /\r\nconnection: *close\r\n/i.test(head),
  };
}

function strange(text: string, bodyAt: number): PlainAnswer {
  return { kind: 'strange', status: statusOf(text), body: shown(text, bodyAt) };
}

function statusOf(text: string): number {
  return Number(/^HTTP\/1\.[01] ([2-5]\d\d)/.exec(text)?.[1] ?? 0);
}

function shown(text: string, bodyAt: number): string {
  if (text.length === bodyAt) return '';
  return Buffer.from(text.slice(bodyAt, bodyAt + 4 * mostShown), 'latin1')
    .toString('utf8')
    .slice(0, mostShown);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_PLAIN_BYTES, readPlainPost } from './read-plain-post.ts';

const PATH = '/webhook';
const request = (lines: string[], body = '{}', first = 'POST /webhook HTTP/1.1') =>
  Buffer.from(`${[first, ...lines].join('\r\n')}\r\n\r\n${body}`, 'latin1');
const PLAIN = ['Host: here', 'X-Hub-Signature-256: sha256=ab', 'Content-Length: 2'];

test('a plain POST is read with its headers in small letters and its body byte for byte', () => {
  const read = readPlainPost(request([...PLAIN, 'Accept:*/*', 'X-Empty:', 'X-Spaced: \t a b \t']), PATH);
  assert.ok(read.kind === 'whole');
  assert.deepEqual(
    { ...read.post.headers },
    {
      host: 'here',
      'x-hub-signature-256': 'sha256=ab',
      'content-length': '2',
      accept: '*/*',
      'x-empty': '',
      'x-spaced': 'a b',
    },
  );
  assert.equal(String(read.post.body), '{}');
});

test('a connection that says it is kept is as plain as one that says nothing', () =>
  assert.equal(readPlainPost(request([...PLAIN, 'Connection: Keep-Alive']), PATH).kind, 'whole'));

test('until the last byte of the body has come there is more to come, however it is cut', () => {
  const whole = request(PLAIN);
  const headEnd = whole.length - 2;
  for (let length = 0; length < headEnd; length++)
    assert.equal(readPlainPost(whole.subarray(0, length), PATH).kind, 'other', `${length} bytes`);
  for (const length of [headEnd, headEnd + 1])
    assert.equal(readPlainPost(whole.subarray(0, length), PATH).kind, 'more', `${length} bytes`);
});

const otherwise = (over: string) => [...PLAIN.filter((line) => !line.startsWith(over.split(':')[0]!)), over];
const others: Record<string, Buffer> = {
  'another method': request(PLAIN, '{}', 'PUT /webhook HTTP/1.1'),
  'a method in small letters': request(PLAIN, '{}', 'post /webhook HTTP/1.1'),
  'another path': request(PLAIN, '{}', 'POST /webhooks HTTP/1.1'),
  'a path with a query': request(PLAIN, '{}', 'POST /webhook?a=1 HTTP/1.1'),
  'another version': request(PLAIN, '{}', 'POST /webhook HTTP/1.0'),
  'two spaces': request(PLAIN, '{}', 'POST  /webhook HTTP/1.1'),
  'no host': request(PLAIN.slice(1)),
  'no length': request(PLAIN.slice(0, 2)),
  'two lengths': request([...PLAIN, 'content-length: 2']),
  'two lengths in one': request(otherwise('Content-Length: 2, 2')),
  'a length with a sign': request(otherwise('Content-Length: +2')),
  'a length in hexadecimal': request(otherwise('Content-Length: 0x2')),
  'a length that is empty': request(otherwise('Content-Length: ')),
  'a length that is too much': request(otherwise(`Content-Length: ${MOST_PLAIN_BYTES + 1}`)),
  'a length beyond all numbers': request(otherwise('Content-Length: 99999999999999999999')),
  chunks: request([...PLAIN, 'Transfer-Encoding: chunked']),
  'chunks in disguise': request([...PLAIN, 'Transfer-Encoding : chunked']),
  'chunks in a folded line': request([...PLAIN, ' Transfer-Encoding: chunked']),
  'chunks after a bare LF': request([...PLAIN, 'X-A: b\nTransfer-Encoding: chunked']),
  'chunks after a bare CR': request([...PLAIN, 'X-A: b\rTransfer-Encoding: chunked']),
  'a signature twice': request([...PLAIN, 'x-hub-signature-256: sha256=cd']),
  'a wish to be told to go on': request([...PLAIN, 'Expect: 100-continue']),
  'a wish for another protocol': request([...PLAIN, 'Upgrade: h2c']),
  'a wish to close': request([...PLAIN, 'Connection: close']),
  'a name with a space': request([...PLAIN, 'X A: b']),
  'a line without a name': request([...PLAIN, ': b']),
  'a line without a colon': request([...PLAIN, 'hello']),
  'a NUL': request([...PLAIN, 'X-A: b\0c']),
  'letters beyond ASCII': request([...PLAIN, 'X-A: \xe9']),
  'a request behind it': Buffer.concat([request(PLAIN), request(PLAIN)]),
  'no HTTP': Buffer.from('hello\r\n\r\n'),
};
for (const [name, bytes] of Object.entries(others))
  test(`for another to read: ${name}`, () => assert.equal(readPlainPost(bytes, PATH).kind, 'other'));

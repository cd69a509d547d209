import { hash, timingSafeEqual } from 'node:crypto';

const SCHEME = 'sha256=';
const DIGITS = 64;
const LENGTH = SCHEME.length + DIGITS;
// RFC 2104 for SHA-256: keys are brought to a block of 64 bytes and mixed with these.
const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const INNER = 0x36;
const OUTER = 0x5c;
// Signed in place; only what is larger, such as many updates in one webhook, gets a buffer of its own.
const USUAL_BYTES = 16 * 1024;

/**
 * Makes the check whether `X-Hub-Signature-256` fits the raw bytes of a webhook (cloud-api.md section 1).
 * The bytes must be those that came over the wire: Meta signs text it has escaped in its own way,
 * so a body that was parsed and written again never fits. Compares in constant time.
 */
export function createSignatureCheck(
  appSecret: string,
): (body: Uint8Array, header: string | undefined) => boolean {
  const sign = createSigner(appSecret);
  const given = Buffer.alloc(DIGITS);
  const expected = Buffer.alloc(DIGITS);
  return (body, header) => {
    if (header?.length !== LENGTH || !header.startsWith(SCHEME)) return false;
    given.write(header.slice(SCHEME.length).toLowerCase(), 'latin1');
    expected.write(sign(body), 'latin1');
    return timingSafeEqual(given, expected);
  };
}

/**
 * HMAC-SHA-256 (RFC 2104) as 64 hexadecimal digits, out of two hashes in one call each: an object of `createHmac` for every
 * webhook costs three times as much, and is garbage afterwards (ADR 0041).
 */
export function createSigner(secret: string): (body: Uint8Array) => string {
  const key = Buffer.alloc(BLOCK_BYTES);
  const given = Buffer.from(secret, 'utf8');
  (given.length > BLOCK_BYTES ? hash('sha256', given, 'buffer') : given).copy(key);
  const inner = Buffer.alloc(BLOCK_BYTES + USUAL_BYTES);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  for (const [nth, byte] of key.entries()) {
    inner[nth] = byte ^ INNER;
    outer[nth] = byte ^ OUTER;
  }
  const pad = inner.subarray(0, BLOCK_BYTES);
  return (body) => {
    const isUsual = body.length <= USUAL_BYTES;
    if (isUsual) inner.set(body, BLOCK_BYTES);
    const bytes = isUsual ? inner.subarray(0, BLOCK_BYTES + body.length) : Buffer.concat([pad, body]);
    outer.write(hash('sha256', bytes, 'hex'), BLOCK_BYTES, 'hex');
    return hash('sha256', outer, 'hex');
  };
}

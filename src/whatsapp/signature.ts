import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

const SCHEME = 'sha256=';
const LENGTH = SCHEME.length + 64;

/**
 * Makes the check whether `X-Hub-Signature-256` fits the raw bytes of a webhook (cloud-api.md section 1).
 * The bytes must be those that came over the wire: Meta signs text it has escaped in its own way,
 * so a body that was parsed and written again never fits. Compares in constant time.
 */
export function createSignatureCheck(
  appSecret: string,
): (body: Uint8Array, header: string | undefined) => boolean {
  const key = createSecretKey(appSecret, 'utf8');
  return (body, header) => {
    if (header?.length !== LENGTH || !header.startsWith(SCHEME)) return false;
    const given = Buffer.from(header.slice(SCHEME.length), 'hex');
    const expected = createHmac('sha256', key).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
}

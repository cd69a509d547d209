import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** AES-256-GCM with a nonce of 96 bits and a tag of 128, as NIST SP 800-38D recommends. */
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key of 32 bytes in base64, as an object that does not show them; undefined when it is none. */
export function readKey(base64: string): KeyObject | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64') === base64
    ? createSecretKey(bytes)
    : undefined;
}

/** Eight digits that tell keys apart, and nothing about them. */
export function nameOfKey(key: KeyObject): string {
  return createHmac('sha256', key).update('name of this key').digest('hex').slice(0, 8);
}

/** Seals a text. Only who has the key and names what it is bound to opens it: nonce, tag and the sealed text in one. */
export function seal(key: KeyObject, text: string, boundTo: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(
    Buffer.from(boundTo),
  );
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what {@link seal} made; undefined when the key or what it is bound to is another, or a bit of it has changed. */
export function unseal(key: KeyObject, sealed: Buffer, boundTo: string): string | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

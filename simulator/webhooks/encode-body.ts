import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/**
 * JSON as Meta puts it on the wire in a webhook: non-ASCII as `\uXXXX`, `/` as `\/` (cloud-api.md
 * section 1), so all ASCII. A receiver that checks the signature over a re-serialised body fails on every Nepali name.
 */
export function encodeBody(json: string): string {
  return json.replace(/[/\u007f-\uffff]/g, escaped);
}

/** `X-Hub-Signature-256` of a body: HMAC-SHA256 with the app secret, lowercase hex. */
export function signBody(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', keyOf(secret)).update(body).digest('hex')}`;
}

let lastKey: { secret: string; key: KeyObject } | undefined;

/** Preparing a key costs a good part of a short body's signature, and an app keeps its secret. */
function keyOf(secret: string): KeyObject {
  if (lastKey?.secret !== secret) lastKey = { secret, key: createSecretKey(secret, 'utf8') };
  return lastKey.key;
}

function escaped(character: string): string {
  if (character === '/') return '\\/';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

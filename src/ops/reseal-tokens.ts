import type { KeyObject } from 'node:crypto';
import type { Db } from '#lib/db.ts';
import { nameOfKey, seal } from '#lib/seal.ts';
import { requireOpen } from '#ops/check-tokens.ts';
import { listTokens, putSeal } from '#ops/token-queries.ts';
import { boundTo, openToken } from '#whatsapp/open-tokens.ts';

/**
 * Seals with the first key what another one sealed. The tokens stay the same, so whoever has them open goes on with them.
 * @throws an expected error, and changes nothing, when one of them does not open
 */
export async function resealTokens(db: Db, keys: KeyObject[]): Promise<{ resealed: number; all: number }> {
  const key = keys[0]!;
  const tokens = await listTokens(db);
  requireOpen(tokens, keys);
  const old = tokens.filter((token) => token.key_name !== nameOfKey(key));
  for (const token of old) {
    const sealed = seal(key, openToken(keys, token)!, boundTo(token.phone_number_id));
    await putSeal(db, token, { key_name: nameOfKey(key), sealed });
  }
  return { resealed: old.length, all: tokens.length };
}

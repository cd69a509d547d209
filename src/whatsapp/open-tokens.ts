import type { KeyObject } from 'node:crypto';
import { nameOfKey, unseal } from '#lib/seal.ts';
import type { GraphCalls, WhatsAppClient } from '#whatsapp/client.ts';
import type { MediaCalls, MediaClient } from '#whatsapp/media-client.ts';

/** How a number reaches Meta: with a token of its own, or with the platform's. */
export type Access = { whatsapp: GraphCalls; media: MediaCalls };

/** A token as it is kept: which key sealed it, and for which of our numbers (Meta's id). */
export type SealedToken = { phone_number_id: string; key_name: string; sealed: Buffer };

/**
 * The tokens that this process has opened, each kept as a client that uses it: a number sends with it thousands of
 * times. `tokenNo` names a token; a new one of the same number has another.
 */
export type OpenTokens = {
  known(tokenNo: number): Access | undefined;
  /** Opens and keeps one; undefined when it does not open: its key is not ours, or it was sealed for another number. */
  open(tokenNo: number, token: SealedToken): Access | undefined;
};

// One more than this, and the one that was opened first is opened once more when it is needed.
const KEPT = 1_000;

/** @param keys the key of now first, then those before it */
export function createOpenTokens(
  { whatsapp, media }: { whatsapp: WhatsAppClient; media: MediaClient },
  keys: KeyObject[],
): OpenTokens {
  const kept = new Map<number, Access>();
  return {
    known: (tokenNo) => kept.get(tokenNo),
    open(tokenNo, sealed) {
      const token = openToken(keys, sealed);
      if (token === undefined) return undefined;
      const access = { whatsapp: whatsapp.withToken(token), media: media.withToken(token) };
      if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
      kept.set(tokenNo, access);
      return access;
    },
  };
}

/** The token itself; undefined when it does not open. */
export function openToken(
  keys: KeyObject[],
  { phone_number_id, key_name, sealed }: SealedToken,
): string | undefined {
  const key = keys.find((one) => nameOfKey(one) === key_name);
  return key && unseal(key, sealed, boundTo(phone_number_id));
}

/** What a number's token is bound to when it is sealed. */
export function boundTo(phoneNumberId: string): string {
  return `token of ${phoneNumberId}`;
}

import { loadSealed } from '#send/token-queries.ts';
import type { Runtime } from '#src/runtime.ts';
import type { Access } from '#whatsapp/open-tokens.ts';

/** A number, and which of its own tokens is in force; null: the platform's. */
export type NumberWithToken = { sender_id: string; token_no: number | null };

/**
 * How each number reaches Meta, by `sender_id` (ADR 0033). A number is missing whose token does not open here; the log
 * says with which key it was sealed. Asks the database only for tokens that this process has not opened yet.
 */
export async function openAccess(runtime: Runtime, numbers: NumberWithToken[]): Promise<Map<string, Access>> {
  const access = new Map<string, Access>();
  const unopened: string[] = [];
  for (const { sender_id, token_no } of numbers) {
    const known = token_no === null ? runtime : runtime.tokens.known(token_no);
    if (known) access.set(sender_id, known);
    else unopened.push(sender_id);
  }
  if (unopened.length === 0) return access;
  const sealed = new Map((await loadSealed(runtime.db, unopened)).map((token) => [token.sender_id, token]));
  for (const senderId of unopened) {
    const token = sealed.get(senderId);
    const opened = token ? runtime.tokens.open(token.no, token) : runtime;
    if (opened) access.set(senderId, opened);
    else
      runtime.log.error(
        { stage: 'send', senderId, key: token!.key_name },
        'the token of a number does not open; set its key in TOKEN_KEY or TOKEN_KEYS_BEFORE, or give it a new token',
      );
  }
  return access;
}

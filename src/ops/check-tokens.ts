import type { KeyObject } from 'node:crypto';
import { isConnectionTrouble } from '#lib/database-errors.ts';
import { expectedError } from '#lib/expected-error.ts';
import { orTlsTrouble } from '#lib/tls-trouble.ts';
import { type KeptToken, listTokens } from '#ops/token-queries.ts';
import { type Runtime, tokenKeys } from '#src/runtime.ts';
import { openToken } from '#whatsapp/open-tokens.ts';

/**
 * Whether every number's token opens with the keys of this process.
 * @throws an expected error that names the key that is missing, and what to do
 */
export async function checkTokens({ db, config, log }: Runtime): Promise<void> {
  try {
    requireOpen(await listTokens(db), tokenKeys(config));
  } catch (error) {
    // A process may come up before its database; each lane looks again when it is leased.
    if (!isConnectionTrouble(error)) throw orTlsTrouble('PostgreSQL', error);
    log.warn({ err: error }, 'tokens of numbers could not be looked at yet');
  }
}

const SHOWN = 5;

/** @throws an expected error when one of them does not open */
export function requireOpen(tokens: KeptToken[], keys: KeyObject[]): void {
  const shut = tokens.filter((token) => openToken(keys, token) === undefined);
  if (shut.length === 0) return;
  const names = [...new Set(shut.map((token) => token.key_name))].join(', ');
  const numbers = shut.slice(0, SHOWN).map((token) => token.phone_number_id);
  if (shut.length > SHOWN) numbers.push('…');
  throw expectedError(
    `${shut.length === 1 ? 'The token of a number does' : `The tokens of ${shut.length} numbers do`} not open (${numbers.join(', ')}): ` +
      `sealed with the key ${names}, which neither TOKEN_KEY nor TOKEN_KEYS_BEFORE has. Put that key back: as TOKEN_KEY, or in ` +
      'TOKEN_KEYS_BEFORE where TOKEN_KEY is a newer one. Nothing is lost meanwhile; messages wait. If the key is gone for good, ' +
      'give each number its token anew: bin/chautari lane token NUMBER, or --remove for the platform’s.',
  );
}

import { expectedError } from '#lib/expected-error.ts';

// What Node says of a certificate (https://nodejs.org/api/tls.html#x509-certificate-error-codes), and of a name on it.
const CERTIFICATE = /CERT|ISSUER|LEAF_SIGNATURE|CRL|_CHAIN|ALTNAME/;
const NO_TLS = /does not support SSL|ERR_SSL_WRONG_VERSION_NUMBER|wrong version number/i;

/** Why a connection by TLS did not come about, in a sentence; undefined where TLS was not the trouble. */
export function sayTlsTrouble(error: unknown): string | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (NO_TLS.test(`${code} ${message}`))
    return `its address asks for TLS, and the server does not speak it there (${message}). Nothing was sent in plain text.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `its certificate is for another name (${message}). Use the name on the certificate in the address.`;
  if (CERTIFICATE.test(code))
    return `its certificate is not trusted (${code}: ${message}). Name the authority that signed it: sslrootcert=FILE in an address of PostgreSQL, NODE_EXTRA_CA_CERTS for Redis.`;
  return undefined;
}

/** The same as an error that a person can put right; every other error as it is. */
export function orTlsTrouble(what: string, error: unknown): unknown {
  const sentence = sayTlsTrouble(error);
  return sentence === undefined ? error : expectedError(`${what}: ${sentence}`, error);
}

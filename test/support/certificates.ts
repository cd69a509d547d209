import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths: a certificate with its key, and the authority that signed it. */
export type Certificate = { cert: string; key: string; authority: string };

/** The reason to skip tests that need certificates, or false. */
export const noOpenssl: string | false = isInstalled()
  ? false
  : 'openssl is not installed (on Debian: apt-get install openssl)';

/** Makes an authority of its own and a certificate for one name, in a folder that is gone after the test. */
export function makeCertificate(t: { after(fn: () => void): void }, name: string): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'chautari-tls-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = (file: string) => join(folder, file);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore', cwd: folder });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-days',
    '2',
    '-subj',
    '/CN=Test authority',
  );
  openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', `/CN=${name}`);
  writeFileSync(path('names'), `subjectAltName=DNS:${name}\n`);
  openssl(
    ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
    ...['-out', 'server.crt', '-days', '2', '-extfile', 'names'],
  );
  return { cert: path('server.crt'), key: path('server.key'), authority: path('ca.crt') };
}

function isInstalled(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

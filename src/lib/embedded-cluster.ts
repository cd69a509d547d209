import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EMBEDDED_MAJOR, type EmbeddedBinaries } from './embedded-binaries.ts';
import { chooseRunAs, type RunAs, spawnAs } from './embedded-user.ts';
import { expectedError } from './expected-error.ts';

/** The role that owns the embedded cluster; its password is the generated one. */
export const EMBEDDED_USER = 'chautari';

/** Whether `dataDir` holds a cluster that this PostgreSQL can open; throws an expected error when it holds another thing. */
export function hasCluster(dataDir: string): boolean {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return false;
  const version = join(dataDir, 'PG_VERSION');
  if (!existsSync(version))
    throw expectedError(`${dataDir} holds something that is not a database; nothing was touched.`);
  const major = readFileSync(version, 'utf8').trim();
  if (major === EMBEDDED_MAJOR) return true;
  throw expectedError(
    `The database in ${dataDir} was made by PostgreSQL ${major}, and this version of Chautari brings ${EMBEDDED_MAJOR}. ` +
      'Copy it over with pg_dump from the old version, or start anew with --fresh (data is lost).',
  );
}

/** Deletes a cluster, and nothing that is not one. */
export function removeCluster(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  if (readdirSync(dataDir).length > 0 && !existsSync(join(dataDir, 'PG_VERSION')))
    throw expectedError(`${dataDir} holds something that is not a database; nothing was deleted.`);
  rmSync(dataDir, { recursive: true });
}

/** The user to run an existing cluster as; also mends modes that copying the folder has changed. */
export function openCluster(dataDir: string, binaries: EmbeddedBinaries): RunAs {
  const runAs = chooseRunAs(dataDir, binaries.postgres);
  chmodSync(dataDir, 0o700);
  return runAs;
}

/** Makes a new cluster. It appears under its name only when it is whole, so a crash half-way leaves none. */
export async function createCluster(
  dataDir: string,
  binaries: EmbeddedBinaries,
  password: string,
): Promise<RunAs> {
  const making = `${dataDir}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  const runAs = chooseRunAs(making, binaries.postgres);
  const passwordFile = `${dataDir}.password`;
  try {
    writePasswordFile(passwordFile, password, making);
    await runInitdb(runAs, binaries.initdb, [
      `--pgdata=${making}`,
      `--pwfile=${passwordFile}`,
      `--username=${EMBEDDED_USER}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
  renameSync(making, dataDir);
  return runAs;
}

function writePasswordFile(path: string, password: string, ownedLike: string): void {
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  const { uid, gid } = statSync(ownedLike);
  chownSync(path, uid, gid);
}

function runInitdb(runAs: RunAs, initdb: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnAs(runAs, initdb, args, ['ignore', 'ignore', 'pipe']);
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          expectedError(
            `PostgreSQL could not make its folder: ${complaint.trim() || `initdb ended with ${code}`}`,
          ),
        );
    });
  });
}

import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import pg from 'pg';
import { findEmbeddedBinaries } from './embedded-binaries.ts';
import { createCluster, EMBEDDED_USER, hasCluster, openCluster, removeCluster } from './embedded-cluster.ts';
import { type HeldLock, holdLock } from './embedded-lock.ts';
import { clearLastRun } from './embedded-process.ts';
import { superviseServer } from './embedded-server.ts';
import { findFreePort, makePassword, readState, statePath, writeState } from './embedded-state.ts';
import { expectedError } from './expected-error.ts';

export type EmbeddedOptions = {
  /** The cluster's folder; `<dataDir>.json`, `.lock` and `.log` stand beside it. */
  dataDir: string;
  /** Insist on this port. Without it a free one is chosen and kept between runs. */
  port?: number;
  /** Told in a short line what takes time or needs attention. */
  log: (line: string) => void;
  /** Delete what is there and begin anew. */
  fresh?: boolean;
  /** Server settings that differ from EMBEDDED_SETTINGS. */
  settings?: Readonly<Record<string, string>>;
};

export type EmbeddedPostgres = {
  /** Connection string of the database `chautari`, with the password; the same after stop and startAgain. */
  url: string;
  /** The server's process, or null while it is stopped. */
  pid(): number | null;
  /** Stops the server and keeps the folder locked: `fast` loses nothing, `immediate` is a crash to recover from. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again on the same port. */
  startAgain(): Promise<void>;
  /** Fast shutdown; gives the folder free. */
  close(): Promise<void>;
};

const DATABASE = 'chautari';

/**
 * Starts PostgreSQL 18 from npm's binaries on `dataDir`, making the cluster at the first start, and resolves
 * when it takes connections. A server that an earlier run left behind is stopped first; a running Chautari
 * in the same folder, a foreign folder or a port in use throw an expected error.
 * Should the server die by itself, it is started again.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dirname(dataDir), { recursive: true });
  const lock = lockFolder(dataDir);
  try {
    return await startLocked({ ...options, dataDir }, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function lockFolder(dataDir: string): HeldLock {
  const lock = holdLock(`${dataDir}.lock`);
  if (lock !== null) return lock;
  const holder = readState(dataDir)?.pid;
  throw expectedError(
    `Chautari is already running from this folder${holder ? ` (process ${holder})` : ''}. ` +
      'Stop it with Ctrl-C in its window, or use the address that it printed.',
  );
}

async function startLocked(options: EmbeddedOptions, lock: HeldLock): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const binaries = findEmbeddedBinaries();
  await clearLastRun(dataDir, log);
  if (options.fresh) removeCluster(dataDir);
  const remembered = readState(dataDir);
  const isNew = !hasCluster(dataDir);
  if (!isNew && remembered === null)
    throw expectedError(
      `${statePath(dataDir)}, which holds the database's password, is missing. ` +
        'Bring it back from a backup, or start anew with --fresh (data is lost).',
    );
  const password = isNew ? makePassword() : remembered!.password;
  let port = options.port ?? (await findFreePort(remembered?.port));
  const remember = () => writeState(dataDir, { password, port, pid: process.pid });
  remember();
  if (isNew) log('Making a new PostgreSQL database');
  const runAs = isNew ? await createCluster(dataDir, binaries, password) : openCluster(dataDir, binaries);

  const server = superviseServer({ binaries, runAs, dataDir, log, settings: options.settings ?? {} });
  for (let tries = 1; (await server.start(port)) === 'port taken'; tries += 1) {
    if (options.port !== undefined || tries === 5)
      throw expectedError(`Port ${port} is in use by another program; PostgreSQL cannot listen on it.`);
    port = await findFreePort();
    remember();
  }
  const url = (database: string) => `postgresql://${EMBEDDED_USER}:${password}@127.0.0.1:${port}/${database}`;
  await ensureDatabase(url('postgres')).catch(async (error) => {
    await server.stop('fast');
    throw error;
  });
  return {
    url: url(DATABASE),
    pid: server.pid,
    stop: (how = 'fast') => server.stop(how),
    startAgain: async () => {
      if ((await server.start(port)) === 'port taken')
        throw expectedError(`Port ${port} was taken by another program while PostgreSQL was stopped.`);
    },
    close: async () => {
      await server.stop('fast');
      lock.release();
    },
  };
}

/** The first start may have been cut off between making the cluster and making the database. */
async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

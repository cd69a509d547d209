import { DatabaseSync } from 'node:sqlite';
import { expectedError } from './expected-error.ts';

export type HeldLock = { release(): void };

/**
 * Holds a lock on `path` for as long as this process lives, or returns null when another process (or this
 * one) holds it. It is SQLite's own exclusive lock: the kernel lets go of it even after kill -9, so there
 * is no stale lock to judge and no race in taking one over. `waitMs` waits that long for the holder.
 */
export function holdLock(path: string, waitMs = 0): HeldLock | null {
  const database = openLockFile(path, waitMs);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw notWritable(path, error);
  }
  return { release: () => database.close() };
}

function openLockFile(path: string, waitMs: number): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: waitMs });
  } catch (error) {
    throw notWritable(path, error);
  }
}

/** SQLITE_BUSY, https://sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}

function notWritable(path: string, cause: unknown): Error {
  return expectedError(
    `The file ${path} cannot be written. If Chautari was last started as another user, start it as that user ` +
      'again, or give the folder to yourself with chown -R.',
    cause,
  );
}

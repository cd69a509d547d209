import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HeldLock, holdLock } from '#lib/embedded-lock.ts';

/** The repository's folder. */
export const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The folder that all processes of one test run share. bin/test makes one and removes it at its end; tests
 * started by hand share one per clone and user, whose server stops by itself when nobody uses it.
 */
export function runFolder(): string {
  const given = process.env.CHAUTARI_TEST_RUN;
  if (given) return given;
  const key = createHash('sha256').update(`${ROOT} ${process.geteuid?.()}`).digest('hex').slice(0, 8);
  const folder = join(tmpdir(), `chautari-test-${key}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711); // As root, the server runs as another user, who must pass through.
  return folder;
}

/** Whoever starts or stops the run's PostgreSQL holds this, so the two never meet. Null after `waitMs`. */
export function holdServerLock(waitMs: number): HeldLock | null {
  return holdLock(join(runFolder(), 'server.lock'), waitMs);
}

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expectedError } from './expected-error.ts';

/** What is remembered between runs, in `<dataDir>.json`, readable by its owner alone. */
export type EmbeddedState = { password: string; port: number; pid: number };

/** The remembered state, or null when there is none. */
export function readState(dataDir: string): EmbeddedState | null {
  const path = statePath(dataDir);
  if (!existsSync(path)) return null;
  const state: unknown = parseJson(path);
  if (typeof state === 'object' && state !== null) {
    const { password, port, pid } = state as Partial<EmbeddedState>;
    if (typeof password === 'string' && typeof port === 'number' && typeof pid === 'number')
      return { password, port, pid };
  }
  throw expectedError(
    `${path} is damaged. Bring it back from a backup, or start anew with --fresh (data is lost).`,
  );
}

/** Replaces the state in one step, so that a crash leaves the old or the new one. */
export function writeState(dataDir: string, state: EmbeddedState): void {
  const path = statePath(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function statePath(dataDir: string): string {
  return `${dataDir}.json`;
}

/** 192 random bits, safe in a URL. */
export function makePassword(): string {
  return randomBytes(24).toString('base64url');
}

/** A port on 127.0.0.1 that was free a moment ago; `wanted` itself when it is. */
export async function findFreePort(wanted?: number): Promise<number> {
  const port = await tryListen(wanted ?? 0);
  return port ?? findFreePort();
}

function tryListen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw expectedError(
      `${path} cannot be read. If Chautari was last started as another user, start it as that user again.`,
      error,
    );
  }
}

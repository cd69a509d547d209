import { setTimeout as sleep } from 'node:timers/promises';

const CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN']);

/** True when the database was away or went away, so that the work itself is not at fault and can be done again. */
export function isConnectionTrouble(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  // Class 08 is connection exceptions, 57P the server shutting down or starting (PostgreSQL appendix A).
  if (code) return CODES.has(code) || code.startsWith('08') || code.startsWith('57P');
  return /connection terminated|timeout exceeded when trying to connect|connection timeout|client has encountered/i.test(
    message ?? '',
  );
}

const DEADLOCK = '40P01';
const SERIALIZATION = '40001';

/** Runs `work` again when the database broke a deadlock by ending it; three times at most. */
export async function retryDeadlock<T>(work: () => Promise<T>, tries = 3): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const { code } = error as { code?: string };
      if (attempt >= tries || (code !== DEADLOCK && code !== SERIALIZATION)) throw error;
    }
  }
}

const TRY_AGAIN_MS = 100;

/**
 * Runs `work` again while the database is away, as during a restart, for at most `patienceMs`, and when it broke a
 * deadlock. Only for work that may be done twice: a connection can break after the commit and before its answer.
 */
export async function outlastTrouble<T>(work: () => Promise<T>, patienceMs: number): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await retryDeadlock(work);
    } catch (error) {
      if (!isConnectionTrouble(error) || performance.now() > end) throw error;
      await sleep(TRY_AGAIN_MS);
    }
  }
}

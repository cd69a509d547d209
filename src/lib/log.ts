import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * The process's log: one JSON object a line on standard error.
 * Lines hold ids, stages and outcomes, never texts, names or phone numbers; the redaction below is the last net.
 */
export function createLog(level: string, role: string): Log {
  return pino(
    {
      level,
      base: { role },
      serializers: { err: describeError },
      redact: {
        paths: ['text', 'body', 'phone', 'address', 'to', '*.text', '*.body', '*.phone', '*.address', '*.to'],
        censor: '…',
      },
    },
    pino.destination({ fd: 2, sync: level === 'silent' }),
  );
}

/** An error without what hangs on it: drivers attach connections, queries and with them personal data. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, code, cause } = error as Error & { code?: unknown };
  return { name, message, code, stack, ...(cause ? { cause: describeError(cause) } : {}) };
}

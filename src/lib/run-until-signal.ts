import type { Log } from '#lib/log.ts';

const PATIENCE_MS = 25_000;

/**
 * Resolves after SIGTERM or SIGINT, when `close` has finished or handed back everything. The process then ends by
 * itself, since nothing is open any more. A second signal, or 25 s without an end, ends it at once.
 */
export async function runUntilSignal(close: () => Promise<void>, log: Log): Promise<void> {
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, resolve);
  });
  log.info({ signal }, 'stopping');
  const giveUp = () => process.exit(1);
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, giveUp);
  setTimeout(() => {
    log.error('work under way did not end in time');
    giveUp();
  }, PATIENCE_MS).unref();
  await close();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.removeListener(name, giveUp);
}

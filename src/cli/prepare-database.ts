import { ensureAppLogin } from '#lib/app-login.ts';
import { migrate } from '#lib/migrate.ts';
import { migrateQueues, type QueueEngine } from '#lib/queue-engine.ts';
import { MIGRATIONS_DIR } from '#src/cli/migrations-dir.ts';

/**
 * Brings the tables, and the queues where they live in PostgreSQL, to the version of this code, as the owner of the
 * tables. Safe to run twice at once.
 * @param appUrl the address of the running program, where it is another user than the owner: it is let in
 */
export async function prepareDatabase(
  ownerUrl: string,
  queues: QueueEngine,
  log: (line: string) => void,
  appUrl = ownerUrl,
): Promise<void> {
  await migrate(ownerUrl, { dir: MIGRATIONS_DIR, log });
  if (queues.kind === 'postgres') await migrateQueues(ownerUrl);
  if (new URL(appUrl).username !== new URL(ownerUrl).username) await ensureAppLogin(ownerUrl, appUrl);
}

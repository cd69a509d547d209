import { migrate } from '#lib/migrate.ts';
import { migrateQueues, type QueueEngine } from '#lib/queue.ts';
import { MIGRATIONS_DIR } from '#src/cli/migrations-dir.ts';

/** Brings the tables, and the queues where they live in PostgreSQL, to the version of this code. Safe to run twice at once. */
export async function prepareDatabase(
  databaseUrl: string,
  queues: QueueEngine,
  log: (line: string) => void,
): Promise<void> {
  await migrate(databaseUrl, { dir: MIGRATIONS_DIR, log });
  if (queues.kind === 'postgres') await migrateQueues(queues.url);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { closeLater } from '#bench/support/close-all.ts';
import { cpuMsOfTree } from '#bench/support/processes.ts';
import { startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { migrate } from '#lib/migrate.ts';
import { migrateQueues } from '#lib/queue-engine.ts';

export type BenchDatabase = {
  url: string;
  /** As the owner of the tables: past the wall. */
  pool: pg.Pool;
  /** CPU time of the server and all its backends so far. */
  cpuMs(): number;
  /** Bytes of the whole database, its indexes too. */
  bytes(): Promise<number>;
  /** What PostgreSQL spent its time on since the start of the run; empty without `profile`. */
  costliestStatements(): Promise<unknown[]>;
  close(): Promise<void>;
};

/** A new migrated PostgreSQL of a run's own, with the settings of `bin/dev`: fsync on. Removed by `close()`. */
export async function openDatabase({ profile }: { profile: boolean }): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'chautari-bench-'));
  const starting = startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    log: () => {},
    settings: profile
      ? { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '2000' }
      : {},
  });
  const close = closeLater(async () => {
    const [started] = await Promise.allSettled([starting]);
    if (started.status === 'fulfilled') await started.value.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const server = await starting;
  await migrate(server.url, { dir: join(import.meta.dirname, '../../migrations'), log: () => {} });
  await migrateQueues(server.url);
  const pool = new pg.Pool({ connectionString: server.url, max: 2 });
  pool.on('error', () => {}); // the database goes first at the end
  if (profile) await pool.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  return {
    url: server.url,
    pool,
    cpuMs: () => cpuMsOfTree(server.pid()!),
    async bytes() {
      const { rows } = await pool.query('SELECT pg_database_size(current_database())::float8 AS bytes');
      return rows[0].bytes;
    },
    async costliestStatements() {
      if (!profile) return [];
      const { rows } = await pool.query(`
        SELECT calls::int, round(total_exec_time)::int AS exec_ms, round(total_plan_time)::int AS plan_ms, rows::int,
               round((total_exec_time / calls)::numeric, 3)::float AS mean_ms,
               ((shared_blks_hit + shared_blks_read) / calls)::int AS blocks_each, left(regexp_replace(query, '\\s+', ' ', 'g'), 160) AS query
        FROM pg_stat_statements ORDER BY total_exec_time + total_plan_time DESC LIMIT 22`);
      return rows;
    },
    async close() {
      await pool.end();
      await close();
    },
  };
}

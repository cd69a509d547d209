import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMBEDDED_USER } from '#lib/embedded-cluster.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { migrate } from '#lib/migrate.ts';
import { ROOT, runFolder } from './run-folder.ts';

export type Pair = { primary: EmbeddedPostgres; standby: EmbeddedPostgres };

// Nothing of a test's database is worth a disk's time.
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  wal_level: 'replica',
  max_wal_senders: '4',
  hot_standby: 'on',
};

/**
 * A migrated PostgreSQL and a streaming replica of it. The replica begins as a copy of the stopped primary's folder:
 * the embedded package brings no pg_basebackup.
 */
export async function startPair(t: { after(fn: () => Promise<void> | void): void }): Promise<Pair> {
  const folder = mkdtempSync(join(runFolder(), 'pair-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [one, other] = [join(folder, 'primary'), join(folder, 'standby')];
  const options = { settings: SETTINGS, log: () => {} };
  const primary = await startEmbeddedPostgres({ dataDir: one, ...options });
  t.after(() => primary.close());
  await migrate(primary.url, { dir: join(ROOT, 'migrations'), log: () => {} });
  await primary.stop('fast');
  // With owners and modes, which PostgreSQL insists on.
  execFileSync('cp', ['-a', one, other]);
  execFileSync('cp', ['-a', `${one}.json`, `${other}.json`]);
  await primary.startAgain();
  const { hostname, port, password } = new URL(primary.url);
  writeFileSync(join(other, 'standby.signal'), '');
  const standby = await startEmbeddedPostgres({
    dataDir: other,
    log: () => {},
    settings: {
      ...SETTINGS,
      primary_conninfo: `host=${hostname} port=${port} user=${EMBEDDED_USER} password=${password}`,
    },
  });
  t.after(() => standby.close());
  return { primary, standby };
}

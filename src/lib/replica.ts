import { sql } from 'kysely';
import { isConnectionTrouble } from '#lib/database-errors.ts';
import { type Db, inSchool, openDb, type Tx } from '#lib/db.ts';
import type { Log } from '#lib/log.ts';
import { inTransaction } from '#lib/transaction.ts';

/** Reads for reports: of a replica that is near, or of the primary. What they see may be some seconds old. */
export type Reports = {
  /** Rows of one school, behind its wall. `work` may run twice, and can only read. */
  ofSchool<T>(schoolId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Rows of every school. */
  ofAll<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** How the replica stands; `why` is for the log. */
export type ReplicaStanding = { kind: 'near' } | { kind: 'away' | 'behind' | 'foreign'; why: string };

export type ReportOptions = {
  primary: Db;
  replicaUrl: string | undefined;
  maxConnections: number;
  /** How old what a replica shows may be, in milliseconds. */
  mostLagMs: number;
  log: Log;
  /** Told when the replica is used from now on, or is not any more. */
  onChange(standing: ReplicaStanding): void;
};

type ReadIn<T> = (db: Db) => Promise<T>;

const LOOK_EVERY_MS = 1_000;
const PATIENCE_MS = 2_000;

export function openReports({
  primary,
  replicaUrl,
  maxConnections,
  mostLagMs,
  log,
  onChange,
}: ReportOptions): Reports {
  if (replicaUrl === undefined)
    return doorTo(
      (read) => read(primary),
      async () => {},
    );
  const { db: replica } = openDb(replicaUrl, maxConnections, log);
  let standing: ReplicaStanding | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const become = (next: ReplicaStanding): void => {
    const isNews = next.kind !== (standing?.kind ?? 'near');
    standing = next;
    lookedAt = performance.now();
    if (!isNews) return;
    if (next.kind === 'near') log.info({ stage: 'reports' }, 'reports are read from the replica again');
    else log.warn({ stage: 'reports', ...next }, 'reports are read from the primary');
    onChange(next);
  };
  const look = (): Promise<void> => {
    looking ??= judge(primary, replica, mostLagMs)
      .catch((error: Error) => ({ kind: 'away', why: error.message }) as const)
      .then(become)
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };
  const isNear = async (): Promise<boolean> => {
    if (performance.now() - lookedAt > LOOK_EVERY_MS) {
      const looked = look();
      // While it is away nobody waits for it.
      if (standing === undefined || standing.kind === 'near') await looked;
    }
    return standing?.kind === 'near';
  };
  const read = async <T>(readIn: ReadIn<T>): Promise<T> => {
    if (await isNear()) {
      try {
        return await readIn(replica);
      } catch (error) {
        if (!isOfReplica(error)) throw error;
        become({ kind: 'away', why: (error as Error).message });
      }
    }
    return readIn(primary);
  };
  return doorTo(read, async () => {
    await looking;
    await replica.destroy();
  });
}

const READ_ONLY = { isReadOnly: true };

function doorTo(read: <T>(readIn: ReadIn<T>) => Promise<T>, close: () => Promise<void>): Reports {
  return {
    ofSchool: (schoolId, work) => read((db) => inSchool(db, schoolId, work, READ_ONLY)),
    ofAll: (work) => read((db) => inTransaction(db, work, READ_ONLY)),
    close,
  };
}

const SERIALIZATION = '40001';

/** Its connection broke, or replay needed rows that the statement still saw: the primary can answer it. */
function isOfReplica(error: unknown): boolean {
  return isConnectionTrouble(error) || (error as { code?: string }).code === SERIALIZATION;
}

/** Whether a replica shows what the primary has, and no older than wanted (ADR 0034). */
async function judge(primary: Db, replica: Db, mostLagMs: number): Promise<ReplicaStanding> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  const isLate = new Promise<never>((_, reject) =>
    late.addEventListener('abort', () => reject(new Error(`no answer in ${PATIENCE_MS} ms`))),
  );
  isLate.catch(() => {});
  // Reports go on while the primary is away; then only the age of what was replayed tells.
  const ahead = await Promise.race([askPrimary(primary).catch(() => undefined), isLate]);
  const found = await Promise.race([askReplica(replica, ahead?.lsn ?? null), isLate]);
  if (!found.is_replica) return { kind: 'foreign', why: 'DATABASE_REPLICA_URL leads to no replica' };
  if (ahead && (ahead.system !== found.system || ahead.name !== found.name))
    return { kind: 'foreign', why: 'DATABASE_REPLICA_URL leads to a replica of another database' };
  if (found.has_all) return { kind: 'near' };
  if (found.age_ms !== null && found.age_ms <= mostLagMs) return { kind: 'near' };
  return {
    kind: 'behind',
    why: found.age_ms === null ? 'nothing replayed yet' : `${Math.round(found.age_ms / 1_000)} s behind`,
  };
}

async function askPrimary(db: Db): Promise<{ lsn: string; system: string; name: string }> {
  const { rows } = await sql<{ lsn: string; system: string; name: string }>`
    SELECT pg_current_wal_lsn()::text AS lsn, system_identifier::text AS system, current_database()::text AS name FROM pg_control_system()
  `.execute(db);
  return rows[0]!;
}

type Found = {
  is_replica: boolean;
  system: string;
  name: string;
  has_all: boolean | null;
  age_ms: number | null;
};

async function askReplica(db: Db, lsn: string | null): Promise<Found> {
  const { rows } = await sql<Found>`
    SELECT pg_is_in_recovery() AS is_replica, system_identifier::text AS system, current_database()::text AS name,
      pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn AS has_all,
      extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8 * 1000 AS age_ms
    FROM pg_control_system()
  `.execute(db);
  return rows[0]!;
}

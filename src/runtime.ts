import type { KeyObject } from 'node:crypto';
import type pg from 'pg';
import { type Db, openDb } from '#lib/db.ts';
import { expectedError } from '#lib/expected-error.ts';
import { createLog, type Log } from '#lib/log.ts';
import { openQueues, type Queues } from '#lib/queue.ts';
import type { QueueEngine } from '#lib/queue-engine.ts';
import { openReports, type ReplicaStanding, type Reports } from '#lib/replica.ts';
import { createSteadyClock } from '#lib/steady-clock.ts';
import type { Config } from '#src/config.ts';
import { openWhatsApp, type WhatsAppClient } from '#whatsapp/client.ts';
import { type MediaClient, openMedia } from '#whatsapp/media-client.ts';
import { createOpenTokens, type OpenTokens } from '#whatsapp/open-tokens.ts';

/** What the stages work with. Passed first, everywhere; nothing is global. */
export type Runtime = {
  config: Config;
  db: Db;
  pool: pg.Pool;
  /** One connection for what WhatsApp brings, so that its answer waits for nothing else that goes on. */
  intake: Db;
  reports: Reports;
  queues: Queues;
  whatsapp: WhatsAppClient;
  media: MediaClient;
  tokens: OpenTokens;
  log: Log;
  clock: Clock;
  close(): Promise<void>;
};

/** Milliseconds since 1970, and a random number from 0 up to 1: the two things pure code is given. */
export type Clock = { now(): number; random(): number };

/** Builds what the configuration names. Nothing connects before its first use; `close()` gives all of it back. */
export function buildRuntime(
  config: Config,
  role: string,
  over: Partial<Pick<Runtime, 'clock' | 'log' | 'whatsapp'>> = {},
): Runtime {
  const databaseUrl = config.DATABASE_URL;
  if (!databaseUrl)
    throw expectedError(
      'DATABASE_URL is not set. Set it, or start with bin/dev, which runs a PostgreSQL of its own.',
    );
  const log = over.log ?? createLog(config.LOG_LEVEL, role);
  const { db, pool } = openDb(databaseUrl, config.DB_MAX_CONNECTIONS - 1, log);
  const { db: intake } = openDb(databaseUrl, 1, log);
  const clock = over.clock ?? {
    now: createSteadyClock(Date.now, () => performance.now()),
    random: Math.random,
  };
  const reports = openReports({
    primary: db,
    replicaUrl: config.DATABASE_REPLICA_URL,
    maxConnections: Math.min(config.DB_MAX_CONNECTIONS, MOST_REPORTS),
    mostLagMs: config.DATABASE_REPLICA_LAG_SECONDS * 1_000,
    log,
    onChange: (standing) => void noteReplica(db, log, standing, new Date(clock.now())),
  });
  const queues = openQueues(queueEngineOf(config, databaseUrl), log);
  const graph = {
    baseUrl: config.GRAPH_BASE_URL,
    version: config.GRAPH_VERSION,
    token: config.WA_ACCESS_TOKEN ?? '',
    answerTimeoutMs: config.WA_ANSWER_TIMEOUT_SECONDS * 1_000,
  };
  const whatsapp = over.whatsapp ?? openWhatsApp(graph);
  const media = openMedia(graph);
  return {
    config,
    db,
    pool,
    intake,
    reports,
    queues,
    whatsapp,
    media,
    tokens: createOpenTokens({ whatsapp, media }, tokenKeys(config)),
    log,
    clock,
    async close() {
      await queues.close();
      await whatsapp.close();
      await media.close();
      await reports.close();
      await intake.destroy();
      await db.destroy();
    },
  };
}

// Reports that are read side by side; more wait their turn.
const MOST_REPORTS = 5;

/** 1: reports are read from the replica; 0: from the primary, and why. */
async function noteReplica(db: Db, log: Log, { kind }: ReplicaStanding, at: Date): Promise<void> {
  const sample = {
    name: 'report_replica',
    labels: JSON.stringify({ standing: kind }),
    at,
    value: kind === 'near' ? 1 : 0,
  };
  await db
    .insertInto('metric_sample')
    .values(sample)
    .execute()
    .catch((error: unknown) => log.warn({ err: error }, 'a metric could not be written'));
}

/** The keys that open tokens of numbers: the one of now first. */
export function tokenKeys({ TOKEN_KEY, TOKEN_KEYS_BEFORE = [] }: Config): KeyObject[] {
  return TOKEN_KEY ? [TOKEN_KEY, ...TOKEN_KEYS_BEFORE] : [];
}

/** A Redis Cluster or Redis when one is named, the database otherwise. */
export function queueEngineOf(config: Config, databaseUrl: string): QueueEngine {
  if (config.REDIS_CLUSTER_NODES) return { kind: 'redis-cluster', ...config.REDIS_CLUSTER_NODES };
  if (config.REDIS_URL) return { kind: 'redis', url: config.REDIS_URL };
  if (config.REDIS_HOST)
    return {
      kind: 'redis',
      host: config.REDIS_HOST,
      port: config.REDIS_PORT,
      password: config.REDIS_PASSWORD,
    };
  return { kind: 'postgres', url: databaseUrl };
}

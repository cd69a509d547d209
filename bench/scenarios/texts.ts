import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Pool } from 'undici';
import { cpuMsOfTree, startScript } from '#bench/support/processes.ts';
import { startEmbeddedPostgres } from '#lib/embedded-postgres.ts';
import { migrate } from '#lib/migrate.ts';
import { migrateQueues } from '#lib/queue.ts';
import { loadDemoMany } from '#school/demo/load-demo-many.ts';
import { makeLoadSchools } from '#school/demo/make-load-schools.ts';

/**
 * Teachers of many schools write at a steady rate; every text goes through the seven stages to every guardian, and
 * sent, delivered and read come back. At the end the simulator's ledger is held against the database.
 */
export type TextsOptions = {
  texts: number;
  rate: number;
  schools: number;
  classes: number;
  guardians: number;
  statusesPerWebhook: number;
  /** Also list the statements PostgreSQL spent its time on. */
  profile: boolean;
};

const SECRET = 'bench-app-secret';
const SERVER_PORT = 3_910;

export async function runTexts(options: TextsOptions, log: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'chautari-bench-'));
  const database = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    log: () => {},
    settings: options.profile
      ? { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '2000' }
      : {},
  });
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => {}); // the database goes first at the end
  try {
    await migrate(database.url, { dir: join(import.meta.dirname, '../../migrations'), log: () => {} });
    await migrateQueues(database.url);
    const { schools, classes, guardians } = options;
    log(`loading ${schools} schools × ${classes} classes × ${guardians} guardians`);
    await loadDemoMany(database.url, { schools, classes, guardians }, () => {});
    const callback = `http://127.0.0.1:${SERVER_PORT}/webhook`;
    let simulatorUrl = '';
    const simulator = await startScript(
      'bench/support/simulator-process.ts',
      [callback, SECRET, String(options.statusesPerWebhook)],
      {},
      (line) => {
        simulatorUrl = line;
        return line.startsWith('http');
      },
    );
    const env = {
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: String(SERVER_PORT),
      DATABASE_URL: database.url,
      GRAPH_BASE_URL: simulatorUrl,
      WA_ACCESS_TOKEN: 'bench',
      WA_APP_SECRET: SECRET,
      VERIFY_TOKEN: 'bench-verify-token',
      ...(process.env.BENCH_REDIS_URL ? { REDIS_URL: process.env.BENCH_REDIS_URL } : {}),
    };
    const server = await startScript(
      'src/cli/main.ts',
      ['start', 'all'],
      { ...env, LOG_LEVEL: 'info' },
      (line) => line.includes('"started"'),
    );
    const errors: string[] = [];
    server.process.stderr!.on('data', (chunk) => {
      for (const line of String(chunk).split('\n'))
        if (/"level":[456]0/.test(line) && errors.length < 20) errors.push(line.slice(0, 600));
    });
    try {
      return await measure(
        options,
        callback,
        simulatorUrl,
        pool,
        { server, simulator, postgresPid: database.pid()! },
        errors,
        log,
      );
    } finally {
      await server.stop();
      await simulator.stop();
    }
  } finally {
    await pool.end();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Processes = {
  server: Awaited<ReturnType<typeof startScript>>;
  simulator: Awaited<ReturnType<typeof startScript>>;
  postgresPid: number;
};

async function measure(
  options: TextsOptions,
  callback: string,
  simulatorUrl: string,
  pool: pg.Pool,
  processes: Processes,
  errors: string[],
  log: (line: string) => void,
) {
  if (options.profile)
    await pool.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements; SELECT pg_stat_statements_reset()');
  const bodies = [...webhooksOf(options)];
  const cpu = () => ({
    server: processes.server.cpuMs(),
    simulator: processes.simulator.cpuMs(),
    postgres: cpuMsOfTree(processes.postgresPid),
  });
  const cpuBefore = cpu();
  const began = performance.now();
  const acks = await postAtRate(callback, bodies, options.rate);
  const postedMs = performance.now() - began;
  log(`${bodies.length} texts posted in ${(postedMs / 1_000).toFixed(1)} s`);

  // Each text leads to an echo and a message to every guardian of the class.
  const expected = bodies.length * (1 + options.guardians);
  const totals = async () =>
    ((await (await fetch(`${simulatorUrl}/ledger?limit=1`)).json()) as { totals: Record<string, number> })
      .totals;
  const acceptedMs = await until(began, async () => (await totals()).accepted! >= expected);
  log(`${expected} sends accepted after ${(acceptedMs / 1_000).toFixed(1)} s`);
  // Everybody has read everything, and no webhook waits to be written down.
  const readMs = await until(began, async () => {
    if ((await totals()).read! < expected) return false;
    const { rows } = await pool.query(
      'SELECT EXISTS (SELECT FROM webhook_event WHERE processed_at IS NULL) AS waits',
    );
    return !rows[0].waits;
  });
  log(`all statuses recorded after ${(readMs / 1_000).toFixed(1)} s`);
  const cpuAfter = cpu();
  const cpuPerMessage = Object.fromEntries(
    Object.entries(cpuAfter).map(([who, ms]) => [
      who,
      round((ms - cpuBefore[who as keyof typeof cpuBefore]) / expected),
    ]),
  );

  const ledger = await totals();
  const { rows: states } = await pool.query(
    `SELECT m.kind, d.status, count(*)::int AS n FROM delivery d JOIN message m ON m.school_id = d.school_id AND m.id = d.message_id GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const { rows: latency } = await pool.query(`
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY ms)::int AS p50, percentile_disc(0.99) WITHIN GROUP (ORDER BY ms)::int AS p99, max(ms)::int AS max
    FROM (SELECT extract(epoch FROM max(d.accepted_at) - i.received) * 1000 AS ms
          FROM message m JOIN delivery d ON d.school_id = m.school_id AND d.message_id = m.id
          JOIN LATERAL (SELECT to_timestamp(('x' || translate(left(m.inbound_id::text, 13), '-', ''))::bit(48)::bigint / 1000.0) AS received) i ON true
          WHERE m.kind = 'daily_update' GROUP BY m.id, i.received) t`);
  return {
    options,
    postedPerSecond: round(bodies.length / (postedMs / 1_000)),
    ackMs: percentiles(acks),
    textToLastParentAcceptedMs: latency[0],
    acceptedPerSecond: round(expected / (acceptedMs / 1_000)),
    wholeLifePerSecond: round(expected / (readMs / 1_000)),
    cpuMsPerMessage: cpuPerMessage,
    residentMb: { server: residentMb(processes.server.process.pid!) },
    ledger,
    states,
    errors,
    ...(options.profile ? { statements: await costliestStatements(pool) } : {}),
  };
}

async function costliestStatements(pool: pg.Pool) {
  const { rows } = await pool.query(`
    SELECT calls::int, round(total_exec_time)::int AS exec_ms, round(total_plan_time)::int AS plan_ms, rows::int,
           round((total_exec_time / calls)::numeric, 3)::float AS mean_ms, left(regexp_replace(query, '\\s+', ' ', 'g'), 160) AS query
    FROM pg_stat_statements ORDER BY total_exec_time + total_plan_time DESC LIMIT 22`);
  return rows;
}

function* webhooksOf(options: TextsOptions): Generator<{ body: string; signature: string }> {
  let nth = 0;
  while (nth < options.texts) {
    for (const { sender, classes } of makeLoadSchools(options)) {
      for (const { teacher } of classes) {
        if (nth >= options.texts) return;
        const message = {
          from: teacher.phone.slice(1),
          id: `wamid.BENCH${nth++}`,
          timestamp: String(Math.floor(Date.now() / 1_000)),
          type: 'text',
          text: { body: teacher.text },
        };
        const metadata = { display_phone_number: sender.phone, phone_number_id: sender.phoneNumberId };
        const value = { messaging_product: 'whatsapp', metadata, messages: [message] };
        const body = JSON.stringify({
          object: 'whatsapp_business_account',
          entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
        });
        yield { body, signature: `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` };
      }
    }
  }
}

/** Posts at a steady rate whatever the answers (open loop); returns how long each answer took. */
async function postAtRate(
  callback: string,
  bodies: { body: string; signature: string }[],
  rate: number,
): Promise<number[]> {
  const { origin, pathname } = new URL(callback);
  const client = new Pool(origin, { connections: 64 });
  const took: number[] = [];
  const open = new Set<Promise<void>>();
  const began = performance.now();
  for (let i = 0; i < bodies.length; ) {
    const due = Math.min(bodies.length, Math.floor(((performance.now() - began) / 1_000) * rate) + 1);
    for (; i < due; i++) {
      const { body, signature } = bodies[i]!;
      const at = performance.now();
      const post = client
        .request({
          method: 'POST',
          path: pathname,
          body,
          headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
        })
        .then(async (answer) => {
          await answer.body.dump();
          if (answer.statusCode !== 200) throw new Error(`the webhook answered ${answer.statusCode}`);
          took.push(performance.now() - at);
          open.delete(post);
        });
      open.add(post);
    }
    await sleep(1);
  }
  await Promise.all(open);
  await client.close();
  return took;
}

const PATIENCE_MS = 15 * 60_000;

async function until(began: number, isDone: () => Promise<boolean>): Promise<number> {
  while (!(await isDone())) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('the run did not come to its end in time');
    await sleep(250);
  }
  return performance.now() - began;
}

function percentiles(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

function residentMb(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1_024);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

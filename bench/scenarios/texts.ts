import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchDatabase, openDatabase } from '#bench/support/open-database.ts';
import { percentiles } from '#bench/support/percentiles.ts';
import { postAtRate, type SignedPost, signText } from '#bench/support/post-texts.ts';
import { startScript } from '#bench/support/processes.ts';
import { defineScenario, type Log, type Measured } from '#bench/support/scenario.ts';
import { CALLBACK, SECRET, type StartedChautari, startChautari } from '#bench/support/start-chautari.ts';
import { round } from '#bench/support/sum-up.ts';
import { loadDemoMany } from '#school/demo/load-demo-many.ts';
import { makeLoadSchools } from '#school/demo/make-load-schools.ts';

const flags = {
  texts: 10_000,
  rate: 500,
  schools: 1_000,
  classes: 10,
  guardians: 4,
  'statuses-per-webhook': 1_000,
  profile: false,
};

type TextsFlags = typeof flags;

export const texts = defineScenario({
  about:
    'Teachers of many schools write at a steady rate; every text goes through the seven stages to every guardian, and sent, delivered and read come back. At the end the ledger of the simulator is held against the database.',
  flags,
  run,
});

async function run(flags: TextsFlags, log: Log): Promise<Measured> {
  const database = await openDatabase(flags);
  try {
    const { schools, classes, guardians } = flags;
    log(`loading ${schools} schools × ${classes} classes × ${guardians} guardians`);
    await loadDemoMany(database.url, { schools, classes, guardians }, () => {});
    let simulatorUrl = '';
    const simulator = await startScript(
      'bench/support/simulator-process.ts',
      [CALLBACK, SECRET, String(flags['statuses-per-webhook'])],
      {},
      (line) => {
        simulatorUrl = line;
        return line.startsWith('http');
      },
    );
    const server = await startChautari('all', { databaseUrl: database.url, graphUrl: simulatorUrl });
    try {
      return await measure(flags, simulatorUrl, { server, simulator, database }, log);
    } finally {
      await server.stop();
      await simulator.stop();
    }
  } finally {
    await database.close();
  }
}

type Processes = {
  server: StartedChautari;
  simulator: Awaited<ReturnType<typeof startScript>>;
  database: BenchDatabase;
};

async function measure(
  flags: TextsFlags,
  simulatorUrl: string,
  { server, simulator, database }: Processes,
  log: Log,
): Promise<Measured> {
  const { pool } = database;
  const bodies = [...webhooksOf(flags)];
  const cpu = () => ({
    server: server.cpuMs(),
    simulator: simulator.cpuMs(),
    postgres: database.cpuMs(),
  });
  const cpuBefore = cpu();
  const began = performance.now();
  const acks = await postAtRate(bodies, flags.rate);
  const postedMs = performance.now() - began;
  log(`${bodies.length} texts posted in ${(postedMs / 1_000).toFixed(1)} s`);

  // Each text leads to an echo and a message to every guardian of the class.
  const expected = bodies.length * (1 + flags.guardians);
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
    figures: {
      postedPerSecond: round(bodies.length / (postedMs / 1_000)),
      ackMs: percentiles(acks),
      textToLastParentAcceptedMs: latency[0],
      acceptedPerSecond: round(expected / (acceptedMs / 1_000)),
      wholeLifePerSecond: round(expected / (readMs / 1_000)),
      cpuMsPerMessage: cpuPerMessage,
      residentMb: { server: server.residentMb() },
    },
    facts: {
      ledger,
      states,
      complaints: server.complaints,
      statements: await database.costliestStatements(),
    },
  };
}

function* webhooksOf(flags: TextsFlags): Generator<SignedPost> {
  let nth = 0;
  while (nth < flags.texts) {
    for (const { sender, classes } of makeLoadSchools(flags)) {
      for (const { teacher } of classes) {
        if (nth >= flags.texts) return;
        yield signText(sender, teacher.phone, teacher.text, String(nth++));
      }
    }
  }
}

const PATIENCE_MS = 15 * 60_000;

async function until(began: number, isDone: () => Promise<boolean>): Promise<number> {
  while (!(await isDone())) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('the run did not come to its end in time');
    await sleep(250);
  }
  return performance.now() - began;
}

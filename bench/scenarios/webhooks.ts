import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeLater } from '#bench/support/close-all.ts';
import { createDoorTrace } from '#bench/support/door-trace.ts';
import { CLASS, NUMBER, SCHOOLS, textsBeside } from '#bench/support/make-webhooks.ts';
import { type BenchDatabase, openDatabase } from '#bench/support/open-database.ts';
import { percentiles } from '#bench/support/percentiles.ts';
import { endProcess } from '#bench/support/processes.ts';
import { defineScenario, type Figures, type Log, type Measured } from '#bench/support/scenario.ts';
import { CALLBACK, SECRET, type StartedChautari, startChautari } from '#bench/support/start-chautari.ts';
import { round } from '#bench/support/sum-up.ts';
import { sumUpTrace } from '#bench/support/sum-up-trace.ts';
import type { LoadPlan, LoadResult } from '#bench/support/webhook-load.ts';

const flags = {
  deliveries: 50_000,
  texts: 20_000,
  rate: 2_000,
  seconds: 10,
  connections: 128,
  /** The web server and the worker in a process each, in place of one for both. */
  apart: false,
  profile: false,
  /** Where to write CPU profiles of Chautari's processes. */
  'cpu-prof': '',
  /** Also tell in which stage of its life a webhook of the steady part spends its time. Costs a part of what it measures. */
  trace: false,
};

export const webhooks = defineScenario({
  about:
    'Signed webhooks, one status or text in each, posted by a process of its own: as fast as they are answered (statuses, then texts), then at a steady rate. Every one that was acknowledged must be found written down.',
  flags,
  run,
});

async function run(flags: Flags, log: Log): Promise<Measured> {
  const database = await openDatabase(flags);
  const roles = flags.apart ? (['worker', 'server'] as const) : (['all'] as const);
  const execArgv = flags['cpu-prof'] ? ['--cpu-prof', `--cpu-prof-dir=${flags['cpu-prof']}`] : [];
  const doorTrace = flags.trace ? createDoorTrace() : undefined;
  if (doorTrace) execArgv.push(...doorTrace.execArgv);
  const processes: StartedChautari[] = [];
  const load = startLoad();
  try {
    const at = Date.now();
    const steady = Math.ceil((flags.rate * flags.seconds) / 3.15);
    await fillDeliveries(database, flags.deliveries, at);
    await fillDeliveries(database, steady, at + 1);
    for (const role of roles)
      processes.push(await startChautari(role, { databaseUrl: database.url }, execArgv));
    const part = async (over: Pick<LoadPlan, 'what' | 'count' | 'first' | 'at' | 'rate'>) => {
      const plan = { url: CALLBACK, secret: SECRET, connections: flags.connections, ...over };
      const posted = await postAndWait(plan, load, processes, database);
      log(`${over.what}: ${JSON.stringify(posted.figures)}`);
      return posted;
    };
    await part({ what: 'texts', count: 500, first: 10_000_000, at, rate: 500 }); // warms up
    const statuses = await part({ what: 'statuses', count: flags.deliveries, first: 0, at, rate: 0 });
    const writers = await part({ what: 'texts', count: flags.texts, first: 0, at, rate: 0 });
    const both = await part({
      what: 'both',
      count: steady,
      first: flags.texts,
      at: at + 1,
      rate: flags.rate,
    });
    const residentMb = processes.reduce((sum, { residentMb }) => sum + residentMb(), 0);
    const kept = await countKept(database);
    const texts = flags.texts + textsBeside(steady) + 500;
    const deliveries = flags.deliveries + steady;
    if (kept.read !== deliveries || kept.inbound !== texts)
      throw new Error(`acknowledged and not kept: ${JSON.stringify({ kept, texts, deliveries })}`);
    await processes.at(-1)!.stop();
    return {
      figures: {
        statuses: statuses.figures,
        texts: writers.figures,
        steady: both.figures,
        residentMb,
        ...(doorTrace ? { trace: sumUpTrace(both.sent, doorTrace.read()) } : {}),
      },
      facts: {
        kept,
        complaints: processes.flatMap((one) => one.complaints),
        statements: await database.costliestStatements(),
      },
    };
  } finally {
    for (const one of processes) await one.stop();
    await load.stop();
    doorTrace?.close();
    await database.close();
  }
}

type Flags = typeof flags;

async function postAndWait(
  plan: LoadPlan,
  load: Load,
  processes: StartedChautari[],
  database: BenchDatabase,
): Promise<{ figures: Figures; sent: LoadResult['sent'] }> {
  const cpu = () => ({
    server: processes.reduce((sum, { cpuMs }) => sum + cpuMs(), 0),
    postgres: database.cpuMs(),
  });
  // The load makes its bodies first, which must not count: it tells its own time, and nothing else runs meanwhile.
  const before = cpu();
  const result = await load.post(plan);
  const postedAt = performance.now();
  while (await isAnythingWaiting(database)) await sleep(20);
  const restMs = performance.now() - postedAt;
  const after = cpu();
  if (result.refused > 0) throw new Error(`${result.refused} webhooks were refused`);
  const each = (ms: number) => round(ms / result.acknowledged);
  const figures = {
    acknowledgedPerSecond: round(result.acknowledged / (result.ms / 1_000)),
    writtenDownPerSecond: round(result.acknowledged / ((result.ms + restMs) / 1_000)),
    ackMs: percentiles(result.took),
    ...(plan.rate > 0 ? { leftLateMs: percentiles(result.late) } : {}),
    cpuMsEach: {
      server: each(after.server - before.server),
      postgres: each(after.postgres - before.postgres),
      load: each(result.cpuMs),
    },
  };
  return { figures, sent: result.sent };
}

async function isAnythingWaiting({ pool }: BenchDatabase): Promise<boolean> {
  const { rows } = await pool.query(
    `SELECT EXISTS (SELECT FROM webhook_event WHERE processed_at IS NULL)
         OR EXISTS (SELECT FROM inbound_message WHERE handled_at IS NULL) AS waits`,
  );
  return rows[0].waits;
}

/** Accepted deliveries, the nth as `deliveryOf(nth, at)` names it. */
async function fillDeliveries({ pool }: BenchDatabase, count: number, at: number): Promise<void> {
  await pool.query(
    `INSERT INTO sender (id, phone_number_id, waba_id, display_number, verified_name) VALUES ($1, $2, '1', '977', 'Bench') ON CONFLICT DO NOTHING`,
    [NUMBER.id, NUMBER.phoneNumberId],
  );
  await pool.query(
    `INSERT INTO delivery (school_id, message_id, recipient_id, sender_id, recipient_kind, address, language, status, attempt, wamid, accepted_at)
     SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n % ${SCHOOLS}), 12, '0'))::uuid,
            (lpad(to_hex($1::bigint), 12, '0') || '70008000' || lpad(to_hex(n / ${CLASS}), 12, '0'))::uuid,
            ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid,
            $2, 'guardian', '+' || (9779800000000 + n), 'both', 'accepted', 1,
            'wamid.HBgNOTc3OTgwMDAwMDAwMBUCABEYEk' || upper(lpad(to_hex(n), 12, '0')) || 'AA==', now()
     FROM generate_series(0, $3::int - 1) AS n`,
    [at, NUMBER.id, count],
  );
  await pool.query('VACUUM ANALYZE delivery');
}

async function countKept({ pool }: BenchDatabase): Promise<{ read: number; inbound: number; aside: number }> {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM delivery WHERE status = 'read' AND sent_at IS NOT NULL AND delivered_at IS NOT NULL) AS read,
            (SELECT count(*)::int FROM inbound_message) AS inbound, (SELECT count(*)::int FROM set_aside) AS aside`,
  );
  return rows[0];
}

type Load = { post(plan: LoadPlan): Promise<LoadResult>; stop(): Promise<void> };

function startLoad(): Load {
  const child = fork(join(import.meta.dirname, '../support/webhook-load.ts'), { serialization: 'advanced' });
  return {
    async post(plan) {
      const answer = once(child, 'message');
      const ended = once(child, 'exit').then(() => {
        throw new Error('the load process ended');
      });
      child.send(plan);
      const [result] = await Promise.race([answer, ended]);
      return result;
    },
    stop: closeLater(() => endProcess(child)),
  };
}

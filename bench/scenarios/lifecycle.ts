import { cpuEach, openStage, type Stage, until } from '#bench/support/open-stage.ts';
import { addSchool, addStoppedNumbers, openNumbers, planNotice } from '#bench/support/plan-notices.ts';
import { defineScenario, type Log, type Measured } from '#bench/support/scenario.ts';
import { round } from '#bench/support/sum-up.ts';

const flags = {
  deliveries: 100_000,
  numbers: 4,
  'statuses-per-webhook': 1,
  profile: false,
  'cpu-profile': '',
};

type LifecycleFlags = typeof flags;

export const lifecycle = defineScenario({
  about:
    'Deliveries that are planned already live their whole life: claimed, sent, accepted, and sent, delivered and read recorded. The numbers may send 1,000 a second each, so that no pace limits; the clock runs from the first that is accepted. With --cpu-profile FOLDER the CPU profiles of server and simulator are kept there.',
  flags,
  run,
});

const CLASS = 40;
const SCHOOLS_A_NUMBER = 10;
const STATUSES = 3; // sent, delivered, read

async function run(flags: LifecycleFlags, log: Log): Promise<Measured> {
  const statusesPerWebhook = flags['statuses-per-webhook'];
  const { profile, 'cpu-profile': cpuProfile } = flags;
  const stage = await openStage({ statusesPerWebhook, profile, cpuProfile });
  const { pool } = stage.database;
  try {
    log(`planning ${flags.deliveries} deliveries`);
    const planned = await planAll(stage, flags);
    await pool.query('VACUUM ANALYZE delivery');
    await pool.query('CHECKPOINT');
    const readyMs = await stage.startServer();
    if (profile) await pool.query('SELECT pg_stat_statements_reset()');
    const before = stage.cpu();
    await openNumbers(stage);
    await until(performance.now(), async () => (await stage.ledger()).totals.accepted! > 0, 10);
    const began = performance.now();
    const acceptedMs = await until(began, async () => (await stage.ledger()).totals.accepted! >= planned);
    log(`all accepted after ${(acceptedMs / 1_000).toFixed(1)} s`);
    const readMs = await until(began, async () => {
      const { taken } = (await stage.ledger()).webhooks;
      if (taken * statusesPerWebhook < planned * STATUSES) return false;
      const { rows } = await pool.query(
        `SELECT EXISTS (SELECT FROM delivery WHERE status <> 'read') AS waits`,
      );
      return !rows[0].waits;
    });
    log(`all read and recorded after ${(readMs / 1_000).toFixed(1)} s`);
    const after = stage.cpu();
    const { totals } = await stage.ledger();
    return {
      figures: {
        readyMs: round(readyMs),
        acceptedPerSecond: round(planned / (acceptedMs / 1_000)),
        wholeLifePerSecond: round(planned / (readMs / 1_000)),
        cpuMsPerMessage: cpuEach(before, after, planned),
        residentMb: stage.server().residentMb(),
        duplicates: totals.duplicates!,
      },
      facts: {
        ledger: totals,
        complaints: stage.server().complaints,
        statements: await stage.database.costliestStatements(),
      },
    };
  } finally {
    await stage.close();
  }
}

async function planAll(stage: Stage, { deliveries, numbers: count }: LifecycleFlags): Promise<number> {
  const numbers = await addStoppedNumbers(stage, count, 1_000);
  const schools = [];
  for (const number of numbers)
    for (let nth = 0; nth < SCHOOLS_A_NUMBER; nth++)
      schools.push({ number, id: await addSchool(stage, number) });
  let planned = 0;
  for (let nth = 0; planned < deliveries; nth++) {
    const { id, number } = schools[nth % schools.length]!;
    await planNotice(stage, id, number, { recipients: CLASS });
    planned += CLASS;
  }
  return planned;
}

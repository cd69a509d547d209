import { setTimeout as sleep } from 'node:timers/promises';
import { openStage, type Stage, type Taken } from '#bench/support/open-stage.ts';
import { percentiles } from '#bench/support/percentiles.ts';
import {
  addSchool,
  addStoppedNumbers,
  type BenchNumber,
  openNumbers,
  planNotice,
} from '#bench/support/plan-notices.ts';
import { defineScenario, type Figures, type Log, type Measured } from '#bench/support/scenario.ts';
import { round } from '#bench/support/sum-up.ts';

const flags = {
  bulk: 100_000,
  urgent: 40,
  rounds: 10,
  large: 5_000,
  small: 30,
  /** What each of the two numbers may send a second. */
  'per-second': 80,
};

type FairnessFlags = typeof flags;

export const fairness = defineScenario({
  about:
    'On one number 100,000 bulk messages wait and are being sent; again and again another school plans an urgent notice: from the commit until its first and its last message are accepted. Then on another number a large school plans a notice, and right after it a small one: when the small school is through, and how much of the large one went meanwhile (one for one is fair). Misses when the first urgent message takes more than a second, or a school gets more than one and a half turns for each of the other.',
  flags,
  run,
});

const URGENT = 0;
const ROUTINE = 2;
const BULK = 3;
const BULK_NOTICE = 1_000;
const BULK_SCHOOLS = 10;

async function run(flags: FairnessFlags, log: Log): Promise<Measured> {
  const stage = await openStage({ statusesPerWebhook: 1_000, profile: false, cpuProfile: '' });
  try {
    const [crowded, shared] = await addStoppedNumbers(stage, 2, flags['per-second']);
    log(`planning ${flags.bulk} bulk messages`);
    await planBulk(stage, crowded!, flags.bulk);
    await stage.database.pool.query('VACUUM ANALYZE delivery');
    await stage.startServer();
    await openNumbers(stage);
    await untilTaken(stage, Date.now() - 60_000, (taken) => taken.length >= 2 * flags['per-second']);
    const urgent = await playUrgent(stage, crowded!, flags);
    log(`${flags.rounds} urgent notices: ${JSON.stringify(urgent)}`);
    const beside = await playSmallBesideLarge(stage, shared!, flags);
    log(`a small school beside a large one: ${JSON.stringify(beside)}`);
    const { rows } = await stage.database.pool.query(
      `SELECT count(*)::int AS waiting FROM delivery WHERE sender_id = $1 AND place IS NOT NULL`,
      [crowded!.senderId],
    );
    return {
      figures: { urgent, beside, bulkLeft: rows[0].waiting },
      facts: { ledger: (await stage.ledger()).totals, complaints: stage.server().complaints },
      missed: [
        ...(urgent.firstMs.max! > 1_000 ? [`an urgent notice waited ${urgent.firstMs.max} ms`] : []),
        ...(beside.turnsOfLarge! > 1.5 ? [`the large school got ${beside.turnsOfLarge} turns for one`] : []),
      ],
    };
  } finally {
    await stage.close();
  }
}

async function planBulk(stage: Stage, number: BenchNumber, bulk: number): Promise<void> {
  const schools: string[] = [];
  for (let nth = 0; nth < BULK_SCHOOLS; nth++) schools.push(await addSchool(stage, number));
  for (let planned = 0, nth = 0; planned < bulk; planned += BULK_NOTICE, nth++)
    await planNotice(stage, schools[nth % BULK_SCHOOLS]!, number, {
      recipients: Math.min(BULK_NOTICE, bulk - planned),
      priority: BULK,
    });
}

/** Each notice is of a school of its own, and begins at another point of the number's second. */
async function playUrgent(stage: Stage, number: BenchNumber, { urgent, rounds }: FairnessFlags) {
  const tookMs = { first: [] as number[], last: [] as number[] };
  for (let nth = 0; nth < rounds; nth++) {
    const school = await addSchool(stage, number);
    const message = await planNotice(stage, school, number, { recipients: urgent, priority: URGENT });
    const planned = Date.now();
    const taken = await takenOf(stage, message, planned);
    tookMs.first.push(Math.min(...taken) - planned);
    tookMs.last.push(Math.max(...taken) - planned);
    await sleep(300 + Math.random() * 1_000);
  }
  return { firstMs: percentiles(tookMs.first), lastMs: percentiles(tookMs.last) };
}

async function playSmallBesideLarge(stage: Stage, number: BenchNumber, flags: FairnessFlags) {
  const [large, small] = [await addSchool(stage, number), await addSchool(stage, number)];
  const routine = (school: string, recipients: number) =>
    planNotice(stage, school, number, { recipients, priority: ROUTINE });
  const ofLarge = await routine(large, flags.large);
  const message = await routine(small, flags.small);
  const planned = Date.now();
  const taken = await takenOf(stage, message, planned);
  const [first, last] = [Math.min(...taken), Math.max(...taken)];
  const others = await phonesOf(stage, ofLarge);
  const meanwhile = (await stage.takenSince(first)).filter(
    ({ phone, at }) => at <= last && others.has(phone),
  ).length;
  return {
    smallFirstMs: first - planned,
    smallLastMs: last - planned,
    largeMeanwhile: meanwhile,
    turnsOfLarge: round(meanwhile / flags.small),
  } satisfies Figures;
}

/** When each message of a notice was taken; waits until all are. A message on its way can be taken before the commit is heard of. */
async function takenOf(stage: Stage, messageId: string, planned: number): Promise<number[]> {
  const phones = await phonesOf(stage, messageId);
  const ours = (taken: Taken[]) => taken.filter(({ phone }) => phones.has(phone));
  const taken = await untilTaken(stage, planned - 1_000, (all) => ours(all).length >= phones.size);
  return ours(taken).map(({ at }) => at);
}

async function phonesOf({ database }: Stage, messageId: string): Promise<Set<string>> {
  const { rows } = await database.pool.query<{ address: string }>(
    `SELECT address FROM delivery WHERE message_id = $1`,
    [messageId],
  );
  return new Set(rows.map(({ address }) => address.slice(1)));
}

const PATIENCE_MS = 120_000;

async function untilTaken(stage: Stage, since: number, isEnough: (taken: Taken[]) => boolean) {
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await sleep(200)) {
    const taken = await stage.takenSince(since);
    if (isEnough(taken)) return taken;
  }
  throw new Error('messages that were planned were not sent in time');
}

import { openDatabase } from '#bench/support/open-database.ts';
import { addSchool, addStoppedNumbers, openNumbers } from '#bench/support/plan-notices.ts';
import {
  CLASS,
  type Field,
  keyOf,
  lease,
  lookAt,
  plan,
  playLives,
  progressOf,
  STEPS,
  type Step,
  sharesOf,
  wamidOf,
} from '#bench/support/play-lives.ts';
import { defineScenario, type Figures, type Log, type Measured } from '#bench/support/scenario.ts';
import { round } from '#bench/support/sum-up.ts';
import type { Tx } from '#lib/db.ts';
import { findWaiting } from '#ops/queries.ts';
import { leaseLanes } from '#send/lane-queries.ts';
import { claimBatch, recordAccepted } from '#send/queries.ts';
import { createQueueSpan } from '#send/queue-span.ts';
import { lockUnknown } from '#send/settlement-queries.ts';
import { readConfig } from '#src/config.ts';
import { buildRuntime, type Runtime } from '#src/runtime.ts';
import { recordProgress } from '#status/queries.ts';
import { explain } from '#test/support/explain.ts';
import { fillHistory } from '#test/support/fill-history.ts';

const flags = {
  deliveries: 10_000_000,
  beside: 100_000,
  /** Deliveries that live their whole life in each round. */
  work: 4_000,
  rounds: 9,
  numbers: 4,
};

type GrowthFlags = typeof flags;

export const growth = defineScenario({
  about:
    'Two databases side by side, one with 100,000 deliveries behind it and one with 10 million, take turns at the same work through the statements of the stages: looked for, claimed, accepted, settled where cut off, and sent, delivered and read recorded. Prints deliveries a second of both, their ratio (the median of the turns), CPU of PostgreSQL, and the blocks each statement reads. Misses when the ratio is below 0.9. Ten million take about 5 GB of disk, which are given back.',
  flags,
  run,
});

const ALLOWED = 0.9;

async function run(flags: GrowthFlags, log: Log): Promise<Measured> {
  const small = await openField(flags.beside, flags, log);
  try {
    const large = await openField(flags.deliveries, flags, log);
    try {
      return await compare(small, large, flags, log);
    } finally {
      await large.close();
    }
  } finally {
    await small.close();
  }
}

type OpenField = Field & { bytes: number; close(): Promise<void> };

async function openField(history: number, { numbers: count }: GrowthFlags, log: Log): Promise<OpenField> {
  const database = await openDatabase({ profile: false });
  const runtime = buildRuntime(readConfig({ LOG_LEVEL: 'silent', DATABASE_URL: database.url }), 'bench');
  const close = async () => {
    await runtime.close();
    await database.close();
  };
  try {
    const ground = { database, runtime };
    const began = performance.now();
    await fillHistory(
      (text, values) => database.pool.query(text, values),
      Math.ceil(history / CLASS) * CLASS,
    );
    const bytes = await database.bytes();
    const took = ((performance.now() - began) / 1_000).toFixed(0);
    log(`${history} deliveries in ${took} s, ${(bytes / 1e9).toFixed(2)} GB`);
    const numbers = await addStoppedNumbers(ground, count, 1_000);
    const schools: string[] = [];
    for (const number of numbers) schools.push(await addSchool(ground, number));
    await database.pool.query(`UPDATE school SET unsettled = 'again'`);
    await openNumbers(ground);
    const span = createQueueSpan(runtime);
    await span.look();
    return { ...ground, numbers, schools, span, bytes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function compare(
  small: OpenField,
  large: OpenField,
  { work, rounds }: GrowthFlags,
  log: Log,
): Promise<Measured> {
  const turns: { small: Turn; large: Turn }[] = [];
  await playTurn(small, work);
  await playTurn(large, work); // both have warmed up
  for (let nth = 0; nth < rounds; nth++) {
    // Who begins changes, so that what else the machine does falls on both.
    const [first, second] = nth % 2 === 0 ? [small, large] : [large, small];
    const one = await playTurn(first, work);
    const other = await playTurn(second, work);
    turns.push(first === small ? { small: one, large: other } : { small: other, large: one });
  }
  const each = (of: (turn: Turn) => number): Figures => ({
    small: round(median(turns.map((turn) => of(turn.small)))),
    large: round(median(turns.map((turn) => of(turn.large)))),
    ratio: round(median(turns.map((turn) => of(turn.large) / of(turn.small)))),
  });
  const perSecond = each(({ totalMs }) => work / (totalMs / 1_000));
  const postgresCpuMs = each(({ cpuMs }) => cpuMs / work);
  const stepMs = Object.fromEntries(STEPS.map((step) => [step, each(({ stepMs }) => stepMs[step])]));
  const plans = { small: await readPlans(small), large: await readPlans(large) };
  const blocks = { small: blocksOf(plans.small), large: blocksOf(plans.large) };
  log(`large against small: ${perSecond.ratio} of the throughput; blocks ${JSON.stringify(blocks)}`);
  const ratio = perSecond.ratio as number;
  return {
    figures: { perSecond, postgresCpuMs, stepMs, blocks },
    facts: { gigabytes: { small: small.bytes / 1e9, large: large.bytes / 1e9 }, plans },
    missed: ratio < ALLOWED ? [`with more behind it, throughput is ${ratio} of what it was`] : [],
  };
}

type Turn = { totalMs: number; cpuMs: number; stepMs: Record<Step, number> };

async function playTurn(field: Field, work: number): Promise<Turn> {
  await plan(field, work);
  await field.database.pool.query('CHECKPOINT'); // none falls into the turn
  const before = field.database.cpuMs();
  const stepMs = await playLives(field);
  const totalMs = Object.values(stepMs).reduce((sum, ms) => sum + ms, 0);
  return { totalMs, cpuMs: field.database.cpuMs() - before, stepMs };
}

/** Of a statement: blocks it reads, and by which scans. */
type Plan = { blocks: number; scans: string[] };

/** How the statements are carried out once more, on what is planned for it; each is undone. */
async function readPlans(field: Field): Promise<Record<string, Plan>> {
  const { runtime } = field;
  await plan(field, CLASS * field.numbers.length);
  const span = field.span.current();
  const shares = sharesOf(await lease(field));
  const lookAndClaim = {
    look: await planOf(runtime, (tx) => findWaiting(tx, lookAt(new Date()))),
    lease: await planOf(runtime, (tx) => leaseLanes(tx, 0, 'bench', 60, span)),
    claim: await planOf(runtime, (tx) => claimBatch(tx, shares, span)),
  };
  const claimed = await claimBatch(runtime.db, shares);
  const accepted = claimed.map((one) => ({ key: keyOf(one), wamid: wamidOf(one) }));
  return {
    ...lookAndClaim,
    accept: await planOf(runtime, (tx) => recordAccepted(tx, accepted, new Date())),
    settle: await planOf(runtime, (tx) => lockUnknown(tx, new Date(), 100)),
    status: await planOf(runtime, (tx) => recordProgress(tx, progressOf(claimed, 'sent'))),
  };
}

async function planOf(runtime: Runtime, work: (tx: Tx) => Promise<unknown>): Promise<Plan> {
  const { blocks, nodes } = await explain(runtime, work);
  const scans = nodes.filter((node) => node['Node Type'].includes('Scan') && node['Actual Loops'] > 0);
  return {
    blocks,
    scans: scans.map((node) => `${node['Node Type']} ${node['Index Name'] ?? node['Relation Name'] ?? ''}`),
  };
}

function blocksOf(plans: Record<string, Plan>): Record<string, number> {
  return Object.fromEntries(Object.entries(plans).map(([name, { blocks }]) => [name, blocks]));
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { openStage, type Stage, until } from '#bench/support/open-stage.ts';
import { addSchool, addStoppedNumbers, openNumbers, planNotice } from '#bench/support/plan-notices.ts';
import { defineScenario, type Log, type Measured } from '#bench/support/scenario.ts';
import type { StartedChautari } from '#bench/support/start-chautari.ts';
import { round } from '#bench/support/sum-up.ts';

const flags = { seconds: 60, numbers: 4, 'statuses-per-webhook': 1 };

type MemoryFlags = typeof flags;

export const memory = defineScenario({
  about:
    'A server and a worker in a process each, with more waiting than they can send, for a minute; webhooks of a status each come back. Their resident memory is looked at four times a second. Misses when one of them holds more than 300 MB, or when the load ended before the time.',
  flags,
  run,
});

const ALLOWED_MB = 300;
const CLASS = 40;
// Waiting for the numbers all the time: planned as they are sent.
const BACKLOG = 8_000;

async function run(flags: MemoryFlags, log: Log): Promise<Measured> {
  const stage = await openStage({
    statusesPerWebhook: flags['statuses-per-webhook'],
    profile: false,
    cpuProfile: '',
  });
  try {
    const plan = await preparePlan(stage, flags.numbers);
    let planned = await plan(BACKLOG);
    const worker = await stage.startWorker();
    const readyMs = await stage.startServer('server');
    const idleMb = { server: stage.server().residentMb(), worker: worker.residentMb() };
    await openNumbers(stage);
    await until(performance.now(), async () => (await stage.ledger()).totals.accepted! > 0, 50);

    const load = new AbortController();
    const watched = watch({ server: stage.server(), worker }, load.signal);
    const began = performance.now();
    let ranDry = false;
    while (performance.now() - began < flags.seconds * 1_000) {
      const { accepted } = (await stage.ledger()).totals;
      ranDry ||= accepted! >= planned;
      if (planned - accepted! < BACKLOG) planned += await plan(CLASS * flags.numbers * 5);
      else await sleep(50);
    }
    const ms = performance.now() - began;
    load.abort();
    const residentMb = await watched;
    const { totals } = await stage.ledger();
    log(`${totals.accepted} accepted; ${JSON.stringify(residentMb)}`);
    return {
      figures: {
        readyMs: round(readyMs),
        acceptedPerSecond: round(totals.accepted! / (ms / 1_000)),
        idleMb,
        residentMb,
        duplicates: totals.duplicates!,
      },
      facts: { ledger: totals, complaints: [...stage.server().complaints, ...worker.complaints] },
      missed: [
        ...Object.entries(residentMb)
          .filter(([, { highest }]) => highest > ALLOWED_MB)
          .map(([who, { highest }]) => `the ${who} held ${highest} MB`),
        ...(ranDry ? ['nothing waited for a moment: the load was not full'] : []),
      ],
    };
  } finally {
    await stage.close();
  }
}

/** Numbers with a school each, and how to plan so many more deliveries over them. */
async function preparePlan(stage: Stage, count: number): Promise<(deliveries: number) => Promise<number>> {
  const numbers = await addStoppedNumbers(stage, count, 1_000);
  const schools: string[] = [];
  for (const number of numbers) schools.push(await addSchool(stage, number));
  let nth = 0;
  return async (deliveries) => {
    let planned = 0;
    for (; planned < deliveries; planned += CLASS, nth++)
      await planNotice(stage, schools[nth % count]!, numbers[nth % count]!, { recipients: CLASS });
    return planned;
  };
}

type Watched = Record<'server' | 'worker', { median: number; highest: number }>;

/** Looks at the memory of both until told to end. */
async function watch(
  processes: Record<'server' | 'worker', StartedChautari>,
  end: AbortSignal,
): Promise<Watched> {
  const seen = { server: [] as number[], worker: [] as number[] };
  while (!end.aborted) {
    seen.server.push(processes.server.residentMb());
    seen.worker.push(processes.worker.residentMb());
    await sleep(250);
  }
  const sumUp = (values: number[]) => {
    const sorted = values.sort((a, b) => a - b);
    return { median: sorted[Math.floor(sorted.length / 2)]!, highest: sorted.at(-1)! };
  };
  return { server: sumUp(seen.server), worker: sumUp(seen.worker) };
}

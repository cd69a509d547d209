import { setTimeout as sleep } from 'node:timers/promises';
import { openStage, type Stage } from '#bench/support/open-stage.ts';
import { percentiles } from '#bench/support/percentiles.ts';
import { signText } from '#bench/support/post-texts.ts';
import { defineScenario, type Log, type Measured } from '#bench/support/scenario.ts';
import { sendAlone } from '#bench/support/send-alone.ts';
import { CALLBACK } from '#bench/support/start-chautari.ts';
import { loadDemoMany } from '#school/demo/load-demo-many.ts';
import { type LoadSchool, makeLoadSchools } from '#school/demo/make-load-schools.ts';

const flags = { rounds: 100, guardians: 40, profile: false, 'cpu-profile': '' };

type LatencyFlags = typeof flags;

export const latency = defineScenario({
  about:
    'An idle system, and one teacher after another writes: from the POST with the text until the last parent of the class has their message accepted. No undo window. The next text comes when everything about the last one has been read, somewhere between two looks at the rows, and to another number, so that none is at its pace. The simulator knows the parents beforehand, and tells no status while they are being sent to. `sendsAloneMs`: what as many requests take from the bench to the simulator, without Chautari.',
  flags,
  run,
});

const CLASSES = 10;
const WARM_UP = 20;
const ALONE = 30;

// As with Meta, whose first status comes some tenths of a second after it took a message.
const STATUSES: Record<string, [number, number]> = {
  sentAfterMs: [150, 300],
  deliveredAfterMs: [20, 200],
  readAfterMs: [20, 200],
};

async function run(flags: LatencyFlags, log: Log): Promise<Measured> {
  const stage = await openStage({
    statusesPerWebhook: 1,
    statuses: STATUSES,
    profile: flags.profile,
    cpuProfile: flags['cpu-profile'],
  });
  try {
    const size = {
      schools: Math.ceil((flags.rounds + WARM_UP) / CLASSES),
      classes: CLASSES,
      guardians: flags.guardians,
    };
    await loadDemoMany(stage.database.url, size, () => {});
    const schools = [...makeLoadSchools(size)];
    await introduce(stage, schools);
    await stage.startServer();
    if (flags.profile) await stage.database.pool.query('SELECT pg_stat_statements_reset()');
    const tookMs = { first: [] as number[], last: [] as number[], acknowledged: [] as number[] };
    for (let nth = 0; nth < flags.rounds + WARM_UP; nth++) {
      const { sender, classes } = schools[nth % schools.length]!;
      const one = classes[Math.floor(nth / schools.length)]!;
      const round = await playRound(stage, sender, one, flags.guardians, nth);
      if (nth >= WARM_UP) {
        tookMs.acknowledged.push(round.acknowledged);
        tookMs.first.push(round.first);
        tookMs.last.push(round.last);
      }
      await sleep(500 + Math.random() * 250);
    }
    log(`${tookMs.last.length} rounds`);
    const alone = await sendAlone(stage, schools, ALONE);
    return {
      figures: {
        textToAcknowledgedMs: percentiles(tookMs.acknowledged),
        textToFirstParentMs: percentiles(tookMs.first),
        textToLastParentMs: percentiles(tookMs.last),
        sendsAloneMs: percentiles(alone),
      },
      facts: {
        complaints: stage.server().complaints,
        statements: await stage.database.costliestStatements(),
      },
    };
  } finally {
    await stage.close();
  }
}

/** To Meta everybody who has WhatsApp is known before anything is sent to them. */
async function introduce({ simulatorUrl }: Stage, schools: LoadSchool[]): Promise<void> {
  for (const { classes } of schools) {
    const people = classes.flatMap(({ pupils }) => pupils.map(({ guardian }) => ({ phone: guardian.phone })));
    const answer = await fetch(`${simulatorUrl}/sim/people`, { method: 'PUT', body: JSON.stringify(people) });
    if (answer.status !== 200) throw new Error(`the simulator took no people: ${await answer.text()}`);
  }
}

async function playRound(
  { takenSince }: Stage,
  sender: LoadSchool['sender'],
  { teacher, pupils }: LoadSchool['classes'][number],
  guardians: number,
  nth: number,
): Promise<{ acknowledged: number; first: number; last: number }> {
  const { body, signature } = signText(sender, teacher.phone, teacher.text, String(nth));
  const parents = new Set(pupils.map(({ guardian }) => guardian.phone.slice(1)));
  const began = Date.now();
  const answer = await fetch(CALLBACK, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
  });
  if (answer.status !== 200) throw new Error(`the webhook answered ${answer.status}`);
  const acknowledged = Date.now() - began;
  // The simulator notes when it took each; asking seldom disturbs little.
  for (let look = 0; look < 200; look++) {
    await sleep(150);
    const taken = await takenSince(began);
    const instants = taken.filter(({ phone }) => parents.has(phone)).map(({ at }) => at);
    if (instants.length < guardians) continue;
    return { acknowledged, first: Math.min(...instants) - began, last: Math.max(...instants) - began };
  }
  throw new Error(`a text did not reach its ${guardians} parents`);
}

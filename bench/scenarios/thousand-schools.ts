import { cpuEach, openStage, type Stage, until } from '#bench/support/open-stage.ts';
import { percentiles } from '#bench/support/percentiles.ts';
import { postAtRate, type SignedPost, signText } from '#bench/support/post-texts.ts';
import { defineScenario, type Figures, type Log, type Measured } from '#bench/support/scenario.ts';
import { round } from '#bench/support/sum-up.ts';
import { loadDemoMany } from '#school/demo/load-demo-many.ts';
import { type LoadSize, makeLoadSchools } from '#school/demo/make-load-schools.ts';

const flags = {
  schools: 1_000,
  classes: 10,
  guardians: 30,
  /** Of a hundred guardians so many ask about the homework in the evening. */
  'replies-percent': 5,
  /** Texts a second, as long as a part of the day has any. */
  rate: 1_000,
  'statuses-per-webhook': 100,
};

type DayFlags = typeof flags;

export const thousandSchools = defineScenario({
  about:
    'A school day without its pauses: every class teacher says in the morning who is absent, and two families a class are asked; in the afternoon every teacher writes what was taught, all at once; in the evening guardians ask about the homework. Sent, delivered and read come back for each. After each part, and at the end, every text, message and status is held against the ledger of the simulator; misses when anything is lost, sent twice, or not where it should be.',
  flags,
  run,
});

const ABSENT = [1, 2];

/** A part of the day: what is posted, and what must have been planned once all of it is handled. */
type Part = { name: 'morning' | 'afternoon' | 'evening'; posts: SignedPost[]; expect: Expected };
type Expected = { kind: string; messages: number; readers: number };

async function run(flags: DayFlags, log: Log): Promise<Measured> {
  const stage = await openStage({
    statusesPerWebhook: flags['statuses-per-webhook'],
    profile: false,
    cpuProfile: '',
  });
  try {
    const { schools, classes, guardians } = flags;
    log(`loading ${schools} schools × ${classes} classes × ${guardians} guardians`);
    await loadDemoMany(stage.database.url, { schools, classes, guardians }, () => {});
    await stage.startServer();
    const figures: Figures = {};
    const missed: string[] = [];
    const before = stage.cpu();
    let posted = 0;
    for (const part of partsOf(flags)) {
      figures[part.name] = await play(stage, part, flags.rate);
      posted += part.posts.length;
      missed.push(...(await account(stage, part, posted)));
      log(`${part.name}: ${JSON.stringify(figures[part.name])}`);
    }
    const { totals } = await stage.ledger();
    return {
      figures: {
        ...figures,
        sends: totals.accepted!,
        cpuMsPerSend: cpuEach(before, stage.cpu(), totals.accepted!),
        residentMb: stage.server().residentMb(),
      },
      facts: { ledger: totals, outcomes: await outcomes(stage), complaints: stage.server().complaints },
      missed,
    };
  } finally {
    await stage.close();
  }
}

function* partsOf(flags: DayFlags): Generator<Part> {
  const size: LoadSize = flags;
  const all = size.schools * size.classes;
  yield {
    name: 'morning',
    posts: [...textsOf(size, 'm', (code) => `${code} anupasthit ${ABSENT.join(', ')}`)],
    expect: { kind: 'attendance', messages: all, readers: all * ABSENT.length },
  };
  yield {
    name: 'afternoon',
    posts: [...textsOf(size, 'a', (_, text) => text)],
    expect: { kind: 'daily_update', messages: all, readers: all * size.guardians },
  };
  const posts = [...questionsOf(size, flags['replies-percent'] / 100)];
  yield { name: 'evening', posts, expect: { kind: 'reply', messages: posts.length, readers: posts.length } };
}

/** A text of every class teacher, school by school within the first classes, so that all schools write at once. */
function* textsOf(
  size: LoadSize,
  id: string,
  write: (code: string, text: string) => string,
): Generator<SignedPost> {
  const schools = [...makeLoadSchools({ ...size, guardians: 1 })];
  for (let nth = 0; nth < size.classes; nth++)
    for (const [at, { sender, classes }] of schools.entries()) {
      const { code, teacher } = classes[nth]!;
      yield signText(sender, teacher.phone, write(code, teacher.text), `${id}${at}-${nth}`);
    }
}

function* questionsOf(size: LoadSize, share: number): Generator<SignedPost> {
  let asked = 0;
  let seen = 0;
  for (const { sender, classes } of makeLoadSchools(size))
    for (const { pupils } of classes)
      for (const { guardian } of pupils) {
        seen += 1;
        if (asked >= seen * share) continue;
        asked += 1;
        yield signText(sender, guardian.phone, 'homework?', `e${seen}`);
      }
}

// All rows are counted at each look, which is not to be a part of the load.
const LOOK_EVERY_MS = 1_000;

/** Posts a part and waits until nothing of it is under way any more. */
async function play(stage: Stage, { posts, expect }: Part, rate: number): Promise<Figures> {
  const before = (await stage.ledger()).totals.accepted!;
  const began = performance.now();
  const took = await postAtRate(posts, rate);
  const postedMs = performance.now() - began;
  const plannedMs = await until(
    began,
    async () => (await countPlanned(stage, expect)).readers >= expect.readers,
    LOOK_EVERY_MS,
  );
  const restMs = await until(began, async () => (await unfinished(stage)).length === 0, LOOK_EVERY_MS).catch(
    async (error) => {
      throw new Error(`${error.message}: ${(await unfinished(stage)).join('; ')}`);
    },
  );
  const sends = (await stage.ledger()).totals.accepted! - before;
  return {
    texts: posts.length,
    postedPerSecond: round(posts.length / (postedMs / 1_000)),
    ackMs: percentiles(took),
    allPlannedSeconds: round(plannedMs / 1_000),
    allReadSeconds: round(restMs / 1_000),
    sends,
    sendsPerSecond: round(sends / (restMs / 1_000)),
  };
}

/** What is still on its way, in words; nothing once the rows and the ledger say the same and all of it is read. */
async function unfinished(stage: Stage): Promise<string[]> {
  const { rows } = await stage.database.pool.query<{ waits: boolean; deliveries: number; read: number }>(
    `SELECT EXISTS (SELECT FROM webhook_event WHERE processed_at IS NULL)
            OR EXISTS (SELECT FROM inbound_message WHERE handled_at IS NULL) AS waits,
            count(*)::int AS deliveries, count(*) FILTER (WHERE status = 'read' AND sent_at IS NOT NULL AND delivered_at IS NOT NULL)::int AS read
     FROM delivery`,
  );
  const { waits, deliveries, read } = rows[0]!;
  const { accepted, read: readThere } = (await stage.ledger()).totals;
  return [
    ...(waits ? ['webhooks or texts wait'] : []),
    ...(read < deliveries ? [`${deliveries - read} of ${deliveries} deliveries are not read`] : []),
    ...(accepted !== deliveries ? [`${deliveries} deliveries, and ${accepted} accepted`] : []),
    ...(readThere !== accepted ? [`${accepted} accepted, and ${readThere} read there`] : []),
  ];
}

async function countPlanned({ database }: Stage, { kind }: Expected): Promise<Omit<Expected, 'kind'>> {
  const { rows } = await database.pool.query<Omit<Expected, 'kind'>>(
    `SELECT count(DISTINCT m.id)::int AS messages, count(DISTINCT (d.message_id, d.recipient_id))::int AS readers
     FROM message m JOIN delivery d ON d.school_id = m.school_id AND d.message_id = m.id
     WHERE m.kind = $1 AND d.recipient_kind = 'guardian'`,
    [kind],
  );
  return rows[0]!;
}

/** What of a part is not as it should be. */
async function account(stage: Stage, { name, expect }: Part, posted: number): Promise<string[]> {
  const planned = await countPlanned(stage, expect);
  const { totals } = await stage.ledger();
  const { rows } = await stage.database.pool.query<{ kept: number; aside: number }>(
    `SELECT (SELECT count(*)::int FROM inbound_message) AS kept, (SELECT count(*)::int FROM set_aside) AS aside`,
  );
  const { kept, aside } = rows[0]!;
  const say = (what: string, is: number, should: number) =>
    is === should ? [] : [`${name}: ${is} ${what}, and ${should} were to be`];
  return [
    ...say('texts kept', kept, posted),
    ...say('texts set aside', aside, 0),
    ...say(`messages of the kind ${expect.kind}`, planned.messages, expect.messages),
    ...say('guardians written to', planned.readers, expect.readers),
    ...say('messages sent twice', totals.duplicates!, 0),
  ];
}

async function outcomes({ database }: Stage): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    'SELECT outcome, count(*)::int AS texts FROM inbound_message GROUP BY 1 ORDER BY 2 DESC',
  );
  return rows;
}

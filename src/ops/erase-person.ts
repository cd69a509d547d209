import { sql } from 'kysely';
import { type Db, inSchool, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import {
  closeConsent,
  emptyMessages,
  erasePupil,
  eraseRow,
  eraseTexts,
  findPeopleToErase,
  findShared,
  forgetFiles,
  type PersonToErase,
  releaseDeliveries,
} from '#ops/erase-queries.ts';
import { eraseRaw } from '#ops/erase-raw.ts';
import { type Needles, needlesOf } from '#ops/needles.ts';
import { SCRUBBED, scrubTable } from '#ops/scrub-queries.ts';
import { insertAudit } from '#school/queries.ts';

/** What was overwritten, in rows; `posts` are raw webhooks. `people` are who was found, by kind and id. */
export type Erased = { people: string[]; rows: Record<string, number>; posts: number };

export type EraseOrder = {
  schoolId: string;
  /** A number (+E.164) or the id of a guardian, a pupil or a member of staff. */
  person: string;
  actor: string;
  now: number;
  dryRun: boolean;
};

/**
 * Forgets a person of a school (ADR 0025): name, number, WhatsApp's ids for them, and what they wrote or what was
 * written to them alone. Their row stays, nameless, for what points to it. Raw webhooks go first, since afterwards
 * nothing says any more what to look for; all else is one transaction. A number that no row has any more is looked
 * for all the same, so the same command can be given again.
 */
export async function erasePerson(db: Db, order: EraseOrder): Promise<Erased> {
  const { schoolId, person, dryRun } = order;
  const { people, shared } = await inSchool(db, schoolId, async (tx) => {
    const found = await findPeopleToErase(tx, schoolId, person);
    return { people: found, shared: await findShared(tx, schoolId, found) };
  });
  const needles = needlesOf(people, person, shared);
  const posts = await eraseRaw(db, needles, dryRun);
  const rows = await rollBackWhen(dryRun, db, schoolId, (tx) => eraseInSchool(tx, order, people, needles));
  return { people: people.map(({ kind, id }) => `${kind}:${id}`), rows, posts };
}

async function eraseInSchool(
  tx: Tx,
  { schoolId, actor, now }: EraseOrder,
  people: PersonToErase[],
  needles: Needles,
): Promise<Record<string, number>> {
  // A school has a year of deliveries to look through.
  await sql`SELECT set_config('statement_timeout', '0', true)`.execute(tx);
  const at = new Date(now);
  const rows: Record<string, number> = {};
  const add = (what: string, count: number) => {
    if (count > 0) rows[what] = (rows[what] ?? 0) + count;
  };
  for (const one of people) {
    if (one.kind === 'student') await erasePupil(tx, schoolId, one.id);
    else {
      add('messages', await emptyMessages(tx, schoolId, one, needles.numbers));
      if (one.kind === 'guardian') await closeConsent(tx, schoolId, one.id, newId(now), at);
    }
    await eraseRow(tx, schoolId, one, at);
  }
  add('files', await forgetFiles(tx, schoolId));
  const reached = people.filter(({ kind }) => kind !== 'student').map(({ id }) => id);
  add('deliveries', await releaseDeliveries(tx, schoolId, reached, needles.numbers));
  add('texts', await eraseTexts(tx, schoolId, needles.numbers, at));
  for (const table of SCRUBBED)
    add(`mentions in ${table.name}`, await scrubTable(tx, schoolId, table, needles));
  for (const { kind, id } of people)
    await insertAudit(tx, schoolId, {
      id: newId(now),
      at,
      actor,
      action: 'person.erased',
      subject: `${kind}:${id}`,
      detail: { rows },
    });
  return rows;
}

/** Does the work in the school's transaction; with `dryRun` it is taken back, and only its result remains. */
async function rollBackWhen<T>(
  dryRun: boolean,
  db: Db,
  schoolId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const taken: { result?: T } = {};
  const stop = new Error('dry run');
  try {
    return await inSchool(db, schoolId, async (tx) => {
      taken.result = await work(tx);
      if (dryRun) throw stop;
      return taken.result;
    });
  } catch (error) {
    if (error !== stop) throw error;
    return taken.result!;
  }
}

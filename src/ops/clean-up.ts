import { sql } from 'kysely';
import type { Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { inTransaction } from '#lib/transaction.ts';
import { addDays, kathmanduDate, kathmanduInstant } from '#nepal/calendar.ts';
import {
  type Dropped,
  dropMonth,
  emptyDefaultMonth,
  forgetOldPairs,
  listDefaultMonths,
  listMonths,
  listWithOldReach,
  MONTHLY,
  type Monthly,
  PRUNED,
  pruneBatch,
} from '#ops/clean-up-queries.ts';
import { lockPortfolio } from '#send/budget-queries.ts';
import { expireDue } from '#send/expire-due.ts';
import type { Runtime } from '#src/runtime.ts';

/** How many months were dropped and how many rows deleted; `open` are months that something still keeps. */
export type Cleaned = { dropped: string[]; open: string[]; rows: number };

export const CLEAN_UP = 'clean-up';

/**
 * The daily clean-up: drops months that are older than the settings want, after adding up what remains of them, and
 * deletes old rows in batches. Each step is a transaction of its own and looks at what is there, so it may be cut off
 * at any moment, run again, and run in two processes at once.
 */
export async function cleanUp(runtime: Runtime): Promise<Cleaned> {
  const startedAt = new Date(runtime.clock.now());
  const cleaned: Cleaned = { dropped: [], open: [], rows: 0 };
  // What waits of old messages comes to its end first, so that nothing keeps their month.
  await expireDue(runtime);
  for (const table of MONTHLY)
    for (const month of await monthsToDrop(runtime, table)) {
      const came = await drop(runtime, (tx) => dropMonth(tx, table, month));
      if (came !== 'gone') cleaned[came].push(`${table} ${month.slice(0, 7)}`);
    }
  for (const month of (await listDefaultMonths(runtime.db)).filter(isBeforeKept(runtime, 'delivery'))) {
    const came = await drop(runtime, (tx) => emptyDefaultMonth(tx, month));
    if (came !== 'gone') cleaned[came].push(`delivery_default ${month.slice(0, 7)}`);
  }
  await forgetAddresses(runtime);
  for (const rule of PRUNED) cleaned.rows += await pruneAll(runtime, rule);
  runtime.log[cleaned.open.length > 0 ? 'warn' : 'info']({ stage: 'ops', ...cleaned }, 'cleaned up');
  await runtime.db
    .insertInto('job_run')
    .values({
      id: newId(runtime.clock.now()),
      name: CLEAN_UP,
      started_at: startedAt,
      ended_at: new Date(runtime.clock.now()),
      outcome: 'done',
      items: cleaned.rows,
      detail: JSON.stringify({ dropped: cleaned.dropped, open: cleaned.open }),
    })
    .execute();
  return cleaned;
}

const NIGHT = { from: '01:00', until: '05:00' };

/** Whether it is night in Kathmandu and tonight's clean-up has not been done; or none was for three days. */
export async function isCleanUpDue({ db, clock }: Runtime): Promise<boolean> {
  const now = clock.now();
  const today = kathmanduDate(now);
  const from = kathmanduInstant(today, NIGHT.from).getTime();
  const isNight = now >= from && now < kathmanduInstant(today, NIGHT.until).getTime();
  const since = isNight ? new Date(from) : kathmanduInstant(addDays(today, -3), NIGHT.from);
  const done = await db
    .selectFrom('job_run')
    .select('id')
    .where('name', '=', CLEAN_UP)
    .where('outcome', '=', 'done')
    .where('started_at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return done === undefined;
}

/** First days of the months that end before the first one to be kept. A month is kept whole. */
async function monthsToDrop(runtime: Runtime, table: Monthly): Promise<string[]> {
  return (await listMonths(runtime.db, table)).filter(isBeforeKept(runtime, table));
}

function isBeforeKept({ clock, config }: Runtime, table: Monthly): (month: string) => boolean {
  const keep = table === 'delivery' ? config.KEEP_DELIVERIES_MONTHS : config.KEEP_EVENTS_MONTHS;
  const firstKept = monthsBefore(clock.now(), keep).toISOString().slice(0, 10);
  return (month) => month < firstKept;
}

/** The first moment of the month so many before this one, by UTC, as partitions are cut. */
function monthsBefore(now: number, months: number): Date {
  const at = new Date(now);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1));
}

// Taking a month out stops the table for a moment. Rather than wait in front of everybody behind a long query, it
// gives up and comes again.
const LOCK_TIMEOUT = '3s';
const TRIES = 5;
const LOCK_NOT_AVAILABLE = '55P03';

async function drop(runtime: Runtime, work: (tx: Tx) => Promise<Dropped>): Promise<Dropped> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(runtime.db, async (tx) => {
        await sql`SELECT set_config('lock_timeout', ${LOCK_TIMEOUT}, true), set_config('statement_timeout', '0', true)`.execute(
          tx,
        );
        return work(tx);
      });
    } catch (error) {
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || attempt >= TRIES) throw error;
    }
  }
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Numbers that stand in budgets only as long as these count; where nothing is sent, nothing else forgets them. */
async function forgetAddresses({ db, clock }: Runtime): Promise<void> {
  const now = clock.now();
  for (const id of await listWithOldReach(db, new Date(now)))
    await inTransaction(db, (tx) => lockPortfolio(tx, id, new Date(now)));
  await forgetOldPairs(db, new Date(now - DAY_MS));
}

const BATCH = 2_000;

async function pruneAll(runtime: Runtime, rule: (typeof PRUNED)[number]): Promise<number> {
  const before = rule.before(
    runtime.config,
    (months) => monthsBefore(runtime.clock.now(), months),
    runtime.clock.now(),
  );
  for (let sum = 0; ; ) {
    const rows = await pruneBatch(runtime.db, rule, before, BATCH);
    sum += rows;
    if (rows < BATCH) return sum;
  }
}

import { insertSetAside } from '#inbox/queries.ts';
import { isConnectionTrouble, retryDeadlock } from '#lib/database-errors.ts';
import { inSchool } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { answerTexts } from '#outbox/answer-texts.ts';
import {
  assignSchools,
  countFailure,
  type InboundRow,
  loadUnhandled,
  lockUnhandled,
  markHandled,
} from '#outbox/queries.ts';
import { findPeople, firstSchoolOf, type Person } from '#school/queries.ts';
import type { Runtime } from '#src/runtime.ts';

/** A text with its writer; `person` is undefined for somebody whom no school of the number knows. */
export type KnownText = { row: InboundRow; schoolId: string; person: Person | undefined };

/** Something to send was written: lanes of these slots are to be woken. */
export type Handled = { texts: number; slots: Set<number> };

const BATCH = 200;
const MAX_ATTEMPTS = 5;

/**
 * Takes the oldest texts through understanding, audience and outbox. One transaction a school, behind its wall;
 * schools side by side, the texts of a school in the order of their coming. A text that breaks its school's batch is
 * tried alone, and set aside with its reason after five tries, so that it keeps nobody else waiting.
 */
export async function handleInbound(runtime: Runtime): Promise<Handled> {
  const texts = await nameWriters(runtime, await loadUnhandled(runtime.db, BATCH, runtime.clock.now()));
  const slots = new Set<number>();
  const schools = [...Map.groupBy(texts, (text) => text.schoolId).values()];
  await inParallel(schools, runtime.config.MESSAGE_WORKER_CONCURRENCY, (group) =>
    handleSchool(runtime, group, slots),
  );
  return { texts: texts.length, slots };
}

async function handleSchool(runtime: Runtime, texts: KnownText[], slots: Set<number>): Promise<void> {
  try {
    await answerInSchool(runtime, texts, slots);
  } catch (error) {
    if (isConnectionTrouble(error)) throw error;
    if (texts.length > 1) {
      for (const text of texts) await handleSchool(runtime, [text], slots);
    } else await countOrSetAside(runtime, texts[0]!.row, error);
  }
}

async function answerInSchool(runtime: Runtime, texts: KnownText[], slots: Set<number>): Promise<void> {
  const { schoolId } = texts[0]!;
  await retryDeadlock(() =>
    inSchool(runtime.db, schoolId, async (tx) => {
      const open = await lockUnhandled(
        tx,
        schoolId,
        texts.map((t) => t.row.id),
      );
      const mine = texts.filter((t) => open.has(t.row.id));
      if (mine.length === 0) return;
      const { handled, slot } = await answerTexts(runtime, tx, schoolId, mine);
      await markHandled(tx, handled, new Date(runtime.clock.now()));
      slots.add(slot);
      for (const { id, outcome } of handled) {
        const { row } = mine.find((t) => t.row.id === id)!;
        runtime.log.info(
          { stage: 'outbox', requestId: row.request_id, schoolId, inboundId: id, outcome },
          'text handled',
        );
      }
    }),
  );
}

async function countOrSetAside(runtime: Runtime, row: InboundRow, error: unknown): Promise<void> {
  runtime.log.error(
    { stage: 'outbox', requestId: row.request_id, inboundId: row.id, err: error },
    'text failed',
  );
  if ((await countFailure(runtime.db, row.id)) < MAX_ATTEMPTS) return;
  const now = runtime.clock.now();
  const at = new Date(now);
  await insertSetAside(runtime.db, [
    {
      id: newId(now),
      event_id: row.event_id,
      kind: 'handling_failed',
      reason: String(error),
      fragment: { inboundId: row.id },
      at: at.toISOString(),
    },
  ]);
  await markHandled(runtime.db, [{ id: row.id, outcome: 'set_aside' }], at);
}

/** Finds who wrote each text, and so whose wall it belongs behind. A text to a number without a school is done here. */
async function nameWriters(runtime: Runtime, rows: InboundRow[]): Promise<KnownText[]> {
  if (rows.length === 0) return [];
  const people = await findPeople(
    runtime.db,
    rows.map((r) => ({ senderId: r.sender_id, phone: r.phone, userId: r.user_id })),
  );
  const texts: KnownText[] = [];
  const nobodys: InboundRow[] = [];
  for (const row of rows) {
    const person = choosePerson(
      people.filter(
        (p) =>
          p.sender_id === row.sender_id &&
          ((row.phone && p.phone === row.phone) || (row.user_id && p.user_id === row.user_id)),
      ),
    );
    const schoolId = person?.school_id ?? (await firstSchoolOf(runtime.db, row.sender_id));
    if (schoolId) texts.push({ row, schoolId, person });
    else nobodys.push(row);
  }
  const belonging = texts.map((t) => ({ id: t.row.id, schoolId: t.schoolId }));
  await retryDeadlock(() => assignSchools(runtime.db, belonging));
  if (nobodys.length > 0)
    await markHandled(
      runtime.db,
      nobodys.map((row) => ({ id: row.id, outcome: 'no_school' })),
      new Date(runtime.clock.now()),
    );
  return texts;
}

// Somebody who is both teaches first: what they write to the school's number is nearly always their work.
function choosePerson(found: Person[]): Person | undefined {
  return found.find((p) => p.kind === 'staff') ?? found[0];
}

async function inParallel<T>(items: T[], limit: number, run: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, async () => {
      for (const item of queue) await run(item);
    }),
  );
}

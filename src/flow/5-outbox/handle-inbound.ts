import { insertSetAside } from '#inbox/queries.ts';
import { isConnectionTrouble, retryDeadlock } from '#lib/database-errors.ts';
import { type Db, inSchool, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { answerTexts, openSession } from '#outbox/answer-texts.ts';
import {
  assignSchools,
  countFailure,
  type InboundRow,
  loadUnhandled,
  lockUnhandled,
  markHandled,
  type WaitingText,
} from '#outbox/queries.ts';
import type { Runtime } from '#src/runtime.ts';

/** A text with its writer; `person` is undefined for somebody whom no school of the number knows. */
export type KnownText = {
  row: InboundRow;
  schoolId: string;
  person: { id: string; kind: 'staff' | 'guardian' } | undefined;
};

export type Handled = {
  texts: number;
  /** As many as are taken at once, so that more may wait. */
  isFull: boolean;
};

/** Told as soon as something to send is committed: the lanes of this slot are to be woken. */
export type WakeLanes = (slot: number) => void;

const BATCH = 200;
const MAX_ATTEMPTS = 5;

/**
 * Takes the oldest texts through understanding, audience and outbox. One transaction a school, behind its wall;
 * schools side by side, the texts of a school in the order of their coming. A text that breaks its school's batch is
 * tried alone, and set aside with its reason after five tries, so that it keeps nobody else waiting.
 * `found`: what {@link findTexts} has found a moment ago
 */
export async function handleInbound(
  runtime: Runtime,
  wakeLanes: WakeLanes = () => {},
  found?: WaitingText[],
): Promise<Handled> {
  const rows = found ?? (await findTexts(runtime, runtime.db));
  const texts = await putBehindWalls(runtime, rows);
  const schools = [...Map.groupBy(texts, (text) => text.schoolId).values()];
  await inParallel(schools, runtime.config.MESSAGE_WORKER_CONCURRENCY, (group) =>
    handleSchool(runtime, group, wakeLanes),
  );
  return { texts: texts.length, isFull: rows.length >= BATCH };
}

/** The oldest texts that wait; asked along with a sweep, they need not be looked for again. */
export function findTexts({ clock }: Runtime, db: Db | Tx): Promise<WaitingText[]> {
  return loadUnhandled(db, BATCH, clock.now());
}

async function handleSchool(runtime: Runtime, texts: KnownText[], wakeLanes: WakeLanes): Promise<void> {
  try {
    await answerInSchool(runtime, texts, wakeLanes);
  } catch (error) {
    if (isConnectionTrouble(error)) throw error;
    if (texts.length > 1) {
      for (const text of texts) await handleSchool(runtime, [text], wakeLanes);
    } else await countOrSetAside(runtime, texts[0]!.row, error);
  }
}

async function answerInSchool(runtime: Runtime, texts: KnownText[], wakeLanes: WakeLanes): Promise<void> {
  const { schoolId } = texts[0]!;
  const answered = await retryDeadlock(() =>
    inSchool(
      runtime.db,
      schoolId,
      async (tx, atCommit) => {
        const ids = texts.map((t) => t.row.id);
        const [open, session] = await Promise.all([
          lockUnhandled(tx, schoolId, ids),
          openSession(runtime.config, tx, schoolId, texts, runtime.clock.now()),
        ]);
        const mine = texts.filter((t) => open.has(t.row.id));
        if (mine.length === 0) return undefined;
        const handled = await answerTexts(session, mine);
        atCommit(session.flush());
        atCommit(markHandled(tx, handled, new Date(runtime.clock.now())));
        return { handled, slot: session.school.lane_slot };
      },
      // What a crash takes back is handled again; what is sent of it waits for the commit of its claim.
      { isMadeAgain: true },
    ),
  );
  if (!answered) return;
  wakeLanes(answered.slot);
  // What was woken begins now; a line of the log is a write, and may come after it.
  setImmediate(() => {
    for (const { id, outcome } of answered.handled) {
      const { row } = texts.find((t) => t.row.id === id)!;
      runtime.log.info(
        { stage: 'outbox', requestId: row.request_id, schoolId, inboundId: id, outcome },
        'text handled',
      );
    }
  });
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

/** Each text behind the wall its writer belongs to now. A text to a number without a school is done here. */
async function putBehindWalls(runtime: Runtime, rows: WaitingText[]): Promise<KnownText[]> {
  const texts = rows.flatMap(({ school_of_writer: schoolId, writer_id: id, writer_kind: kind, ...row }) =>
    schoolId ? [{ row, schoolId, person: id && kind ? { id, kind } : undefined }] : [],
  );
  const moved = texts.filter((t) => t.row.school_id !== t.schoolId);
  if (moved.length > 0) {
    const belonging = moved.map((t) => ({ id: t.row.id, schoolId: t.schoolId }));
    await retryDeadlock(() => assignSchools(runtime.db, belonging));
  }
  const nobodys = rows.filter((row) => row.school_of_writer === null);
  if (nobodys.length > 0)
    await markHandled(
      runtime.db,
      nobodys.map((row) => ({ id: row.id, outcome: 'no_school' })),
      new Date(runtime.clock.now()),
    );
  return texts;
}

async function inParallel<T>(items: T[], limit: number, run: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, async () => {
      for (const item of queue) await run(item);
    }),
  );
}

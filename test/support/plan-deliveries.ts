import { sql } from 'kysely';
import { inSchool } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { insertMessages, type NewMessage, type NewRecipient } from '#outbox/queries.ts';
import type { Runtime } from '#src/runtime.ts';
import type { TestDatabase } from '#test/support/database.ts';

/** A WhatsApp number with its send lane, for tests of sending. */
export type TestLane = { senderId: string; phoneNumberId: string; slot: number };

let lanes = 0;

/** Adds a number; the database opens its lane. */
export async function addLane(
  runtime: Runtime,
  {
    perSecond = null,
    slot,
    wabaId = '1000',
  }: { perSecond?: number | null; slot?: number; wabaId?: string } = {},
): Promise<TestLane> {
  lanes += 1;
  const senderId = newId(Date.now());
  const phoneNumberId = String(700_000_000 + lanes);
  await sql`
    INSERT INTO sender (id, phone_number_id, waba_id, display_number, verified_name, per_second)
    VALUES (${senderId}, ${phoneNumberId}, ${wabaId}, ${`+977${phoneNumberId}`}, 'Test', ${perSecond})
  `.execute(runtime.db);
  if (slot !== undefined)
    await sql`UPDATE lane SET slot = ${slot} WHERE sender_id = ${senderId}`.execute(runtime.db);
  const { rows } = await sql<{
    slot: number;
  }>`SELECT slot FROM lane WHERE sender_id = ${senderId}`.execute(runtime.db);
  return { senderId, phoneNumberId, slot: rows[0]!.slot };
}

/** Adds a school that speaks through a number. Returns its id. */
export async function addSchool(runtime: Runtime, lane: TestLane): Promise<string> {
  const id = newId(Date.now());
  await inSchool(runtime.db, id, (tx) =>
    sql`INSERT INTO school (school_id, name, name_ne, type, sender_id) VALUES (${id}, 'Test school', 'परीक्षण विद्यालय', 'community', ${lane.senderId})`.execute(
      tx,
    ),
  );
  return id;
}

const WINDOW_MS = 24 * 60 * 60 * 1_000;
let people = 0;

type Wanted = Partial<Pick<NewMessage, 'priority' | 'content' | 'expiresAt' | 'sendAfter'>> & {
  /** So many people who have never been written to, or these addresses. */
  recipients?: number | string[];
  /** Until when free-form may go; null: only a template. */
  windowUntil?: Date | null;
};

/** A message as stage 5 plans it, to so many people who have never been written to. Returns its id. */
export async function planMessage(
  runtime: Runtime,
  schoolId: string,
  lane: TestLane,
  { recipients = 1, windowUntil, ...over }: Wanted = {},
): Promise<string> {
  const now = runtime.clock.now();
  const id = newId(now);
  const until = windowUntil === undefined ? new Date(now + WINDOW_MS) : windowUntil;
  const message: NewMessage = {
    id,
    kind: 'announcement',
    topic: 'announcements',
    priority: 2,
    classId: null,
    authorId: null,
    inboundId: null,
    requestId: 'test',
    content: { form: 'notice', notice: NOTICE },
    audience: null,
    recipients:
      typeof recipients === 'number'
        ? Array.from({ length: recipients }, () => somebody(until))
        : recipients.map((address) => ({ ...somebody(until), address })),
    excluded: {},
    sendAfter: new Date(now),
    expiresAt: new Date(now + 2 * WINDOW_MS),
    reportAt: null,
    ...over,
  };
  await inSchool(runtime.db, schoolId, (tx) =>
    insertMessages(tx, schoolId, lane.senderId, [message], new Date(now)),
  );
  return id;
}

const NOTICE = {
  kind: 'announcement',
  school: { en: 'Test school', ne: 'परीक्षण विद्यालय' },
  text: 'Tomorrow is a holiday.',
  urgent: false,
} as const;

function somebody(windowUntil: Date | null): NewRecipient {
  people += 1;
  return {
    id: newId(Date.now()),
    kind: 'guardian',
    address: `+97798${String(people).padStart(8, '0')}`,
    language: 'en',
    about: null,
    windowUntil,
    parts: 1,
  };
}

export type DeliveryRow = {
  school_id: string;
  message_id: string;
  recipient_id: string;
  address: string;
  status: string;
  place: string | null;
  wake_at: Date | null;
  attempt: number;
  wamid: string | null;
  error_code: number | null;
  error_detail: string | null;
  window_until: Date | null;
};

/** The deliveries of a lane as they stand, in the order of their recipients. */
export function deliveriesOf(database: TestDatabase, lane: TestLane): Promise<DeliveryRow[]> {
  return database.query<DeliveryRow>(
    `SELECT school_id, message_id, recipient_id, address, status::text, place, wake_at, attempt, wamid, error_code, error_detail, window_until
     FROM delivery WHERE sender_id = $1 ORDER BY recipient_id`,
    [lane.senderId],
  );
}

/** How many deliveries of a lane stand where. */
export function countByStatus(rows: { status: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Lets a lease end, as time would. */
export async function endLease(database: TestDatabase, lane: TestLane): Promise<void> {
  await database.query(`UPDATE lane SET lease_until = now() - interval '1 second' WHERE sender_id = $1`, [
    lane.senderId,
  ]);
}

import type { Stage } from '#bench/support/open-stage.ts';
import { inSchool } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { insertMessages, type NewMessage, type NewRecipient } from '#outbox/queries.ts';

/** Where something is planned. */
export type Ground = Pick<Stage, 'database' | 'runtime'>;

export type BenchNumber = { senderId: string; phoneNumberId: string };

/** Adds numbers with lanes that are stopped, so that everything can be planned before anything is sent. */
export async function addStoppedNumbers(
  { database: { pool } }: Ground,
  count: number,
  perSecond: number,
): Promise<BenchNumber[]> {
  const numbers = Array.from({ length: count }, (_, nth) => ({
    senderId: newId(Date.now()),
    phoneNumberId: String(880_000_000 + nth),
  }));
  for (const [nth, { senderId, phoneNumberId }] of numbers.entries()) {
    await pool.query(
      `INSERT INTO sender (id, phone_number_id, waba_id, display_number, verified_name, per_second) VALUES ($1, $2, '1000', $3, 'Bench', $4)`,
      [senderId, phoneNumberId, `+977${phoneNumberId}`, perSecond],
    );
    await pool.query(`UPDATE lane SET slot = $2, stopped_reason = 'bench' WHERE sender_id = $1`, [
      senderId,
      nth % 8,
    ]);
  }
  return numbers;
}

/** Opens the lanes; the server finds what waits in them. */
export async function openNumbers({ database: { pool } }: Ground): Promise<void> {
  await pool.query(`UPDATE lane SET stopped_reason = NULL`);
}

export async function addSchool({ database: { pool } }: Ground, number: BenchNumber): Promise<string> {
  const id = newId(Date.now());
  await pool.query(
    `INSERT INTO school (school_id, name, name_ne, type, sender_id) VALUES ($1, 'Bench school', 'परीक्षण विद्यालय', 'community', $2)`,
    [id, number.senderId],
  );
  return id;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const LANGUAGES = ['ne', 'ne', 'en', 'both'] as const;
let people = 0;

/** A class notice as stage 5 plans it: four languages in turn, every other reader within their window. Returns its id. */
export async function planNotice(
  { runtime }: Ground,
  schoolId: string,
  number: BenchNumber,
  { recipients, priority = 2 }: { recipients: number; priority?: number },
): Promise<string> {
  const now = Date.now();
  const id = newId(now);
  const message: NewMessage = {
    id,
    kind: 'announcement',
    topic: 'announcements',
    priority,
    classId: null,
    authorId: null,
    inboundId: null,
    requestId: id,
    content: {
      form: 'notice',
      notice: {
        kind: 'announcement',
        school: { en: 'Bench school', ne: 'परीक्षण विद्यालय' },
        text: 'Tomorrow the school begins at ten. Please send the exercise book along.',
        urgent: priority === 0,
      },
    },
    audience: null,
    recipients: Array.from({ length: recipients }, (_, nth) => somebody(nth, now)),
    excluded: {},
    sendAfter: new Date(now),
    expiresAt: new Date(now + 2 * DAY_MS),
    reportAt: null,
  };
  await inSchool(runtime.db, schoolId, (tx) =>
    insertMessages(tx, schoolId, number.senderId, [message], new Date(now)),
  );
  return id;
}

function somebody(nth: number, now: number): NewRecipient {
  people += 1;
  return {
    id: newId(now),
    kind: 'guardian',
    address: `+97798${String(people).padStart(8, '0')}`,
    language: LANGUAGES[nth % LANGUAGES.length]!,
    about: null,
    windowUntil: nth % 2 === 0 ? new Date(now + DAY_MS) : null,
    parts: 1,
  };
}

import { sql } from 'kysely';
import type { Db, Tx } from '#lib/db.ts';
import { inJson, type Needles, patternOf } from '#ops/needles.ts';

/** A table with the columns in which people's words stand. */
type Scrubbed = { name: string; text: string[]; json: string[] };

/** Where a name or a number may stand among other words. A test looks through the whole catalogue for what is missing. */
export const SCRUBBED: Scrubbed[] = [
  { name: 'message', text: [], json: ['content', 'audience', 'reading'] },
  { name: 'delivery', text: [], json: ['about'] },
  { name: 'inbound_message', text: ['text', 'profile_name'], json: ['payload'] },
  { name: 'draft', text: [], json: ['reading'] },
  { name: 'approval', text: ['reason'], json: ['reading', 'audience'] },
  { name: 'daily_update', text: ['topic', 'homework', 'note'], json: [] },
  { name: 'attendance', text: ['reason'], json: [] },
  { name: 'consent', text: ['wording'], json: [] },
  { name: 'calendar_event', text: ['title', 'title_ne'], json: [] },
];

/** Replaces each mention in a school's rows of a table by "…". Returns in how many. */
export function scrubTable(tx: Tx, schoolId: string, table: Scrubbed, needles: Needles): Promise<number> {
  return scrub(tx, table, needles, schoolId);
}

/** The same in what was set aside of webhooks, of which nobody knows the school. */
export function scrubSetAside(db: Db, needles: Needles): Promise<number> {
  return scrub(db, { name: 'set_aside', text: ['reason'], json: ['fragment'] }, needles, null);
}

async function scrub(
  db: Db | Tx,
  { name, text, json }: Scrubbed,
  needles: Needles,
  schoolId: string | null,
): Promise<number> {
  const inTexts = patternOf(needles.inTexts);
  const inValues = patternOf(needles.inTexts.map(inJson));
  const alone = patternOf(needles.alone.map(inJson));
  // Also as the name of a file: "Asha.pdf".
  const value = alone === null ? null : `"(?:${alone})(?:\\.[a-z0-9]{1,5})?"`;
  if (inTexts === null && value === null) return 0;
  // A name of one word that is all of a text is a value, too.
  const whole = alone === null ? null : `^(?:${patternOf(needles.alone)})$`;
  const ofText = (column: string) =>
    sql`regexp_replace(regexp_replace(${sql.ref(column)}, coalesce(${inTexts}::text, '(?!)'), '…', 'gi'), coalesce(${whole}::text, '(?!)'), '…', 'gi')`;
  const ofJson = (column: string) =>
    sql`regexp_replace(regexp_replace(${sql.ref(column)}::text, coalesce(${inValues}::text, '(?!)'), '…', 'gi'), coalesce(${value}::text, '(?!)'), '"…"', 'gi')::jsonb`;
  const changes = [
    ...text.map((column) => ({ column, to: ofText(column) })),
    ...json.map((column) => ({ column, to: ofJson(column) })),
  ];
  const { numAffectedRows } = await sql`
    UPDATE ${sql.table(name)} SET ${sql.join(changes.map(({ column, to }) => sql`${sql.ref(column)} = ${to}`))}
    WHERE ${schoolId === null ? sql`true` : sql`school_id = ${schoolId}`}
      AND (${sql.join(
        changes.map(({ column, to }) => sql`${sql.ref(column)} IS DISTINCT FROM ${to}`),
        sql` OR `,
      )})
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

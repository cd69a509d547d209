import type { Session } from '#outbox/answer-texts.ts';
import { carryMedia, mediaOf } from '#outbox/carry-media.ts';
import { type LastMessage, loadHeld, withdrawMessage } from '#outbox/outcome-queries.ts';
import type { ReadingOf } from '#outbox/read-text.ts';
import type { StaffText } from '#outbox/staff-text.ts';
import { withdrawAttendance } from '#school/attendance/queries.ts';
import { sayLine } from '#templates/say.ts';
import type { Draft, Update } from '#understand/reading.ts';

/**
 * Two updates of one writer for the same classes and a subject in common, the first still held by the undo window:
 * the later takes the place of the earlier. What only the earlier said of its subjects goes with it, so that nothing
 * is lost and parents get one message.
 */
export async function joinHeldUpdate(
  session: Session,
  text: StaffText,
  reading: ReadingOf<'daily_update'>,
): Promise<ReadingOf<'daily_update'>> {
  const held = await findHeld(session, text, 'daily_update', (before) => crosses(before, reading));
  if (held?.reading?.intent !== 'daily_update') return reading;
  await withdrawMessage(session.tx, session.schoolId, held.id, new Date(session.now));
  const before = held.reading.updates;
  const updates = reading.updates.map((update) => join(before, update));
  const isJoined = reading.updates.every((update) => !overlaps(before, update));
  const remark = isJoined ? 'teacher.joined' : 'teacher.replaced';
  text.remarks.push(sayLine(remark, {}, text.member.language));
  const others = before.filter((b) => !updates.some((u) => u.subject === b.subject));
  return carryMedia({ ...reading, updates: [...others, ...updates] }, mediaOf(held.reading));
}

/** Two attendances of a class and day: the later stands, and nobody is alerted by the one that is still held. */
export async function dropHeldAttendance(
  session: Session,
  text: StaffText,
  reading: ReadingOf<'attendance'>,
): Promise<void> {
  const held = await findHeld(
    session,
    text,
    'attendance',
    (before) =>
      before.intent === 'attendance' && before.class === reading.class && before.date === reading.date,
  );
  if (!held) return;
  const { gone } = await withdrawMessage(session.tx, session.schoolId, held.id, new Date(session.now));
  if (gone === 0) await withdrawAttendance(session.tx, session.schoolId, held.id);
  text.remarks.push(sayLine('teacher.replaced', {}, text.member.language));
}

async function findHeld(
  session: Session,
  { member }: StaffText,
  kind: 'daily_update' | 'attendance',
  fits: (reading: Draft) => boolean,
): Promise<LastMessage | undefined> {
  if (session.school.undo_window_seconds === 0) return undefined;
  await session.flush();
  const held = await loadHeld(session.tx, session.schoolId, member.id, kind, new Date(session.now));
  return held.find(({ reading }) => reading !== null && fits(reading));
}

function crosses(before: Draft, now: ReadingOf<'daily_update'>): boolean {
  if (before.intent !== 'daily_update') return false;
  const classes = ({ class: one, classes: all }: typeof now | typeof before) =>
    [...(all ?? [one ?? ''])].sort().join();
  return (
    classes(before) === classes(now) &&
    before.updates.some((b) => now.updates.some((u) => u.subject === b.subject))
  );
}

function overlaps(before: Update[], update: Update): boolean {
  const same = before.find((b) => b.subject === update.subject);
  return same !== undefined && slotsOf(update).some((slot) => slot in same);
}

/** "5A math: fractions" and then "5A math: hw p45" are two halves; two homeworks are an old and a new one. */
function join(before: Update[], update: Update): Update {
  const same = before.find((b) => b.subject === update.subject);
  return same === undefined || overlaps(before, update) ? update : { ...same, ...update };
}

function slotsOf(update: Update): string[] {
  return Object.keys(update).filter((slot) => slot !== 'subject');
}

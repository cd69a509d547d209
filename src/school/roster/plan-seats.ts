import type { Words } from '#templates/language.ts';
import type { Columns } from './columns.ts';
import { type Findings, remarkAt } from './problem.ts';
import type { Pupil } from './read-pupil.ts';
import type { EnrolmentRow, Roster } from './roster.ts';

/** A pupil of the file with the record it becomes. */
export type Placed = { pupil: Pupil; studentId: string };

/** Who keeps, gets and gives up which seat. */
export type SeatPlan = {
  /** In the order of the file, without those whose roll number is another pupil's. */
  placed: Placed[];
  put: EnrolmentRow[];
  end: { class_id: string; student_id: string; left_on: string }[];
  /** Pupils without a roll number in the file who were given the next one of their class. */
  numbered: Pupil[];
};

/**
 * Gives every pupil a roll number of its own in its class: the one in the file, else the one on record, else the next
 * after the last. Whoever changes class keeps the old seat in the history, with the day of leaving it.
 */
export function planSeats(
  all: readonly Placed[],
  { enrolments }: Roster,
  context: { columns: Columns; today: string; nameOf: (studentId: string) => string },
  findings: Findings,
): SeatPlan {
  const onRecord = new Map(enrolments.map((seat) => [keyOf(seat.class_id, seat.student_id), seat]));
  const kept = refuseTakenRolls(all, enrolments, onRecord, context, findings);
  const taken = takenSeats(kept, enrolments);
  const plan: SeatPlan = { placed: kept, put: [], end: [], numbered: [] };
  const last = lastRolls(taken.values());
  for (const { pupil, studentId } of kept) {
    const class_id = pupil.class.id;
    const seat = onRecord.get(keyOf(class_id, studentId));
    let roll = pupil.roll ?? seat?.roll;
    if (roll === undefined) {
      roll = (last.get(class_id) ?? 0) + 1;
      plan.numbered.push(pupil);
    }
    last.set(class_id, Math.max(last.get(class_id) ?? 0, roll));
    if (seat?.roll !== roll || seat.left_on !== null)
      plan.put.push({ class_id, student_id: studentId, roll, left_on: null });
  }
  const homes = new Map(kept.map(({ pupil, studentId }) => [studentId, pupil.class.id]));
  for (const { class_id, student_id, left_on } of enrolments) {
    const home = homes.get(student_id);
    if (left_on === null && home !== undefined && home !== class_id)
      plan.end.push({ class_id, student_id, left_on: context.today });
  }
  return plan;
}

/** Leaving one pupil out gives its old seat back to it, so this goes on until nobody sits on another's. */
function refuseTakenRolls(
  all: readonly Placed[],
  enrolments: EnrolmentRow[],
  onRecord: Map<string, EnrolmentRow>,
  { columns, nameOf }: { columns: Columns; nameOf: (studentId: string) => string },
  findings: Findings,
): Placed[] {
  let kept = [...all];
  for (let before = -1; before !== kept.length; ) {
    before = kept.length;
    const taken = takenSeats(kept, enrolments);
    const homes = new Map(kept.map(({ pupil, studentId }) => [studentId, pupil.class.id]));
    kept = kept.filter(({ pupil, studentId }) => {
      const roll = pupil.roll ?? onRecord.get(keyOf(pupil.class.id, studentId))?.roll;
      const owner = roll === undefined ? undefined : taken.get(keyOf(pupil.class.id, String(roll)));
      if (owner === undefined || owner.student_id === studentId) return true;
      const hasLeft =
        owner.left_on !== null || (homes.get(owner.student_id) ?? owner.class_id) !== owner.class_id;
      const say = sayTaken(pupil, nameOf(owner.student_id), hasLeft);
      findings.problems.push({
        ...remarkAt(pupil.line, columns, 'roll', String(roll), say),
        leftOut: 'pupil',
      });
      return false;
    });
  }
  return kept;
}

/** Seats on record that the file leaves as they are, and then those that the file names. */
function takenSeats(kept: readonly Placed[], enrolments: EnrolmentRow[]): Map<string, EnrolmentRow> {
  const wishes = new Map(kept.map(({ pupil, studentId }) => [studentId, pupil]));
  const taken = new Map<string, EnrolmentRow>();
  for (const seat of enrolments) {
    const wish = wishes.get(seat.student_id);
    const givesUp = wish?.class.id === seat.class_id && wish.roll !== null && wish.roll !== seat.roll;
    if (!givesUp) taken.set(keyOf(seat.class_id, String(seat.roll)), seat);
  }
  for (const { pupil, studentId } of kept) {
    const key = keyOf(pupil.class.id, String(pupil.roll));
    if (pupil.roll !== null && !taken.has(key))
      taken.set(key, { class_id: pupil.class.id, student_id: studentId, roll: pupil.roll, left_on: null });
  }
  return taken;
}

function lastRolls(seats: Iterable<EnrolmentRow>): Map<string, number> {
  const last = new Map<string, number>();
  for (const { class_id, roll } of seats) last.set(class_id, Math.max(last.get(class_id) ?? 0, roll));
  return last;
}

function keyOf(classId: string, other: string): string {
  return `${classId} ${other}`;
}

function sayTaken({ class: { code } }: Pupil, owner: string, hasLeft: boolean): Words {
  if (hasLeft)
    return {
      en: `${owner}, who has left the class, had this roll number in ${code}; please give this pupil another.`,
      ne: `${code} मा यो रोल नम्बर कक्षा छाडिसकेका ${owner} को थियो; कृपया यो विद्यार्थीलाई अर्को रोल दिनुहोस्।`,
    };
  return {
    en: `This roll number in ${code} belongs to ${owner}; please give this pupil another, or add ${owner} to the file with a new one.`,
    ne: `${code} मा यो रोल नम्बर ${owner} को हो; कृपया यो विद्यार्थीलाई अर्को रोल दिनुहोस्, वा ${owner} लाई नयाँ रोलसहित फाइलमा थप्नुहोस्।`,
  };
}

import { isItem, itemsAfter, itemsBefore } from './bind-statuses.ts';
import type { Mark } from './find-marks.ts';
import type { Pupil } from './reading.ts';
import { addComplement, addGroup, type Tally } from './tally.ts';

/** Joins "not" with the status beside it: "not absent", "anupasthit chaina". */
export function applyNegation(original: readonly Mark[]): Mark[] {
  const marks: Mark[] = [];
  for (const [n, mark] of original.entries()) {
    if (mark.is !== 'not') {
      marks.push({ ...mark });
      continue;
    }
    const before = marks.at(-1);
    const next = original[n + 1];
    if (before?.is === 'status' && mark.sep < 2 && (mark.nepali || next?.is !== 'status' || mark.sep === 0)) {
      before.negated = !before.negated;
    } else if (next?.is === 'status') {
      (original as Mark[])[n + 1] = { ...next, negated: !next.negated };
    } else marks.push(mark);
  }
  return marks;
}

/** Takes out what speaks of everybody: "sabai upasthit", "no one absent", "rest present", "all except 5". */
export function takeWholes(tally: Tally, marks: Mark[], pupils: readonly Pupil[] | undefined): Mark[] {
  const left: Mark[] = [...marks];
  takeExcept(tally, left, pupils);
  for (let n = 0; n < left.length; n += 1) {
    const mark = left[n] as Mark;
    if (mark.is !== 'all' && mark.is !== 'none' && mark.is !== 'rest') continue;
    // "2 dekhi 5 sabai anupasthit": all of those that were named.
    if (mark.is === 'all' && mark.sep === 0 && isItem(left[n - 1]) && left[n + 1]?.is === 'status') {
      left.splice(n, 1);
      n -= 1;
      continue;
    }
    // "all 24 present": how many all are.
    const size = left[n + 1];
    if (
      mark.is === 'all' &&
      size?.is === 'rolls' &&
      size.sep === 0 &&
      !size.labelled &&
      size.rolls.length === 1 &&
      (pupils === undefined || size.rolls[0] === pupils.length)
    ) {
      const count = left[n + 2]?.is === 'count' ? 1 : 0;
      if (left[n + 2 + count]?.is === 'status') left.splice(n + 1, 1 + count);
    }
    // "full attendance", "हाजिरी: सबै" with nothing else.
    if (mark.is === 'all' && left.every((m, k) => k === n || m.is === 'title') && left.length > 1) {
      tally.allPresent = true;
      return [];
    }
    const at = statusNear(left, n);
    const status = at === -1 ? undefined : left[at];
    if (mark.is === 'rest') {
      // The others only confirm what was said of some.
      left.splice(n, at === n + 1 ? 2 : 1);
      n -= 1;
      continue;
    }
    if (status === undefined || status.is !== 'status') continue;
    const absent = status.status === 'absent' || status.status === 'leave' || status.status === 'late';
    const nobody = mark.is === 'none';
    // "kohi pani aaenan": nobody came. A negative verb after "kohi" does not make two negations.
    const came = nobody && mark.nepali && status.status === 'absent' && !status.negated && status.verb;
    if (nobody && absent && !came) tally.allPresent = true;
    else if (!nobody && status.status === 'present' && !status.negated) tally.allPresent = true;
    else if (!nobody && absent && status.negated) tally.allPresent = true;
    else {
      for (const pupil of pupils ?? []) tally.sets.absent.add(pupil.roll);
      tally.ask = 'confirm';
    }
    left.splice(Math.max(n, at), 1);
    left.splice(Math.min(n, at), 1);
    n = Math.min(n, at) - 1;
  }
  return left;
}

/** "12 ra 18 bahek sabai upasthit", "all present except 12": the named are the other way round. */
function takeExcept(tally: Tally, left: Mark[], pupils: readonly Pupil[] | undefined): void {
  const n = left.findIndex((m) => m.is === 'except');
  if (n === -1) return;
  const except = left[n] as Mark & { nepali: boolean };
  const before = itemsBefore(left, n);
  // "all but … came: 5 and 9", once the number of them is left out.
  let to = n;
  while (before.length === 0 && (left[to + 1]?.is === 'count' || left[to + 1]?.is === 'status')) to += 1;
  const after = itemsAfter(left, to);
  const useBefore = before.length > 0 && (except.nepali || after.length === 0);
  const items = useBefore ? before : after;
  const whole = left.findIndex((m) => m.is === 'all' || m.is === 'rest' || m.is === 'none');
  const statusAt = whole === -1 ? left.findIndex((m) => m.is === 'status') : statusNear(left, whole);
  const status = left[statusAt];
  if (items.length === 0) return;
  const own = useBefore ? undefined : left[left.indexOf(items.at(-1) as Mark) + 1];
  const ownStatus = own?.is === 'status' && own !== status && own.status !== 'present' ? own : undefined;
  const gone = new Set<Mark>([except, ...items]);
  if (whole !== -1) gone.add(left[whole] as Mark);
  if (status !== undefined) gone.add(status);
  if (ownStatus !== undefined) gone.add(ownStatus);
  // "no one is absent except Rohan": the named are what the others are not.
  const nobody = left[whole]?.is === 'none' && status?.is === 'status' && !status.verb;
  const target =
    !nobody && status?.is === 'status' && status.status === 'absent' && !status.negated
      ? 'present'
      : (ownStatus?.status ?? 'absent');
  if (target === 'present') addComplement(tally, items, pupils);
  else addGroup(tally, { status: target, negated: false, only: false, items }, pupils);
  left.splice(0, left.length, ...left.filter((m) => !gone.has(m)));
}

/** The status that "all" or "no one" speaks of: the next one, or the one before. */
function statusNear(marks: readonly Mark[], n: number): number {
  const before = marks[n - 1];
  const own = before?.is === 'status' && (marks[n]?.sep ?? 3) <= 1;
  // "none of the students of the class are absent": what counts them may stand between.
  for (let k = n + 1; k < marks.length && k <= n + 4; k += 1) {
    const mark = marks[k] as Mark;
    // "present: all absent: none": the status behind belongs to what follows it.
    if (mark.is === 'status') return own && k + 1 < marks.length ? n - 1 : k;
    if (mark.is !== 'count' && mark.is !== 'unknown' && mark.is !== 'title') break;
    if (mark.sep >= 2) break;
  }
  return own ? n - 1 : -1;
}

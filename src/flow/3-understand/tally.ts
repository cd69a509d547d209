import type { Group } from './bind-statuses.ts';
import type { Mark, Status } from './find-marks.ts';
import type { Ask, Pupil } from './reading.ts';

export interface Tally {
  sets: Record<'absent' | 'late' | 'leave', Set<number>>;
  present: Set<number>;
  allPresent: boolean;
  unmatched: string[];
  /** The statuses of those in `unmatched`. */
  unmatchedAs: Set<Status>;
  counted: boolean;
  ask: Ask | null;
  /** True where pupils were named and marked nothing ("are not absent"). */
  cleared: boolean;
}

export function emptyTally(): Tally {
  return {
    sets: { absent: new Set(), late: new Set(), leave: new Set() },
    present: new Set(),
    allPresent: false,
    unmatched: [],
    unmatchedAs: new Set(),
    counted: false,
    ask: null,
    cleared: false,
  };
}

export function addGroup(tally: Tally, group: Group, pupils: readonly Pupil[] | undefined): void {
  const items = group.items.filter((m) => m.is !== 'unknown' || looksLikeName(m));
  if (group.status === null) {
    if (items.some((m) => m.is !== 'unknown')) tally.ask ??= 'confirm';
    return;
  }
  if (group.negated) {
    if (items.length > 0) tally.cleared = true;
    // "no absentees today", "absent chaina": nobody.
    else if (group.status === 'absent') tally.allPresent = true;
    return;
  }
  if (group.status === 'present') {
    if (group.only && items.length > 0) addComplement(tally, items, pupils);
    else for (const roll of rollsOf(tally, items, pupils)) tally.present.add(roll);
    return;
  }
  const known = tally.unmatched.length;
  addRolls(tally, group.status, rollsOf(tally, items, pupils), pupils);
  if (tally.unmatched.length > known) tally.unmatchedAs.add(group.status);
}

export function addRolls(
  tally: Tally,
  status: Status,
  rolls: Iterable<number>,
  _pupils: readonly Pupil[] | undefined | null,
): void {
  if (status === 'present') return;
  for (const roll of rolls) tally.sets[status].add(roll);
}

/** Only the named came: everybody else of the roster is absent. Without a roster it cannot be known who. */
export function addComplement(
  tally: Tally,
  items: readonly Mark[],
  pupils: readonly Pupil[] | undefined,
): void {
  const came = new Set(rollsOf(tally, items, pupils));
  if (pupils === undefined || pupils.length === 0) {
    tally.ask = 'student';
    return;
  }
  for (const pupil of pupils) if (!came.has(pupil.roll)) tally.sets.absent.add(pupil.roll);
}

/** The rolls of what was named; what is not, or not once, on the roster goes to `unmatched`. */
function rollsOf(tally: Tally, items: readonly Mark[], pupils: readonly Pupil[] | undefined): number[] {
  const onRoster = pupils === undefined ? null : new Set(pupils.map((p) => p.roll));
  const found: number[] = [];
  for (const mark of items) {
    if (mark.is === 'rolls') {
      for (const roll of mark.rolls) {
        // "absent: 0" says that nobody was.
        if (roll === 0) {
          tally.allPresent = true;
          continue;
        }
        if (onRoster === null || onRoster.has(roll)) found.push(roll);
        else tally.unmatched.push(mark.rolls.length === 1 ? mark.raw : String(roll));
      }
    } else if (mark.is === 'pupils' && mark.pupils.length === 1) found.push((mark.pupils[0] as Pupil).roll);
    else if (mark.is === 'pupils' || mark.is === 'unknown') tally.unmatched.push(mark.raw);
  }
  return found;
}

/** An unknown run of at most three words can be a name; a longer one is a sentence. */
function looksLikeName(mark: Mark): boolean {
  return mark.is === 'unknown' && mark.to - mark.at <= 3;
}

export function hasSets(tally: Tally): boolean {
  return Object.values(tally.sets).some((s) => s.size > 0);
}

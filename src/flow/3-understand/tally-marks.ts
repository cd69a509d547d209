import { bind, isItem } from './bind-statuses.ts';
import type { Mark } from './find-marks.ts';
import { joinRollNames } from './join-roll-names.ts';
import type { Pupil } from './reading.ts';
import { dropAnnounced, takeCounts } from './take-counts.ts';
import { applyNegation, takeWholes } from './take-wholes.ts';
import { addGroup, hasSets, type Tally } from './tally.ts';

export function tallyMarks(
  tally: Tally,
  original: readonly Mark[],
  pupils: readonly Pupil[] | undefined,
): void {
  const own = applyNegation(dropAnnounced(tally, joinRollNames(original)));
  const marks = takeCounts(tally, takeWholes(tally, takeAsides(tally, own, pupils), pupils), pupils);
  const { groups, unsure } = bind(marks);
  if (unsure) tally.ask = 'confirm';
  for (const group of groups) addGroup(tally, group, pupils);
  fromPresent(tally, marks, pupils);
  if (hasSets(tally) || tally.unmatched.length > 0) tally.allPresent = false;
  if (isTwice(tally)) tally.ask ??= 'confirm';
}

/** "except 5 and 6 everybody came, 6 is on leave": a pupil who is said to be two things. */
function isTwice({ sets: { absent, late, leave } }: Tally): boolean {
  return [...absent].some((r) => late.has(r) || leave.has(r)) || [...late].some((r) => leave.has(r));
}

/**
 * "everyone came except Bibek (leave) and Maya (late)": what stands in brackets behind one pupil is that pupil's. Where
 * another status heads the list ("absent: 5 (sick), 9"), which of the two it is cannot be told.
 */
function takeAsides(tally: Tally, marks: Mark[], pupils: readonly Pupil[] | undefined): Mark[] {
  const asides = marks.filter((m) => m.is === 'status' && m.aside);
  if (asides.length === 0) return marks;
  const heads = marks.filter((m) => m.is === 'status' && !m.aside && m.status !== 'present');
  const except = marks.some((m) => m.is === 'except');
  // "1, 5, 9 (absent)": one status behind the whole list.
  if (asides.length === 1 && heads.length === 0 && !except) return marks;
  const gone = new Set<Mark>();
  for (const [n, mark] of marks.entries()) {
    const item = marks[n - 1];
    if (mark.is !== 'status' || !mark.aside || item === undefined || !isItem(item)) continue;
    gone.add(mark);
    if (heads.length > 0) {
      const led = marks.slice(0, n).findLast((m) => m.is === 'status' && !m.aside && m.status !== 'present');
      if ((led === undefined ? heads : [led]).some((m) => m.is === 'status' && m.status !== mark.status))
        tally.ask = 'confirm';
      continue;
    }
    if (isItem(marks[n - 2])) tally.ask = 'confirm';
    addGroup(tally, { status: mark.status, negated: false, only: false, items: [item] }, pupils);
    gone.add(item);
  }
  return marks.filter((m) => !gone.has(m));
}

/** "Present: roll 1-10, 12-19": a list of most of the class without another status leaves the others absent. */
function fromPresent(tally: Tally, marks: readonly Mark[], pupils: readonly Pupil[] | undefined): void {
  if (tally.present.size === 0 || hasSets(tally) || tally.unmatched.length > 0) return;
  if (marks.some((m) => m.is === 'status' && m.status !== 'present')) return;
  if (pupils === undefined || tally.present.size * 2 <= pupils.length) {
    tally.ask ??= 'confirm';
    return;
  }
  for (const pupil of pupils) if (!tally.present.has(pupil.roll)) tally.sets.absent.add(pupil.roll);
  if (!hasSets(tally)) tally.allPresent = true;
}

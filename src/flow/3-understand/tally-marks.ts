import { bind } from './bind-statuses.ts';
import type { Mark } from './find-marks.ts';
import type { Pupil } from './reading.ts';
import { takeCounts } from './take-counts.ts';
import { applyNegation, takeWholes } from './take-wholes.ts';
import { addGroup, hasSets, type Tally } from './tally.ts';

export function tallyMarks(
  tally: Tally,
  original: readonly Mark[],
  pupils: readonly Pupil[] | undefined,
): void {
  const marks = takeCounts(tally, takeWholes(tally, applyNegation(original), pupils));
  const { groups, unsure } = bind(marks);
  if (unsure) tally.ask = 'confirm';
  for (const group of groups) addGroup(tally, group, pupils);
  fromPresent(tally, marks, pupils);
  if (hasSets(tally) || tally.unmatched.length > 0) tally.allPresent = false;
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

import type { Draft } from '#understand/reading.ts';
import { MOST_SURPRISE } from '#understand/second-reader/doubt-reading.ts';
import { surpriseOf } from '#understand/second-reader/surprise.ts';
import { decodeWeights, type Weights } from '#understand/second-reader/weights.ts';
import { reachesFamilies, readByRules } from '#understand/understand.ts';
import { pageOf, train } from './learn-weights.ts';
import { type Case, type ScoredCase, scoreCases } from './score-understanding.ts';

/** How many texts the rules read rightly, and wrongly without asking, and about how many of each the second reader asks. */
export interface Folded {
  right: number;
  rightAsked: number;
  silent: number;
  silentAsked: number;
}

/** Parts corpora into folds and judges the texts of each by what was learnt of `always` and the other folds. */
export function judgeInFolds(always: Case[], corpora: Case[][], folds: number): Folded {
  const sum: Folded = { right: 0, rightAsked: 0, silent: 0, silentAsked: 0 };
  for (let fold = 0; fold < folds; fold += 1) {
    const learnt = corpora.filter((_, n) => n % folds !== fold).flat();
    const judged = corpora.filter((_, n) => n % folds === fold).flat();
    const weights = decodeWeights(train([...always, ...learnt]));
    for (const row of scoreCases(judged, readByRules)) {
      const asked = asksAbout(weights, row) ? 1 : 0;
      if (row.correct) {
        sum.right += 1;
        sum.rightAsked += asked;
      } else if (row.silent) {
        sum.silent += 1;
        sum.silentAsked += asked;
      }
    }
  }
  return sum;
}

function asksAbout(weights: Weights, { c: { in: input }, got }: ScoredCase): boolean {
  const reading = got as Draft;
  if (!reachesFamilies(reading) || input.awaiting !== undefined) return false;
  const { places, intent, urgency } = surpriseOf(weights, pageOf(input), reading, input.role);
  return places + intent + urgency > MOST_SURPRISE;
}

import { isSeparator } from './find-breaks.ts';
import type { Break } from './find-partings.ts';
import { isAllLevel, levelOf } from './judge-level.ts';
import { type Page, senseAt } from './page.ts';
import { isRemark } from './remark-signs.ts';
import { isAboutPupils, isAskedOfGuardians, isState } from './verb-mood.ts';

/**
 * Puts the breaks that are missing behind Nepali verbs. A clause ends with its verb, so that what follows "… lekhne",
 * "… lyaunu" or "… bujhe" without a mark is a clause of its own where it is a verdict, or told or asked beside the lesson.
 */
export function breakBehindVerbs(page: Page, breaks: Break[]): void {
  for (let at = 1; at < page.tokens.length; at += 1) {
    if (!endsClause(page, at - 1) || page.tokens[at]?.kind !== 'word' || (breaks[at] ?? 0) > 0) continue;
    const clause = clauseFrom(page, breaks, at);
    if (clause !== null && standsAlone(page, clause)) breaks[at] = 2;
  }
}

/** Whether a verb that sets work, or a verdict, ends at a token. */
function endsClause(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (token?.kind !== 'word') return false;
  const task = coveredBy(page, at, 'task');
  const level = coveredBy(page, at, 'level');
  if (!task && !level) return false;
  if (/(?:ne|nu|nus|nuhos|nuhola|ने|नु|नुस्|नुहोस्|नुहोला)$/u.test(token.norm)) return task;
  return level && /(?:e|yo|nan?|े|ए|यो|न्)$/u.test(token.norm);
}

/** Whether a word of a group ends at a token, of at most three. */
function coveredBy(page: Page, at: number, group: string): boolean {
  for (let from = Math.max(0, at - 2); from <= at; from += 1)
    for (const sense of page.senses[from] ?? [])
      if (
        sense.to === at + 1 &&
        sense.group === group &&
        sense.value !== 'learner' &&
        sense.value !== 'imperative'
      )
        return true;
  return false;
}

/** The tokens from here to the next break or label; null where there are too few or too many for a clause. */
function clauseFrom(page: Page, breaks: readonly Break[], from: number): number[] | null {
  const ids: number[] = [];
  for (let at = from; at < page.tokens.length && ids.length <= LONGEST; at += 1) {
    if (isSeparator(page, at) || (at > from && (breaks[at] ?? 0) > 0)) break;
    if (senseAt(page, at, 'label', 'homework')?.exact) break;
    ids.push(at);
  }
  return ids.length >= 2 && ids.length <= LONGEST ? ids : null;
}

const LONGEST = 12;

function standsAlone(page: Page, ids: readonly number[]): boolean {
  if (isAllLevel(page, ids)) return levelOf(page, ids) !== null;
  if (ids.length < 3) return false;
  return (
    isState(page, ids) || isAskedOfGuardians(page, ids) || isRemark(page, ids) || isAboutPupils(page, ids)
  );
}

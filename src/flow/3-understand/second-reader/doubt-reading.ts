import type { Page } from '../page.ts';
import type { Draft, Role } from '../reading.ts';
import { surpriseOf } from './surprise.ts';
import { loadWeights } from './weights.ts';

/**
 * Whether what the rules read is so unlike what other texts of its words mean that the sender is asked. The second reader
 * never reads by itself: it can turn an act into a question and nothing else.
 */
export function isSurprising(page: Page, reading: Draft, role: Role): boolean {
  return surprise(page, reading, role) > MOST_SURPRISE;
}

/** How much a reading surprises, in natural logarithms, all together. */
export function surprise(page: Page, reading: Draft, role: Role): number {
  const { places, intent, urgency } = surpriseOf(WEIGHTS, page, reading, role);
  return places + intent + urgency;
}

const WEIGHTS = loadWeights();

/** One in twenty: of right readings that were not learnt of one in 210 is asked about, of those once silently wrong every second (ADR 44). */
export const MOST_SURPRISE = 3;

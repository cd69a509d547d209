import type { Case, ScoredCase } from '../score-understanding.ts';

export function score(
  expected: Case[],
  actual: unknown[],
): { rows: ScoredCase[]; n: number; correct: number; silent: number };

import { parseAnswer } from './parse-answer.ts';
import type { Draft, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';

/**
 * Reads a text while the system waits for an answer. Cancel words stop the draft; an answer completes it; a text
 * that is complete by itself takes its place.
 */
export function continueDraft(
  said: Said,
  input: UnderstandInput,
  short: Draft | null,
  fresh: () => Draft,
): Draft {
  if (short?.intent === 'cancel' || (short?.intent === 'confirm' && input.awaiting === 'confirm'))
    return short;
  const answered = parseAnswer(said, input);
  if (answered !== null) return answered;
  return short ?? fresh();
}

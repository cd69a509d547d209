import type { Language } from './language.ts';
import { type SendOutcome, sayLine, sayWords } from './say.ts';

/** Says in an echo or a report that sending has stopped, and why. It may be read after sending went on. */
export function haltedLine(reason: SendOutcome, language: Language): string {
  return sayLine('teacher.halted', { reason: sayWords(`outcome.${reason}`, {}) }, language);
}

import { parseAnswer } from './parse-answer.ts';
import { beginsWithCommand } from './read-notice-head.ts';
import type { Draft, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';

/** "test on friday" is no announcement by itself: no command says so, and it answers what was asked. */
function isPlain(said: Said, whole: Draft): boolean {
  return whole.intent === 'announcement' && !beginsWithCommand(said);
}

const REPLACES = new Set<string>(['announcement', 'direct', 'attendance', 'status']);

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
  if (short !== null && short.intent !== 'confirm') return parseAnswer(said, input) ?? short;
  const whole = fresh();
  // "Announcement: …" while a topic is awaited is no topic.
  if (input.awaiting === 'topic' && REPLACES.has(whole.intent) && !isPlain(said, whole)) return whole;
  return parseAnswer(said, input) ?? short ?? whole;
}

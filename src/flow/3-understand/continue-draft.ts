import { parseAnswer } from './parse-answer.ts';
import { beginsWithCommand } from './read-notice-head.ts';
import { agrees } from './read-short.ts';
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
  if (input.awaiting === 'confirm' && agreesToAll(said)) return { intent: 'confirm', ask: null };
  if (short !== null && short.intent !== 'confirm') return parseAnswer(said, input) ?? short;
  const whole = fresh();
  // "Announcement: …" while a topic is awaited is no topic.
  if (input.awaiting === 'topic' && REPLACES.has(whole.intent) && !isPlain(said, whole)) return whole;
  return parseAnswer(said, input) ?? short ?? whole;
}

/** "yes, whole school", "ho, sabai abhibhawak lai": agreement that says once more for whom. */
function agreesToAll({ page, body }: Said): boolean {
  const words = body.filter((at) => page.tokens[at]?.kind === 'word');
  if (words.length > LONGEST_AGREEMENT || !agrees(page, words)) return false;
  let here = -1;
  return words.every((at) => {
    if (at < here) return true;
    const sense = page.senses[at]?.find(
      (s) => s.exact && (s.group === 'command' || (s.group === 'notice' && FOR_WHOM.has(s.value))),
    );
    here = sense?.to ?? at;
    return sense !== undefined && sense.value !== 'cancel' && sense.value !== 'status';
  });
}

const FOR_WHOM = new Set(['school', 'parents']);
/** Longest agreement with whom it is for, in words. */
const LONGEST_AGREEMENT = 7;

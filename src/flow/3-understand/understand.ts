import { breakRuns } from './break-runs.ts';
import { clearPoliteness } from './clear-politeness.ts';
import { continueDraft } from './continue-draft.ts';
import { isPreeti } from './detect-preeti.ts';
import { findBreaks } from './find-breaks.ts';
import { openPage } from './page.ts';
import { readGuardian } from './read-guardian.ts';
import { LONGEST_READ, readLetter } from './read-letter.ts';
import { readShort } from './read-short.ts';
import { readStaff } from './read-staff.ts';
import type { Draft, Reading, UnderstandInput } from './reading.ts';
import { createSaid } from './said.ts';
import { tokenise } from './tokenise.ts';
import { unfoldTable } from './unfold-table.ts';

/**
 * What a text means, by the contract in understanding.md. Pure: the same input gives the same reading.
 * Never throws for any text; when in doubt the reading asks instead of acting.
 */
export function understand(input: UnderstandInput): Reading {
  return { id: input.id, ...readText(input) };
}

function readText(typed: UnderstandInput): Draft {
  const unfolded = unfoldTable(typed.text);
  const input = unfolded === typed.text ? typed : { ...typed, text: unfolded };
  const text = input.text.trim();
  const tokens = tokenise(input.text);
  if (isPreeti(input.text, tokens)) {
    return input.role === 'guardian'
      ? { intent: 'reply', ask: null, text, script: 'preeti' }
      : { intent: 'unknown', ask: null, script: 'preeti' };
  }
  if (tokens.length > MOST_TOKENS) {
    return input.role === 'guardian'
      ? { intent: 'reply', ask: null, text }
      : { intent: 'unknown', ask: null };
  }
  const letter = text.length > LONGEST_READ ? readLetter(input, text, readText) : null;
  if (letter !== null) return letter;
  const page = openPage(input.text, input, tokens);
  const marked = findBreaks(page);
  const breaks = input.role === 'guardian' ? marked : breakRuns(page, marked);
  const body = clearPoliteness(page, breaks);
  const said = createSaid(page, breaks, body);
  const fresh = () => (input.role === 'guardian' ? readGuardian(said, input) : readStaff(said, input));
  const short = readShort(said, input);
  if (input.awaiting !== undefined && input.draft !== undefined)
    return continueDraft(said, input, short, fresh);
  return short ?? fresh();
}

/**
 * A WhatsApp text has at most 4,096 characters, some 800 words and marks of any language. What is cut finer than this
 * is a key held down or a file pasted in; it is not read, so that no text takes long.
 */
const MOST_TOKENS = 1000;

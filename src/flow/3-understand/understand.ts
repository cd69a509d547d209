import { breakRuns } from './break-runs.ts';
import { clearPoliteness } from './clear-politeness.ts';
import { continueDraft } from './continue-draft.ts';
import { isPreeti } from './detect-preeti.ts';
import { findBreaks } from './find-breaks.ts';
import { openPage, type Page } from './page.ts';
import { readGuardian } from './read-guardian.ts';
import { LONGEST_READ, readLetter } from './read-letter.ts';
import { readShort } from './read-short.ts';
import { readStaff } from './read-staff.ts';
import type { Draft, Reading, UnderstandInput } from './reading.ts';
import { createSaid } from './said.ts';
import { isSurprising } from './second-reader/doubt-reading.ts';
import { tokenise } from './tokenise.ts';
import { unfoldTable } from './unfold-table.ts';

/**
 * What a text means, by the contract in understanding.md. Pure: the same input gives the same reading.
 * Never throws for any text; when in doubt the reading asks instead of acting.
 */
export function understand(input: UnderstandInput): Reading {
  const { draft, fresh } = readText(input);
  const surprising = fresh !== null && reachesFamilies(draft) && isSurprising(fresh, draft, input.role);
  return { id: input.id, ...(surprising ? ({ ...draft, ask: 'confirm' } as Draft) : draft) };
}

/** What the rules make of a text, without the second reader's doubt. */
export function readByRules(input: UnderstandInput): Reading {
  return { id: input.id, ...readText(input).draft };
}

/** Whether a reading is acted on without a question, and reaches families. */
export function reachesFamilies({ intent, ask }: Draft): boolean {
  return ask === null && SENT.has(intent);
}

const SENT = new Set<string>(['daily_update', 'announcement', 'direct', 'attendance']);

/** What the rules read, and the page of it where the draft is of this text alone and not the answer to a question. */
interface ReadText {
  draft: Draft;
  fresh: Page | null;
}

function readText(typed: UnderstandInput): ReadText {
  const unfolded = unfoldTable(typed.text);
  const input = unfolded === typed.text ? typed : { ...typed, text: unfolded };
  const text = input.text.trim();
  const tokens = tokenise(input.text);
  if (isPreeti(input.text, tokens)) {
    return input.role === 'guardian'
      ? told({ intent: 'reply', ask: null, text, script: 'preeti' })
      : told({ intent: 'unknown', ask: null, script: 'preeti' });
  }
  if (tokens.length > MOST_TOKENS) {
    return told(
      input.role === 'guardian' ? { intent: 'reply', ask: null, text } : { intent: 'unknown', ask: null },
    );
  }
  const letter = text.length > LONGEST_READ ? readLetter(input, text, (head) => readText(head).draft) : null;
  if (letter !== null) return told(letter);
  const page = openPage(input.text, input, tokens);
  const marked = findBreaks(page);
  const breaks = input.role === 'guardian' ? marked : breakRuns(page, marked);
  const body = clearPoliteness(page, breaks);
  const said = createSaid(page, breaks, body);
  let own: Draft | null = null;
  const fresh = () => {
    own = input.role === 'guardian' ? readGuardian(said, input) : readStaff(said, input);
    return own;
  };
  const short = readShort(said, input);
  const draft =
    input.awaiting !== undefined && input.draft !== undefined
      ? continueDraft(said, input, short, fresh)
      : (short ?? fresh());
  return { draft, fresh: draft === own ? page : null };
}

function told(draft: Draft): ReadText {
  return { draft, fresh: null };
}

/**
 * A WhatsApp text has at most 4,096 characters, some 800 words and marks of any language. What is cut finer than this
 * is a key held down or a file pasted in; it is not read, so that no text takes long.
 */
const MOST_TOKENS = 1000;

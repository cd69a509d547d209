import { NOTHING } from './check-note.ts';
import { isParticiple, isPast } from './find-taught.ts';
import type { OpenSlot, Page } from './page.ts';
import type { DailyUpdate } from './reading.ts';

/**
 * Whether a topic or a piece of homework was put together from two places of the text with something else between them
 * ("dhwani, hw chaina, geet pratiyogita sakiyo"). Only verbs of teaching may stand between ("formula sikayo, sum ra max").
 */
export function isPatched(page: Page, { updates }: DailyUpdate, open: OpenSlot): boolean {
  const whole = runOf(page);
  const taught = updates.some((u) => u.topic !== undefined) ? runOf(page, true) : '';
  return updates.some(
    ({ topic, homework }) =>
      (topic !== undefined &&
        !whole.includes(runOf(open(topic))) &&
        !taught.includes(runOf(open(topic), true))) ||
      (homework !== undefined && !NOTHING.test(homework) && !whole.includes(runOf(open(homework)))),
  );
}

/** The words and numbers of a page in one string, each between spaces; `bare`: without verbs of teaching. */
function runOf(page: Page, bare = false): string {
  let run = ' ';
  let known = -1;
  for (const [at, { kind, norm }] of page.tokens.entries()) {
    if (bare && at >= known) known = verbEnd(page, at);
    if ((kind === 'word' || kind === 'number') && at >= known) run += `${norm} `;
  }
  return run;
}

/** Behind the verb of teaching that begins at a token; -1 for none. */
function verbEnd(page: Page, at: number): number {
  const sense = page.senses[at]?.find((s) => s.group === 'teach' && s.exact);
  const norm = page.tokens[at]?.norm ?? '';
  return sense?.to ?? (isPast(norm) || isParticiple(norm) ? at + 1 : -1);
}

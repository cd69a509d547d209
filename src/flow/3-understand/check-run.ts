import { NOTHING } from './check-note.ts';
import { isParticiple, isPast } from './find-taught.ts';
import { once } from './once.ts';
import type { OpenSlot, Page } from './page.ts';
import type { DailyUpdate } from './reading.ts';
import { wordSet } from './word-set.ts';

/**
 * Whether a topic or a piece of homework was put together from two places of the text with something else between them
 * ("dhwani, hw chaina, geet pratiyogita sakiyo"). Only verbs of teaching may stand between ("formula sikayo, sum ra max").
 */
export function isPatched(page: Page, { updates }: DailyUpdate, open: OpenSlot): boolean {
  const whole = once(() => runOf(page));
  const taught = once(() => runOf(page, true));
  const isWhole = (slot: string) => holdsRun(whole(), runOf(open(slot)));
  return updates.some(
    ({ topic, homework }) =>
      (topic !== undefined && !isWhole(topic) && !isOverVerb(open(topic), taught())) ||
      (homework !== undefined && !NOTHING.test(homework) && !isWhole(homework)),
  );
}

/** Whether only verbs of teaching part the words of a topic, and none of them are about the pupils or what is left ("… bachcha sab samajh gaya"). */
function isOverVerb(topic: Page, taught: readonly string[]): boolean {
  return holdsRun(taught, runOf(topic, true)) && !topic.tokens.some((token) => APART.has(token.norm));
}

const APART = wordSet(
  'bachcha bachha bacha bachchaharu bidyarthi vidyarthi students kids children pupils everyone they sab sabai sabaile sabne dherai dheraile kehi बच्चा विद्यार्थी विद्यार्थीले सबै सबैले धेरै धेरैले केही सब baki baaki बाँकी baanki',
);

/** The words and numbers of a page; `bare`: without verbs of teaching. */
function runOf(page: Page, bare = false): string[] {
  const run: string[] = [];
  for (const [at, { kind, norm }] of page.tokens.entries())
    if ((kind === 'word' || kind === 'number') && !(bare && isVerb(page, at))) run.push(norm);
  return run;
}

/** Whether the words of a part follow each other in the whole as they do in the part. */
function holdsRun(whole: readonly string[], part: readonly string[]): boolean {
  for (let from = 0; from + part.length <= whole.length; from += 1)
    if (part.every((word, n) => word === whole[from + n])) return true;
  return false;
}

function isVerb(page: Page, at: number): boolean {
  const token = page.tokens[at];
  const taught = page.senses[at]?.some((s) => s.group === 'teach' && s.exact && s.to === at + 1);
  return taught === true || isPast(token) || isParticiple(token);
}

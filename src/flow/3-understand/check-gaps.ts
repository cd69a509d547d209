import { isUnfoundedNote, NOTHING } from './check-note.ts';
import { isPast } from './find-taught.ts';
import { isFrameOf, isFrameOnly } from './frame-in-topic.ts';
import { idsOf, type OpenSlot, type Page } from './page.ts';
import type { DailyUpdate, UnderstandInput, Update } from './reading.ts';
import { isTask } from './task-words.ts';
import { isAskedOfGuardians, isState } from './verb-mood.ts';
import { wordSet } from './word-set.ts';

/**
 * Whether a slot of an update holds what no rule had a reason to put there: a note that tells nothing known, a day for
 * handing in or work in the note, handing in without its day, a topic of words that only join. The sender is asked.
 */
export function isUnfounded(update: DailyUpdate, input: UnderstandInput, open: OpenSlot): boolean {
  return update.updates.some(
    (u) =>
      (u.topic !== undefined &&
        (isFrameOnly(u.topic) || isFrameOf(open(u.topic)) || teachesLater(open(u.topic)))) ||
      (u.homework !== undefined && isUnfoundedHomework(u, u.homework, open)) ||
      (u.note !== undefined && isUnfoundedNote(u, u.note, input.text, open)),
  );
}

/** "tday, did cursive writing": a verb of teaching behind a mark was not taken as one. */
function teachesLater(page: Page): boolean {
  return page.tokens.some(
    (token, at) =>
      at > 0 &&
      token.kind === 'word' &&
      (page.partings[at - 1] ?? 0) > 0 &&
      page.senses[at]?.some((s) => s.group === 'teach' && s.value === 'before' && s.exact),
  );
}

function isUnfoundedHomework(update: Update, homework: string, open: OpenSlot): boolean {
  const page = open(homework);
  const ids = idsOf(0, page.tokens.length);
  // "कमलले कापी ल्याएका छैनन्": told, and set by nothing.
  const none = NOTHING.test(homework) || page.senses.some((list) => list.some(isGiven));
  if (!none && (isState(page, ids) || isAskedOfGuardians(page, ids)) && !isTask(page, ids)) return true;
  // "p 5 unit test sakyo": what happened, behind what was set.
  if (!none && endsInPast(page)) return true;
  return SCRAP.test(homework) || (update.due === undefined && handsInDayless(page));
}

function endsInPast(page: Page): boolean {
  const last = page.tokens.findLastIndex((t) => t.kind === 'word');
  const norm = page.tokens[last]?.norm ?? '';
  const told = page.senses[last]?.some((s) => s.group === 'teach' && s.value === 'after' && s.exact);
  return isPast(page.tokens[last]) || (told === true && /(?:yo|ye|यो|ए)$/u.test(norm));
}

function isGiven(sense: { group: string; value: string; exact: boolean }): boolean {
  return sense.group === 'teach' && sense.value === 'given' && sense.exact;
}

/** What is left of homework whose words were lost. */
const SCRAP =
  /^(?:garne|gara|garnu|गर्ने|गर्नु|not|ex|q|p|pg|page|given|is|it|fun|the|work|hw|kaam|ma|ko|for|दिइएको|को|मा)\.?$/iu;

/** "page 7, mondey samma": by when is said, and the day was not understood. */
function handsInDayless(page: Page): boolean {
  return page.tokens.some((token, at) => {
    if (HANDING_IN.has(token.norm)) return true;
    if (!/^(?:samm?a|सम्म|तक)$|\D(?:सम्म|samma)$/u.test(token.norm)) return false;
    const before = page.tokens.slice(Math.max(0, at - LONGEST_RANGE), at);
    return page.tokens[at - 1]?.kind !== 'number' && !before.some((t) => FROM.test(t.norm));
  });
}

const HANDING_IN = wordSet('submit deadline due');

/** How far before "samma" the beginning of a range is looked for ("ka dekhi nga samma"), in tokens. */
const LONGEST_RANGE = 7;
const FROM = /^(?:from|bata|se|बाट|से|-)$|(?:dekhi|देखि)$/u;

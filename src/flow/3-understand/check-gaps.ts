import { isToldOrAsked } from './choose-slot.ts';
import { isTelling } from './clause-words.ts';
import { findDue } from './find-due.ts';
import { type OpenSlot, type Page, senseAt } from './page.ts';
import { isEvent } from './piece-signs.ts';
import type { DailyUpdate, UnderstandInput, Update } from './reading.ts';
import { isRemark } from './remark-signs.ts';
import { isTask } from './task-words.ts';
import { isAboutPupils } from './verb-mood.ts';
import { wordSet } from './word-set.ts';

/**
 * Whether a slot of an update holds what no rule had a reason to put there: a note that tells nothing known, a day for
 * handing in or work in the note, handing in without its day, a topic of words that only join. The sender is asked.
 */
export function isUnfounded(update: DailyUpdate, input: UnderstandInput, open: OpenSlot): boolean {
  return update.updates.some(
    (u) =>
      (u.topic !== undefined && (isFrameOnly(u.topic) || teachesLater(open(u.topic)))) ||
      (u.homework !== undefined && isUnfoundedHomework(u, u.homework, open)) ||
      (u.note !== undefined && !NOTED.test(input.text) && isUnfoundedNote(u, u.note, open)),
  );
}

/** Address, day, who learnt, or what joins, where a topic should begin or end: the frame of a sentence stayed in it. */
function isFrameOnly(topic: string): boolean {
  const words = topic.toLowerCase().split(/\s+/u);
  return (
    (words.length === 1 && JOINS.has(words[0] ?? '')) ||
    BEGINS_NO_TOPIC.has(words[0] ?? '') ||
    ENDS_NO_TOPIC.has(words.at(-1) ?? '') ||
    /\b(?:in|of|for)\s+(?:this|today|yesterday)\b/iu.test(topic)
  );
}

const JOINS = wordSet(
  'तथा एवं र अनि हाम्रा हाम्रो मेरो आफ्नो hamro hamra mero aafno tatha ani ra our my and the of in on its',
);
const BEGINS_NO_TOPIC = wordSet(
  'शिक्षक शिक्षकको teacher tday aja aaja today mummy mamu mamus hello hi did does there kunai so because kids students they sir miss dear',
);
const ENDS_NO_TOPIC = wordSet(
  'nani nanu babu bachha bacha bachcha bidyarthi bidharthi vidyarthi kids students le lai sab sabai sabaile jana aja aaja there today hamro दिइएको विद्यार्थी बच्चा नानी सबै सबैले हाम्रो हाम्रा',
);

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
  return SCRAP.test(homework) || (update.due === undefined && handsInDayless(open(homework)));
}

/** What is left of homework whose words were lost. */
const SCRAP = /^(?:not|no|ex|q|p|pg|page|given|is|it|fun|the|work|hw|kaam|ma|ko|for|दिइएको|को|मा)\.?$/iu;

/** "page 7, mondey samma": by when is said, and the day was not understood. */
function handsInDayless(page: Page): boolean {
  return page.tokens.some((token, at) => {
    if (/^(?:submit|deadline|due)$/.test(token.norm)) return true;
    if (!/^(?:samm?a|सम्म|तक)$|\D(?:सम्म|samma)$/u.test(token.norm)) return false;
    const before = page.tokens.slice(Math.max(0, at - LONGEST_RANGE), at);
    return page.tokens[at - 1]?.kind !== 'number' && !before.some((t) => FROM.test(t.norm));
  });
}

/** How far before "samma" the beginning of a range is looked for ("ka dekhi nga samma"), in tokens. */
const LONGEST_RANGE = 7;
const FROM = /^(?:from|bata|se|बाट|से|-)$|(?:dekhi|देखि)$/u;

function isUnfoundedNote(update: Update, note: string, open: OpenSlot): boolean {
  const page = open(note);
  const ids = [...page.tokens.keys()];
  if (update.homework === undefined && isTask(page, ids) && !isEvent(page, ids) && !isRemark(page, ids))
    return true;
  if (update.homework !== undefined && update.due === undefined && holdsDue(page, ids)) return true;
  if (page.tokens.some((_, at) => isUnknownLabel(page, at))) return true;
  return !isExplained(page, ids, update.topic !== undefined);
}

/** The sender says what is a note. */
const NOTED = /(?:^|[^\p{L}\p{M}])(?:note|nb|n\.b|remarks?|नोट|कैफियत)\s*[:\-–=]/iu;

/** "please submit it by Wednesday" in a note beside homework without a day. */
function holdsDue(page: Page, ids: readonly number[]): boolean {
  const due = findDue(page, ids);
  return due?.said === true && page.tokens.slice(due.from, due.to).some((t) => SUBMITS.test(t.norm));
}

const SUBMITS = /^(?:submit\w*|submission|hand|due|deadline|bujha\w+|jamm?a|बुझाउ\S*|जम्मा|पेस|पेश)$/u;

/** "व्यवसाय: माछापालन": a colon near the head behind a word that is no label. */
function isUnknownLabel(page: Page, at: number): boolean {
  return (
    page.tokens[at]?.norm === ':' &&
    at > 0 &&
    at <= 3 &&
    page.tokens[at - 1]?.kind === 'word' &&
    page.tokens[at + 1]?.kind === 'word' &&
    senseAt(page, at - 1, 'label') === undefined
  );
}

/** Whether a note is one for a reason: a day, an event, a request, a notice, what was so or was not, what pupils did. */
function isExplained(page: Page, ids: readonly number[], beside: boolean): boolean {
  const told = isToldOrAsked(page, ids) && (beside || !isAboutPupils(page, ids));
  if (told || isRemark(page, ids) || isEvent(page, ids) || isTelling(page, ids)) return true;
  if (page.dates('future').length > 0) return true;
  return page.senses.some((list) => list.some(explains));
}

function explains(sense: { group: string; value: string; exact: boolean }): boolean {
  if (sense.group === 'notice') return sense.value !== 'school' && sense.value !== 'parents';
  if (sense.group === 'status') return sense.value !== 'filler' && sense.exact;
  if (sense.group === 'label') return sense.value === 'lesson' || sense.value === 'classwork';
  if (sense.group === 'level') return sense.value !== 'learner' && sense.exact;
  return sense.group === 'word' && sense.value === 'not';
}

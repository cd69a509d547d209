import { isUnfoundedNote, NOTHING } from './check-note.ts';
import type { OpenSlot, Page } from './page.ts';
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
      (u.topic !== undefined && (isFrameOnly(u.topic) || teachesLater(open(u.topic)))) ||
      (u.homework !== undefined && isUnfoundedHomework(u, u.homework, open)) ||
      (u.note !== undefined && isUnfoundedNote(u, u.note, input.text, open)),
  );
}

/** Address, day, who learnt, or what joins, where a topic should begin or end: the frame of a sentence stayed in it. */
function isFrameOnly(topic: string): boolean {
  const words = topic.toLowerCase().split(/\s+/u);
  return (
    (words.length === 1 && JOINS.has(words[0] ?? '')) ||
    BEGINS_NO_TOPIC.has(words[0] ?? '') ||
    ENDS_NO_TOPIC.has(words.at(-1) ?? '') ||
    /\b(?:in|of|for)\s+(?:this|today|yesterday)\b|,.*\b(?:ekdam|ekdamai|sarai|nikai|dherai|very|quite)\b|,.*(?:एकदम|साह्रै|निकै|धेरै)/iu.test(
      topic,
    )
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
  const page = open(homework);
  const ids = [...page.tokens.keys()];
  // "कमलले कापी ल्याएका छैनन्": told, and set by nothing.
  const none = NOTHING.test(homework) || page.senses.some((list) => list.some(isGiven));
  if (!none && (isState(page, ids) || isAskedOfGuardians(page, ids)) && !isTask(page, ids)) return true;
  return SCRAP.test(homework) || (update.due === undefined && handsInDayless(page));
}

function isGiven(sense: { group: string; value: string; exact: boolean }): boolean {
  return sense.group === 'teach' && sense.value === 'given' && sense.exact;
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

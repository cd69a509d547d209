import { breakBehindVerbs } from './break-verbs.ts';
import { isSeparator } from './find-breaks.ts';
import type { Break } from './find-partings.ts';
import { isAllLevel, levelOf } from './judge-level.ts';
import type { Sense } from './look-up-words.ts';
import { ofWord } from './of-word.ts';
import { once } from './once.ts';
import { idsOf, type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/**
 * The breaks of a text, with those that its writer left out: before a label with its colon, a subject with its mark,
 * a clause about the pupils, a test on a day to come, work "at home". The array is changed and returned.
 */
export function breakRuns(page: Page, breaks: Break[]): Break[] {
  const signs: Signs = {
    homework: once(() => page.senses.findIndex((list) => list.some(isHomework))),
    lastTask: once(() =>
      page.senses.findLastIndex((list, at) => page.tokens[at]?.kind === 'word' && list.some(isTask)),
    ),
  };
  for (let at = 1; at < page.tokens.length; at += 1) {
    const token = page.tokens[at];
    if (token?.kind !== 'word' || isHead(page, breaks, at)) continue;
    if (startsLabel(page, signs, at) || startsSubject(page, at) || isOrder(page, breaks, at)) breaks[at] = 2;
    else if (isAtHome(page, signs, breaks, at)) breaks[at] = 1;
    else breakPupils(page, breaks, at);
  }
  breakTests(page, breaks);
  breakBehindVerbs(page, breaks);
  return breaks;
}

/** What is asked of the whole text again and again. */
interface Signs {
  /** The first token that names homework; -1 for none. */
  homework: () => number;
  /** The last word that tells pupils to do something; -1 for none. */
  lastTask: () => number;
}

function isHomework(sense: Sense): boolean {
  return sense.group === 'label' && sense.value === 'homework';
}

function isTask(sense: Sense): boolean {
  return sense.group === 'task' && sense.value === 'do';
}

function isHead(page: Page, breaks: readonly Break[], at: number): boolean {
  return (breaks[at] ?? 0) > 0 || isSeparator(page, at - 1);
}

const norm = (page: Page, at: number) => page.tokens[at]?.norm ?? '';

/** Words behind which a label or a subject belongs to the sentence ("a short note: …", "write in English: …"). */
const BOUND = wordSet(
  'a an the of on in into to from for and with by this that same each any your my their our short main new next every about give write make no ko ka ki ma le lai ra yo tyo ek को का की मा ले लाई र यो एक नयाँ hamro hamra mero mera aafno afno हाम्रो हाम्रा मेरो मेरा आफ्नो आफ्ना',
);

/** "… thikai Note: naya copy", "… page 21 topic question tags": a label in the middle of a run. */
function startsLabel(page: Page, signs: Signs, at: number): boolean {
  const label = page.senses[at]?.find((s) => s.group === 'label' && s.exact && IN_RUN.has(s.value));
  if (label === undefined || BOUND.has(norm(page, at - 1))) return false;
  if (/^[:=]$/.test(norm(page, label.to))) return true;
  return (
    /^(?:topic|शीर्षक|shirsak)$/.test(norm(page, at)) &&
    page.tokens[label.to]?.kind === 'word' &&
    !/^(?:of|about|ko|ma|for|on|and|ra|को|मा)$/.test(norm(page, label.to)) &&
    signs.homework() !== -1 &&
    signs.homework() < at
  );
}

const IN_RUN = wordSet('topic understanding note due');

/** "… pahadaharu Math - bhinna ko jod": a subject with a mark of its own, or behind a sentence that its verb closed. */
function startsSubject(page: Page, at: number): boolean {
  const subject = page.senses[at]?.find(
    (s) => s.group === 'subject' && s.exact && !s.ended && s.value !== 'other',
  );
  if (subject === undefined || BOUND.has(norm(page, at - 1)) || isTitleWord(page, at - 1)) return false;
  // "opt math": the longer subject began before.
  if (page.senses[at - 1]?.some((s) => s.group === 'subject' && s.to > at)) return false;
  const mark = page.tokens[subject.to];
  if (mark?.norm === ':' || (mark?.norm === '-' && !mark.glued && isSeparator(page, subject.to))) return true;
  const located = /^(?:ma|मा)$/.test(norm(page, subject.to)) || /(?:मा)$/.test(norm(page, subject.to - 1));
  return located && senseAt(page, at - 1, 'teach', 'after')?.exact === true;
}

/** A label or a class before a subject: what follows is said of it ("hw english: p 4", "5A math:"). */
function isTitleWord(page: Page, at: number): boolean {
  for (let from = Math.max(0, at - 3); from <= at; from += 1) {
    const covers = page.senses[from]?.some(
      (s) => s.to === at + 1 && (s.group === 'label' || s.group === 'subject'),
    );
    if (covers) return true;
  }
  return page.classAt(at)?.to === at + 1;
}

/** "… the ear Bring a lens on Sunday": a sentence of its own by its capital. */
function isOrder(page: Page, breaks: readonly Break[], at: number): boolean {
  const before = page.tokens[at - 1];
  return (
    ORDER.has(page.tokens[at]?.raw ?? '') &&
    before !== undefined &&
    !isHead(page, breaks, at - 1) &&
    before.raw === before.norm &&
    !BOUND.has(before.norm)
  );
}

const ORDER = wordSet('Bring Please Kindly');

/** "… pahilo charan gharma 10 patak garne hw": what is done at home is no longer the lesson. */
function isAtHome(page: Page, signs: Signs, breaks: readonly Break[], at: number): boolean {
  return (
    AT_HOME.has(norm(page, at)) &&
    at >= 2 &&
    !isHead(page, breaks, at - 1) &&
    !BOUND.has(norm(page, at - 1)) &&
    senseAt(page, at - 1, 'label') === undefined &&
    signs.lastTask() >= at
  );
}

const AT_HOME = wordSet('gharma घरमा');

const PUPILS =
  /^(?:(?:students?|studnts|stdnts|stds|kids|children|pupils|everyone|everybody|they)|(?:ba(?:chh?|cch|chch)a|nani|ketaketi|[bv]id(?:h|y|hy)arthi)(?:haru)?(?:le|lai)?|(?:sabai|dherai|kehi|uniharu|unharu|dheraijaso)(?:le|lai)|(?:विद्यार्थी|बच्चा|नानी|बालबालिका|केटाकेटी)(?:हरू|हरु)?(?:ले|लाई)?|(?:सबै|धेरै|केही|उनीहरू|धेरैजसो)(?:ले|लाई))$/;
const isPupils = ofWord((word) => PUPILS.test(word));
const ALL = wordSet('the my all our most some of few many sabai dherai kehi सबै धेरै केही');
const FOUND =
  /^(?:gare|garey|garyo|gareka|bhayo|vayo|bho|vo|lagyo|thiyo|bujh?e?y?|bujhy?o|bujhena|bujhenan|bujena|bujenan|did|found|felt|were|was|are|understood|struggled|performed|enjoyed|गरे|भयो|लाग्यो|थियो|बुझे|बुझ्यो|बुझेन|बुझेनन्)$/;

/** "… magnets kids lai garo vayo": the clause about the pupils that begins at a token is cut off on both sides. */
function breakPupils(page: Page, breaks: Break[], at: number): void {
  if (!isPupils(page.tokens[at])) return;
  let from = at;
  while (from > 0 && ALL.has(norm(page, from - 1)) && !isHead(page, breaks, from)) from -= 1;
  if (from === 0 || isHead(page, breaks, from) || BOUND.has(norm(page, from - 1))) return;
  let to = at + 1;
  let found = FOUND.test(norm(page, at));
  while (
    to < page.tokens.length &&
    to < at + LONGEST_CLAUSE &&
    !isSeparator(page, to) &&
    isAllLevel(page, longest(page, to))
  ) {
    found ||= FOUND.test(norm(page, to));
    to = (longest(page, to).at(-1) ?? to) + 1;
  }
  const clause = idsOf(at, to);
  if (!found || levelOf(page, clause) === null) return;
  breaks[from] = 2;
  if (page.tokens[to] !== undefined && (breaks[to] ?? 0) === 0) breaks[to] = 2;
}

const LONGEST_CLAUSE = 10;

/** The tokens of the longest word about understanding that begins at a token, or the token alone. */
function longest(page: Page, at: number): number[] {
  const ends = (page.senses[at] ?? []).filter((s) => s.group === 'level').map((s) => s.to);
  const to = Math.max(at + 1, ...ends);
  return idsOf(at, to);
}

const TEST = wordSet('test exam quiz pariksha parikshya unit class टेस्ट परीक्षा युनिट');
const OF_TEST = wordSet(
  'unit class weekly monthly terminal spelling dictation oral practical mock mcq reading writing listening model surprise short small first second mid final term pre ekai masik hapta यूनिट एकाइ मौखिक लिखित',
);

/** "… ko jod class test parsi", "… bholi test cha": a test with its day to come, behind what was taught. */
function breakTests(page: Page, breaks: Break[]): void {
  for (const date of page.dates('future')) {
    if (date.iso === null || date.iso <= page.today) continue;
    const near = [date.from - 1, date.from - 2, date.from - 3, date.to, date.to + 1, date.to + 2];
    const test = near.find(
      (at) => TEST.has(norm(page, at)) && senseAt(page, at, 'word', 'event') !== undefined,
    );
    if (test === undefined) continue;
    let from = Math.min(test, date.from);
    while (from > 1 && OF_TEST.has(norm(page, from - 1)) && !isHead(page, breaks, from)) from -= 1;
    const before = page.tokens[from - 1];
    if (from === 0 || isHead(page, breaks, from) || before?.kind === 'mark' || BOUND.has(before?.norm ?? ''))
      continue;
    if (senseAt(page, from - 1, 'label') !== undefined || senseAt(page, from - 1, 'subject') !== undefined)
      continue;
    breaks[from] = 2;
  }
}

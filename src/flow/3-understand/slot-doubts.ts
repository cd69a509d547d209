import { findBreaks, isSeparator } from './find-breaks.ts';
import { ofWord } from './of-word.ts';
import { type Page, senseAt } from './page.ts';
import { isRemark } from './remark-signs.ts';
import { wordSet } from './word-set.ts';

export function countWords(page: Page): number {
  return page.tokens.filter((t) => t.kind === 'word').length;
}

/** The tokens of each sentence or line of a slot. */
export function sentences(page: Page): number[][] {
  const breaks = findBreaks(page);
  const found: number[][] = [[]];
  for (const at of page.tokens.keys()) {
    if (at > 0 && (breaks[at] ?? 0) >= 2) found.push([]);
    if (!isSeparator(page, at)) found.at(-1)?.push(at);
  }
  return found.filter((ids) => ids.some((at) => page.tokens[at]?.kind === 'word'));
}

/** A day to come is in no topic, and in homework it would be the day for handing in. */
export function isDated(page: Page): boolean {
  return page.dates('future').some((d) => d.iso !== null && d.iso > page.today && !isOfDay(page, d.to));
}

/** "शनिबारको दैनिकी": a day that says what kind of thing it is. */
function isOfDay(page: Page, to: number): boolean {
  return (
    /^(?:ko|को)$/.test(page.tokens[to]?.norm ?? '') || /(?:ko|को)$/.test(page.tokens[to - 1]?.norm ?? '')
  );
}

/** "LCM and HCF most of the students could solve": talk about the pupils behind what it stayed with. */
export function speaksOfPupils(page: Page): boolean {
  return page.tokens.some(
    (token, at) => at > 0 && PUPILS.has(token.norm) && page.tokens[at + 1]?.kind === 'word',
  );
}

const PUPILS = wordSet('students kids bidyarthile bidyarthiharule विद्यार्थीले विद्यार्थीहरूले विद्यार्थीलाई');

/** A promise or a request in a clause of the slot, from a place in it on: "page 5, feri padhauchhu". */
export function holdsRemark(page: Page, from: number): boolean {
  const breaks = findBreaks(page);
  const clauses: number[][] = [[]];
  for (const at of page.tokens.keys()) {
    if (at > 0 && (breaks[at] ?? 0) > 0) clauses.push([]);
    if (!isSeparator(page, at)) clauses.at(-1)?.push(at);
  }
  return clauses.slice(from).some((ids) => isRemark(page, ids));
}

/** A slot that ends in a word which joins it to what was cut off, but for a list of such words ("is, am and are"). */
export const UNENDED =
  /(?<!\band|\bor|\bra|र|[,&/])\s(?:is|are|was|were|the|of|from|they|bhanera|tara|तर|भनेर|so|because)$/iu;

export function endsInVerdict(page: Page): boolean {
  const last = page.tokens.findLastIndex((t) => t.kind === 'word');
  // "essay 'Our Science Fair'"
  if (/^['"’”)]$/.test(page.tokens.at(-1)?.norm ?? '')) return false;
  // "SUM and AVERAGE", "A E I O U": one of a list.
  if (senseAt(page, last - 1, 'word', 'and') !== undefined || page.tokens[last]?.norm.length === 1)
    return false;
  // "the science fair" is no verdict.
  if (page.tokens[last]?.norm === 'fair' && FAIR.test(page.tokens[last - 1]?.norm ?? '')) return false;
  const verdict = page.senses[last]?.some((s) => s.group === 'level' && s.value !== 'learner' && s.exact);
  const labelled = page.senses.some((list, at) =>
    list.some(
      (s) => s.group === 'label' && s.value === 'understanding' && s.exact && at > 0 && s.to > last - 2,
    ),
  );
  return last > 0 && (verdict === true || labelled);
}

/** "letter writing understanding ok": a verdict on the class closes the slot, or its label stands in it. */
const FAIR = /^(?:the|a|science|school|book|trade|job|village|food|art|maths?)$/;

/** "…, math p 6": a subject behind a break was not taken as one. */
export function hasLaterSubject(page: Page, marked = false): boolean {
  const breaks = findBreaks(page);
  return page.tokens.some((_, at) => {
    const subject = senseAt(page, at, 'subject');
    if (at === 0 || isSeparator(page, at) || subject?.exact !== true || subject.value === 'other')
      return false;
    const next = page.tokens[subject.to]?.norm ?? '';
    if ((breaks[at] ?? 0) > 0 && (!marked || /^(?:ma|ko|मा|को)$/.test(next))) return true;
    // "… science me jal chakra": in which lesson, behind other words.
    if (!marked && LOCATIVE.test(next) && page.tokens[at - 1]?.kind === 'word') return true;
    return next === ':';
  });
}

const LOCATIVE = /^(?:ma|me|mein|मा)$/;

/** "garo bhayo …" in a topic that has no level, or in homework; hard words and questions are a lesson. */
export function isHard(page: Page, at: number): boolean {
  return (
    at > 0 &&
    isHardWord(page.tokens[at]) &&
    !/^(?:sh?abdh?a|words?|prash?na|questions?|spellings?|akshar|sums?|शब्द|सब्द|प्रश्न|अक्षर|हिज्जे)/.test(
      page.tokens[at + 1]?.norm ?? '',
    )
  );
}

const isHardWord = ofWord((word) =>
  /^(?:ga+h?ro|garho|kathin|apth?yaro|गाह्रो|गार्हो|कठिन|अप्ठ्यारो)$/.test(word),
);

/** "absent 4, 7" or "roll 4 late". */
export function isRollCall(page: Page, at: number): boolean {
  const status = page.senses[at]?.find(
    (s) => s.group === 'status' && ['absent', 'late'].includes(s.value) && s.exact,
  );
  if (status === undefined) return false;
  const near = [at - 1, at - 2, status.to, status.to + 1];
  return near.some((n) => page.tokens[n]?.kind === 'number');
}

export function isHomeworkLabel(page: Page, at: number): boolean {
  const label = page.senses[at]?.find((s) => s.group === 'label' && s.value === 'homework' && s.exact);
  return (
    label !== undefined &&
    /^(?:hw|h|homework|home|gharkaam|gharkam|grihakarya|गृहकार्य|होमवर्क)$/.test(page.tokens[at]?.norm ?? '') &&
    !(label.to === at + 1 && /^(?:h|home)$/.test(page.tokens[at]?.norm ?? ''))
  );
}

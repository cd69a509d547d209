import { isFilled } from './fills-part.ts';
import { isSeparator } from './find-breaks.ts';
import { isLabelMark, type Slot } from './find-label.ts';
import type { Break } from './find-partings.ts';
import type { Sense } from './look-up-words.ts';
import { type Page, senseAt } from './page.ts';
import type { Part } from './read-update.ts';
import { wordSet } from './word-set.ts';

/** Whether a subject at place `n` of the body stands as a heading and names a part, and not inside what is said. */
export function namesPart(
  page: Page,
  body: readonly number[],
  n: number,
  subject: Sense,
  part: Part,
  parts: readonly Part[],
  slot: Slot | null,
  gap: Break,
  hasHomework: boolean,
): boolean {
  const at = body[n] as number;
  const marked = isLabelMark(page, subject.to);
  if (part.subject === undefined && parts.length === 1) {
    // Inside the homework only its first word names a subject ("hw: english page 5").
    const previous = part.ids.at(-1);
    const inside =
      slot === 'homework' && !(previous !== undefined && endsLabel(page, previous, at)) && gap === 0;
    if (inside) return false;
    return marked || !isPartOfTopic(page, subject, part, gap);
  }
  if (part.subject === subject.value) return false;
  const content = part.ids.some(
    (id) =>
      !isSeparator(page, id) &&
      senseAt(page, id, 'word', 'and') === undefined &&
      senseAt(page, id, 'connect', 'lead') === undefined,
  );
  // "hisab ra nepali": two subjects side by side.
  if (!content && part.ids.length > 0 && senseAt(page, at - 1, 'word', 'and') !== undefined && gap <= 1)
    return true;
  if (!content && gap < 2) return false;
  if (marked && gap >= 1) return true;
  if (!subject.exact || page.senses[subject.to]?.some((s) => s.group === 'word' && s.value === 'book')) {
    if (gap <= 1) return false;
  } else if (isFilled(page, part)) {
    const ended = gap === 1 || page.tokens[at - 1]?.kind === 'number';
    if (ended && gap <= 1 && (isPlaced(page, subject) || hasNothing(page, subject))) return true;
    if (gap <= 1 && isInClause(page, at, subject.to)) return true;
  }
  const next = page.tokens[subject.to];
  const suffixed =
    next?.norm === 'ma' || next?.norm === 'मा' || /(?:ma|मा)$/.test(page.tokens[subject.to - 1]?.norm ?? '');
  const afterAnd = senseAt(page, at - 1, 'word', 'and') !== undefined;
  if (gap <= 1 && suffixed && slot !== 'homework' && (gap === 1 || afterAnd)) return true;
  if (
    gap === 1 &&
    speaksForItself(page, body, n, subject) &&
    (suffixed || next?.norm === 'ko' || next?.norm === 'को')
  )
    return true;
  if (gap <= 1 && afterAnd && next?.norm === '(' && slot !== 'homework') return true;
  if (gap >= 2 && suffixed) return true;
  if (gap === 3) {
    const stands = next === undefined || next.kind === 'newline' || next.kind === 'emoji';
    return stands || (hasContentOnHeadLine(page, part) && !isSeparator(page, at));
  }
  if (gap === 2) return labelSoon(page, body, n) && !(slot === 'homework' && !hasHomework);
  if (gap === 1 && slot === 'homework' && isFilled(page, part) && setsWork(page, body, n, subject))
    return true;
  if (gap === 1)
    return (
      (hasHomework && labelSoon(page, body, n)) || (isShared(page, part, subject) && slot === 'homework')
    );
  if (!hasHomework || slot !== 'homework') return false;
  const numbered = page.tokens[senseAt(page, subject.to, 'work')?.to ?? -1]?.kind === 'number';
  return (
    (labelSoon(page, body, n) && nextIsNotSecondHomework(page, body, n)) ||
    (numbered && isShared(page, part, subject))
  );
}

/** Whether a homework label ends at the token, but for "for", "of" and "ko" after it. */
export function endsLabel(page: Page, last: number, at: number): boolean {
  let previous = last;
  while (previous > 0 && (isSeparator(page, previous) || JOINT.has(page.tokens[previous]?.norm ?? '')))
    previous -= 1;
  for (let from = Math.max(0, previous - 4); from <= previous; from += 1) {
    const label = page.senses[from]?.find(
      (s) => s.group === 'label' && s.value === 'homework' && s.to > previous,
    );
    if (label !== undefined && label.to <= at) return true;
  }
  return false;
}

const JOINT = wordSet(
  'for of ko को in ma मा is was chai chahi chahin चाहिँ चाहि only just matra मात्र today aaja aja आज',
);

/** "science fiction", "health post", "social media": a subject word inside what was taught. */
function isPartOfTopic(page: Page, subject: Sense, part: Part, gap: Break): boolean {
  let content = 0;
  for (let n = 0; n < part.ids.length && content <= 3; n += 1) {
    const id = part.ids[n] as number;
    if (!isSeparator(page, id) && senseAt(page, id, 'connect', 'lead') === undefined) content += 1;
  }
  return (
    content > 3 &&
    gap === 0 &&
    !/(?:ma|मा|ko|को)$/.test(page.tokens[subject.to - 1]?.norm ?? '') &&
    page.tokens[subject.to]?.norm !== 'ma'
  );
}

/** Whether a homework label follows before the line ends. */
function labelSoon(page: Page, body: readonly number[], n: number): boolean {
  for (let k = n + 1; k < body.length && k < n + 40; k += 1) {
    const at = body[k] as number;
    if (page.tokens[at]?.kind === 'newline') return false;
    if (page.senses[at]?.some((s) => s.group === 'label' && s.value === 'homework')) return true;
  }
  return false;
}

function nextIsNotSecondHomework(page: Page, body: readonly number[], n: number): boolean {
  const next = body[n + 1];
  return next === undefined || senseAt(page, next, 'word', 'book') === undefined;
}

/** Whether a place in the book follows a subject soon ("English tenses pg 10"), before anything parts the two. */
function isPlaced(page: Page, subject: Sense): boolean {
  for (let at = subject.to; at < subject.to + PLACE_WORDS; at += 1) {
    if (page.tokens[at] === undefined || isSeparator(page, at)) return false;
    const work = senseAt(page, at, 'work');
    if (work !== undefined && page.tokens[work.to]?.kind === 'number') return true;
  }
  return false;
}

/** How many words may stand between a subject and the place in its book. */
const PLACE_WORDS = 5;

/** "science ma kehi chaina", "nepali nil": that subject has nothing. */
function hasNothing(page: Page, subject: Sense): boolean {
  let at = subject.to;
  while (/^(?:ko|ma|lai|chai|ta|को|मा|चाहिँ|त|-|:)$/.test(page.tokens[at]?.norm ?? '')) at += 1;
  const nothing = senseAt(page, at, 'word', 'nothing');
  return nothing !== undefined && page.tokens[nothing.to]?.kind !== 'number';
}

/** "… and in English we read a poem" */
function isInClause(page: Page, at: number, to: number): boolean {
  return (
    page.tokens[at - 1]?.norm === 'in' &&
    (senseAt(page, at - 2, 'word', 'and') !== undefined || page.tokens[at - 2]?.norm === ',') &&
    (/^(?:we|i|they)$/.test(page.tokens[to]?.norm ?? '') ||
      senseAt(page, to, 'teach', 'before') !== undefined)
  );
}

/** "hw: english p 5, math p 6": one label, several subjects. */
export function isShared(page: Page, part: Part, subject: Sense): boolean {
  if (part.subject === undefined) return false;
  const work = senseAt(page, subject.to, 'work');
  const place = page.tokens[work?.to ?? subject.to];
  return place?.kind === 'number' && (work !== undefined || part.ids.length > 0);
}

function hasContentOnHeadLine(page: Page, part: Part): boolean {
  let words = 0;
  for (let n = 0; n < part.ids.length && words < HEAD_WORDS; n += 1) {
    const id = part.ids[n] as number;
    if (isSeparator(page, id)) continue;
    if (isBehindSubject(page, part, id)) return true;
    words += 1;
  }
  return false;
}

/** How many words of a part are looked at for its subject on their line ("aaja 3A ma nepali ko …"). */
const HEAD_WORDS = 4;

function isBehindSubject(page: Page, part: Part, id: number): boolean {
  for (let at = id - 1; at >= 0 && page.tokens[at]?.kind !== 'newline'; at -= 1)
    if (senseAt(page, at, 'subject')?.value === part.subject) return true;
  return false;
}

/** "…, bigyan ma sajib padhaiyo", "…, computer ko hw …": a subject with a verb or a label of its own. */
function speaksForItself(page: Page, body: readonly number[], n: number, subject: Sense): boolean {
  if (OF.has(page.tokens[subject.to]?.norm ?? ''))
    return senseAt(page, subject.to + 1, 'label', 'homework') !== undefined;
  for (let k = n + 1; k < body.length && k < n + CLAUSE; k += 1) {
    const at = body[k] as number;
    if (isSeparator(page, at) && page.tokens[at]?.norm !== '-') return false;
    if (senseAt(page, at, 'teach', 'after') !== undefined && !(page.tokens[at]?.norm ?? '').endsWith('ed'))
      return true;
  }
  return false;
}

const OF = wordSet('ko को');

/** "hw maths ko pg 16, nepali ko barna 1 page lekhne": work of another subject behind that of the first. */
function setsWork(page: Page, body: readonly number[], n: number, subject: Sense): boolean {
  if (!subject.exact || !OF.has(page.tokens[subject.to]?.norm ?? '')) return false;
  for (let k = n + 1; k < body.length && k < n + CLAUSE; k += 1) {
    const at = body[k] as number;
    if (isSeparator(page, at)) return false;
    if (senseAt(page, at, 'task', 'do')?.exact) return true;
  }
  return false;
}

/** Longest clause, in tokens, that is looked through for its verb. */
const CLAUSE = 12;

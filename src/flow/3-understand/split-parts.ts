import { type Break, isSeparator } from './find-breaks.ts';
import type { ClassMention } from './find-classes.ts';
import type { Sense } from './look-up-words.ts';
import { countBelow, type Page, senseAt } from './page.ts';
import type { Part } from './read-update.ts';
import type { SubjectCode, UnderstandInput } from './reading.ts';
import { isLabelMark, labelAt, type Slot } from './split-pieces.ts';

export interface Parts {
  parts: Part[];
  classes: ClassMention[];
  /** True where one class is named for one part and another for the next. */
  mixed: boolean;
}

/**
 * Cuts an update into one part per subject. The first subject word of a part names it; a later one opens a new
 * part only where it stands as a heading, so "translate the nepali paragraph" stays in its part.
 */
export function splitParts(
  page: Page,
  input: UnderstandInput,
  body: readonly number[],
  breaks: readonly Break[],
): Parts {
  const classes: ClassMention[] = [];
  const parts: Part[] = [];
  let part: Part = { ids: [] };
  let slot: Slot | null = null;
  let hasHomework = false;
  let mixed = false;
  const classAt = new Map(page.classes.map((c) => [c.from, c]));
  const open = (subject?: SubjectCode, inherited?: Slot) => {
    part = { ids: [], ...(subject ? { subject } : {}), ...(inherited ? { inherited } : {}) };
    parts.push(part);
  };
  open();
  let carried: Break = 3;
  const heading = readHeading(page, body, classes);
  for (let n = heading.to; n < body.length; n += 1) {
    const at = body[n] as number;
    // A class or label that is taken out leaves its break to what follows.
    const gap = Math.max(carried, breaks[at] ?? 0) as Break;
    carried = 0;
    const mention = classAt.get(at);
    if (mention !== undefined && isForClass(page, mention, part, slot, gap, classes)) {
      const last = classes.at(-1);
      const apart = last !== undefined && mention.from - last.to > 2;
      if (apart && part.ids.some((id) => !isSeparator(page, id))) mixed = true;
      classes.push(mention);
      n += countBelow(body, n, mention.to) - 1;
      n += skipAfterClass(page, body, n + 1);
      carried = gap;
      continue;
    }
    const formLabel = formLabelAt(page, at, gap);
    if (formLabel !== null) {
      n += Math.max(1, countBelow(body, n, formLabel)) - 1;
      carried = gap;
      continue;
    }
    const label = isSeparator(page, at) ? null : labelAt(page, at, gap > 0 || part.ids.length === 0, gap);
    if (label !== null) {
      const none = label.slot === 'homework' && isNone(page, part.ids.at(-1), at);
      slot = none ? null : label.slot;
      if (label.slot === 'homework') hasHomework = true;
      const count = countBelow(body, n, label.sense.to);
      part.ids.push(...body.slice(n, n + count));
      n += count - 1;
      continue;
    }
    if (gap >= 2 && slot !== null && slot !== 'homework') slot = null;
    const subject = subjectAt(page, at, gap);
    const back =
      subject === undefined || slot !== 'homework' ? undefined : backTo(page, part, parts, subject, at);
    if (subject !== undefined && back !== undefined) {
      if (back !== part) back.ids.push(...takeLabel(page, part));
      part = back;
      n += countBelow(body, n, subject.to) - 1;
      n += skipAfterSubject(page, body, n + 1);
      continue;
    }
    // What follows "topic" is the topic, also where it begins with a subject ("topic social problems").
    const inTopic =
      slot === 'topic' &&
      gap < 2 &&
      (parts.length > 1 || part.subject !== undefined || (input.subjects?.length ?? 0) === 1);
    if (
      subject !== undefined &&
      !inTopic &&
      namesPart(page, body, n, subject, part, parts, slot, gap, hasHomework)
    ) {
      const shared = heading.homework || (slot === 'homework' && isShared(page, part, subject));
      const inherited: Slot | undefined = shared ? 'homework' : undefined;
      if (part.subject === undefined && (parts.length === 1 || part.ids.length === 0)) {
        part.subject = subject.value as SubjectCode;
        if (heading.homework) part.inherited = 'homework';
      } else {
        open(subject.value as SubjectCode, inherited);
        hasHomework = inherited === 'homework';
        if (inherited === undefined) slot = null;
      }
      n += countBelow(body, n, subject.to) - 1;
      n += skipAfterSubject(page, body, n + 1);
      continue;
    }
    part.ids.push(at);
  }
  const kept = parts.filter((p, i) => i === 0 || p.subject !== undefined || p.ids.length > 0);
  return { parts: shareJoined(page, shareHeading(kept, heading.subjects)), classes, mixed };
}

/** "no homework": the label is closed as soon as it is said. */
function isNone(page: Page, before: number | undefined, at: number): boolean {
  return before === at - 1 && senseAt(page, before, 'word', 'nothing') !== undefined;
}

/** "nepali ra social: hw chaina": what is said once is said of both. */
function shareHeading(parts: Part[], subjects: readonly string[]): Part[] {
  const [only] = parts;
  if (subjects.length < 2 || parts.length !== 1 || only === undefined || only.subject !== undefined)
    return parts;
  return subjects.map((subject) => ({ ...only, subject: subject as SubjectCode }));
}

/** "math ra science hw p5": a subject with nothing but "and" behind it shares what follows the next. */
function shareJoined(page: Page, parts: Part[]): Part[] {
  return parts.map((part, n) => {
    const next = parts[n + 1];
    const joined =
      part.ids.length > 0 && part.ids.every((id) => senseAt(page, id, 'word', 'and') !== undefined);
    return joined && next !== undefined && part.subject !== undefined ? { ...part, ids: next.ids } : part;
  });
}

interface Heading {
  /** Place in the body where the rest begins. */
  to: number;
  /** True where the heading says that all that follows is homework. */
  homework: boolean;
  subjects: string[];
}

/**
 * A heading of all that follows ("6A soc + moral update:", "आजको गृहकार्य", "Today's update"): its subjects open no
 * part. Adds the classes that it names.
 */
function readHeading(page: Page, body: readonly number[], classes: ClassMention[]): Heading {
  const none: Heading = { to: 0, homework: false, subjects: [] };
  let homework = false;
  let titled = false;
  const classAt = new Map(page.classes.map((c) => [c.from, c]));
  const subjects = new Set<string>();
  const found: ClassMention[] = [];
  for (let n = 0; n < body.length; n += 1) {
    const at = body[n] as number;
    const token = page.tokens[at];
    const mention = classAt.get(at);
    const subject = senseAt(page, at, 'subject');
    if (mention !== undefined) {
      found.push(mention);
      n += countBelow(body, n, mention.to) - 1;
    } else if (subject !== undefined) {
      subjects.add(subject.value);
      n += countBelow(body, n, subject.to) - 1;
    } else if (token?.norm === ':' || token?.kind === 'newline') {
      const plain = subjects.size === 0 && titled && token.kind === 'newline';
      if (
        subjects.size < 2 &&
        !plain &&
        !(homework && subjects.size === 0 && startsSubject(page, body, n + 1))
      )
        return none;
      classes.push(...found);
      return { to: n + 1, homework: homework && subjects.size === 0, subjects: [...subjects] };
    } else if (senseAt(page, at, 'label', 'homework') !== undefined) homework = true;
    else if (TITLE.test(token?.norm ?? '')) titled = true;
    else if (!isSeparator(page, at) && !isHeadingWord(page, at)) return none;
  }
  return none;
}

// "Today's update", "Daily report" alone in the first line.
const TITLE = /^(?:update|updates|report|diary|अपडेट|विवरण|bibaran|detail|details)$/;

/** Whether a subject or a class begins the next line. */
function startsSubject(page: Page, body: readonly number[], n: number): boolean {
  const at = body.slice(n, n + 4).find((id) => !isSeparator(page, id));
  return at !== undefined && senseAt(page, at, 'subject') !== undefined;
}

function isHeadingWord(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  return (
    senseAt(page, at, 'connect') !== undefined ||
    /^(?:[&+]|class|classes|today's|daily|ko|को|of|for|my|all|kaksha|कक्षा|'s)$/.test(norm)
  );
}

/** "hw english ko …" behind several subjects: the part of that subject, if it is open already. */
function backTo(
  page: Page,
  part: Part,
  parts: readonly Part[],
  subject: Sense,
  at: number,
): Part | undefined {
  const previous = part.ids.at(-1);
  if (previous === undefined || !endsLabel(page, previous, at)) return undefined;
  const same = parts.find((p) => p.subject === subject.value);
  return same !== undefined && (same !== part || !isLabelMark(page, subject.to)) ? same : undefined;
}

/** Takes the label at the end of a part away from it. */
function takeLabel(page: Page, part: Part): number[] {
  for (let n = part.ids.length - 1; n >= Math.max(0, part.ids.length - 6); n -= 1) {
    if (senseAt(page, part.ids[n] as number, 'label', 'homework') !== undefined) return part.ids.splice(n);
  }
  return [];
}

/** A class named inside the homework ("class 4 ko kitab") is not the class of the update. */
function isForClass(
  page: Page,
  mention: ClassMention,
  part: Part,
  slot: Slot | null,
  gap: Break,
  sofar: readonly ClassMention[],
): boolean {
  if (page.senses[mention.to]?.some((s) => s.group === 'word' && s.value === 'book')) return false;
  const last = sofar.at(-1);
  if (last !== undefined && mention.from - last.to <= 2) return true;
  if (sofar.length > 0 && gap < 2) return false;
  if (sofar.length === 0 && isLast(page, mention.to)) return true;
  return slot === null || slot === 'topic' || gap >= 1 || part.ids.length <= 2;
}

/** Whether only a break or the end follows. */
function isLast(page: Page, to: number): boolean {
  return to >= page.tokens.length || isSeparator(page, to) || page.tokens[to]?.norm === '.';
}

/** "ma", "ko", "को" after a class belong to it, not to the topic. */
function skipAfterClass(page: Page, body: readonly number[], n: number): number {
  let count = 0;
  while (count < 2) {
    const norm = page.tokens[body[n + count] ?? -1]?.norm ?? '';
    if (!/^(?:ma|ko|ka|ki|lai|मा|को|का|लाई|s|'s|section|class)$/.test(norm)) break;
    count += 1;
  }
  return count;
}

/** "Class:", "Subject:", "विषय:" before what they name, and "विषयमा" after it. */
function formLabelAt(page: Page, at: number, gap: Break): number | null {
  const sense = page.senses[at]?.find(
    (s) =>
      s.group === 'label' &&
      (s.value === 'subject' || s.value === 'class' || s.value === 'date' || s.value === 'section'),
  );
  if (sense === undefined || gap === 0 || !isLabelMark(page, sense.to)) return null;
  if (sense.value === 'date') {
    const date = page.dates('future').find((d) => d.from >= sense.to && d.from <= sense.to + 3);
    return date?.to ?? sense.to;
  }
  return sense.to;
}

function subjectAt(page: Page, at: number, gap: Break): Sense | undefined {
  const sense = senseAt(page, at, 'subject');
  if (sense === undefined) return undefined;
  const token = page.tokens[at];
  if (sense.to - at === 1 && token !== undefined) {
    // Short forms that are also words of other meanings.
    if (token.norm === 'it' && token.raw !== 'IT') return undefined;
    if (
      /^(?:sc|eco|phy|acc|occ|pe|cs|opt|nep|gram|bio)$/.test(token.norm) &&
      gap === 0 &&
      !isLabelMark(page, sense.to) &&
      senseAt(page, sense.to, 'work') === undefined
    ) {
      return page.classes.some((c) => c.to === at) ? sense : undefined;
    }
    if (!sense.exact && token.norm.length < 5 && !isLabelMark(page, sense.to)) return undefined;
  }
  return sense;
}

function namesPart(
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
    (id) => !isSeparator(page, id) && senseAt(page, id, 'word', 'and') === undefined,
  );
  // "hisab ra nepali": two subjects side by side.
  if (!content && part.ids.length > 0 && senseAt(page, at - 1, 'word', 'and') !== undefined && gap <= 1)
    return true;
  if (!content && gap < 2) return false;
  if (marked && gap >= 1) return true;
  const next = page.tokens[subject.to];
  const suffixed =
    next?.norm === 'ma' || next?.norm === 'मा' || /(?:ma|मा)$/.test(page.tokens[subject.to - 1]?.norm ?? '');
  const afterAnd = senseAt(page, at - 1, 'word', 'and') !== undefined;
  if (gap <= 1 && suffixed && slot !== 'homework' && (gap === 1 || afterAnd)) return true;
  if (gap >= 2 && suffixed && isFollowedByLabelOrEnd(page, subject.to, body, n)) return true;
  if (gap === 3) {
    const stands = next === undefined || next.kind === 'newline' || next.kind === 'emoji';
    return stands || (hasContentOnHeadLine(page, part) && !isSeparator(page, at));
  }
  if (gap === 2) return labelSoon(page, body, n) && !(slot === 'homework' && !hasHomework);
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
function endsLabel(page: Page, last: number, at: number): boolean {
  let previous = last;
  while (previous > 0 && /^(?:for|of|ko|को|in|ma|मा)$/.test(page.tokens[previous]?.norm ?? '')) previous -= 1;
  for (let from = Math.max(0, previous - 4); from <= previous; from += 1) {
    if (
      page.senses[from]?.some(
        (s) => s.group === 'label' && s.value === 'homework' && s.to <= at && s.to > previous,
      )
    )
      return true;
  }
  return isSeparator(page, previous);
}

/** "science fiction", "health post", "social media": a subject word inside what was taught. */
function isPartOfTopic(page: Page, subject: Sense, part: Part, gap: Break): boolean {
  const content = part.ids.filter(
    (id) => !isSeparator(page, id) && senseAt(page, id, 'connect', 'lead') === undefined,
  );
  return (
    content.length > 3 &&
    gap === 0 &&
    !/(?:ma|मा|ko|को)$/.test(page.tokens[subject.to - 1]?.norm ?? '') &&
    page.tokens[subject.to]?.norm !== 'ma'
  );
}

function isFollowedByLabelOrEnd(_page: Page, _to: number, body: readonly number[], n: number): boolean {
  return n < body.length;
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

/** "hw: english p 5, math p 6": one label, several subjects. */
function isShared(page: Page, part: Part, subject: Sense): boolean {
  if (part.subject === undefined) return false;
  const work = senseAt(page, subject.to, 'work');
  const place = page.tokens[work?.to ?? subject.to];
  return place?.kind === 'number' && (work !== undefined || part.ids.length > 0);
}

function hasContentOnHeadLine(page: Page, part: Part): boolean {
  const first = part.ids.find((id) => !isSeparator(page, id));
  if (first === undefined) return false;
  let at = first - 1;
  while (at >= 0 && page.tokens[at]?.kind !== 'newline') {
    if (senseAt(page, at, 'subject')?.value === part.subject) return true;
    at -= 1;
  }
  return false;
}

/** "ma", "को" and "subject" after the subject word, as in "नेपाली विषयमा". */
function skipAfterSubject(page: Page, body: readonly number[], n: number): number {
  let count = 0;
  while (count < 3) {
    const at = body[n + count];
    if (at === undefined) break;
    const norm = page.tokens[at]?.norm ?? '';
    const label = senseAt(page, at, 'label', 'subject') !== undefined && !isLabelMark(page, at + 1);
    if (!label && !/^(?:ma|ko|मा|को|tira|तर्फ|period)$/.test(norm)) break;
    count += 1;
  }
  return count;
}

import { isSeparator } from './find-breaks.ts';
import type { ClassMention } from './find-classes.ts';
import { labelAt, type Slot } from './find-label.ts';
import { findLateHeading } from './find-late-heading.ts';
import { backTo, noneStart, takeLabel } from './find-part-back.ts';
import type { Break } from './find-partings.ts';
import { subjectAt } from './find-subject.ts';
import { isListed, shareJoined, shareListed } from './list-subjects.ts';
import type { Sense } from './look-up-words.ts';
import { isShared, namesPart } from './names-part.ts';
import { countBelow, type Page, senseAt } from './page.ts';
import { readHeading, shareHeading } from './read-heading.ts';
import type { Part } from './read-update.ts';
import type { SubjectCode, UnderstandInput } from './reading.ts';
import { enumeratorEnd, formLabelAt } from './skip-form-label.ts';
import { skipAfterClass, skipAfterSubject } from './skip-words.ts';
import { isTopicWord } from './topic-word.ts';

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
  given: readonly number[],
  breaks: readonly Break[],
): Parts {
  const classes: ClassMention[] = [];
  const parts: Part[] = [];
  let part: Part = { ids: [] };
  let slot: Slot | null = null;
  let hasHomework = false;
  let mixed = false;
  let labelIds: readonly number[] = [];
  const classAt = new Map(page.classes.map((c) => [c.from, c]));
  const open = (subject?: SubjectCode, inherited?: Slot) => {
    part = { ids: [] };
    if (subject !== undefined) part.subject = subject;
    if (inherited !== undefined) part.inherited = inherited;
    parts.push(part);
  };
  open();
  let carried: Break = 3;
  const late = findLateHeading(page, given);
  const body = late === null ? given : given.filter((id) => id < late.from || id >= late.to);
  if (late !== null) {
    classes.push(late.mention);
    part.subject = late.subject.value as SubjectCode;
  }
  const heading = readHeading(page, body, classes);
  for (let n = heading.to; n < body.length; n += 1) {
    const at = body[n] as number;
    // A class or label that is taken out leaves its break to what follows.
    const gap = Math.max(carried, breaks[at] ?? 0) as Break;
    carried = 0;
    const enumerator = enumeratorEnd(page, at, gap);
    if (enumerator !== -1) {
      n += countBelow(body, n, enumerator) - 1;
      carried = gap;
      continue;
    }
    const mention = classAt.get(at);
    if (mention !== undefined && isForClass(page, mention, part, slot, gap, classes)) {
      const last = classes.at(-1);
      const apart = last !== undefined && mention.from - last.to > 2;
      if (apart && !isNamed(classes, mention) && part.ids.some((id) => !isSeparator(page, id))) mixed = true;
      classes.push(mention);
      n += countBelow(body, n, mention.to) - 1;
      n += skipAfterClass(page, body, n + 1);
      carried = gap;
      continue;
    }
    // "7b n 7a": the word between two classes belongs to neither.
    if (classes.at(-1)?.to === at && senseAt(page, at, 'word', 'and') !== undefined && classAt.has(at + 1)) {
      carried = gap;
      continue;
    }
    // Another class where none is expected: for whom the rest is cannot be told.
    if (mention?.section !== undefined && classes.length > 0 && !isNamed(classes, mention)) mixed = true;
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
      if (label.slot === 'homework') labelIds = body.slice(n, n + count);
      part.ids.push(...body.slice(n, n + count));
      n += count - 1;
      continue;
    }
    if (gap >= 2 && slot !== null && slot !== 'homework') slot = null;
    const named = subjectAt(page, at, gap);
    const inside = named !== undefined && isTopicWord(page, named, part, input.subjects ?? [], gap);
    const subject = inside ? undefined : named;
    const back =
      subject === undefined || slot !== 'homework' ? undefined : backTo(page, part, parts, subject, at);
    if (subject !== undefined && back !== undefined) {
      // The label goes along: from the end of the part before, or a second time ("HW: science p 40, math p 22").
      if (back !== part) {
        takeLabel(page, part, at);
        back.ids.push(...labelIds);
      }
      part = back;
      n += countBelow(body, n, subject.to) - 1;
      n += skipAfterSubject(page, body, n + 1);
      continue;
    }
    if (subject !== undefined && isListed(page, part, subject)) {
      open(subject.value as SubjectCode);
      part.joined = true;
      n += countBelow(body, n, subject.to) - 1;
      n += skipAfterSubject(page, body, n + 1);
      continue;
    }
    const nothing = subject === undefined ? -1 : noneStart(page, part, subject, at);
    if (subject !== undefined && nothing !== -1) {
      const ids = part.ids.slice(nothing);
      part.ids = part.ids.slice(0, nothing);
      const same = parts.find((p) => p.subject === subject.value);
      if (same === undefined) open(subject.value as SubjectCode);
      else part = same;
      part.ids.push(...ids);
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
      // "hw in science page 34": the word before a subject that heads goes with it.
      if (page.tokens[at - 1]?.norm === 'in' && part.ids.at(-1) === at - 1) part.ids.pop();
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
    // "7B learnt about cells in science today": the place of a lesson closes its clause.
    const place = subject?.exact ? placeAtEnd(page, part, subject, at) : null;
    if (subject !== undefined && place !== null) {
      part.ids.splice(part.ids.length - place.words);
      part.subject = subject.value as SubjectCode;
      n += countBelow(body, n, place.to) - 1;
      continue;
    }
    part.ids.push(at);
  }
  const kept = parts.filter((p, i) => i === 0 || p.subject !== undefined || p.ids.length > 0);
  return {
    parts: shareJoined(page, shareHeading(shareListed(page, kept), heading.subjects)),
    classes,
    mixed,
  };
}

/** "no homework": the label is closed as soon as it is said. */
function isNone(page: Page, before: number | undefined, at: number): boolean {
  return before === at - 1 && senseAt(page, before, 'word', 'nothing') !== undefined;
}

function isNamed(classes: readonly ClassMention[], mention: ClassMention): boolean {
  return classes.some((c) => c.grade === mention.grade && c.section === mention.section);
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

/**
 * "… in science", "… in today's social studies period": at the end of a clause of a part that has no subject. `words`
 * is how many tokens before the subject belong to it, `to` where it ends.
 */
function placeAtEnd(
  page: Page,
  part: Part,
  subject: Sense,
  at: number,
): { words: number; to: number } | null {
  if (part.subject !== undefined) return null;
  const words = /^(?:today's|todays|our|the|my|their)$/.test(page.tokens[at - 1]?.norm ?? '') ? 2 : 1;
  if (page.tokens[at - words]?.norm !== 'in' || part.ids.at(-words) !== at - words) return null;
  let to = subject.to;
  while (/^(?:today|class|period|lesson)$/.test(page.tokens[to]?.norm ?? '')) to += 1;
  return isLast(page, to) ? { words, to } : null;
}

/** Whether only a break or the end follows. */
function isLast(page: Page, to: number): boolean {
  return to >= page.tokens.length || isSeparator(page, to) || page.tokens[to]?.norm === '.';
}

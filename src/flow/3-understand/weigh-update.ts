import { isSeparator } from './find-breaks.ts';
import { isLabelMark } from './find-label.ts';
import { findLateHeading } from './find-late-heading.ts';
import { isOfPerson } from './find-subject.ts';
import { ofWord } from './of-word.ts';
import { type Page, senseAt } from './page.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

export type Weight = 'strong' | 'weak' | 'class' | 'none';

/**
 * How much a text looks like a daily update. `strong`: a label, or a subject as a heading; `weak`: a subject
 * or a verb of teaching somewhere; `class`: a class at its head and words that are no attendance; `none`: nothing of the kind.
 */
export function weighUpdate(said: Said): Weight {
  const { page, body } = said;
  const heading = headingEnd(said);
  let weak = false;
  let taught = false;
  let task = false;
  let subject = false;
  let told = false;
  for (const [n, at] of body.entries()) {
    if (isTaughtSo(page.tokens[at])) told = true;
    for (const sense of page.senses[at] ?? []) {
      if (sense.group === 'label') {
        if (sense.value === 'homework' && sense.exact) return 'strong';
        if (LABELS.has(sense.value) && isLabelMark(page, sense.to)) return 'strong';
        if (sense.value === 'lesson' && page.tokens[sense.to]?.kind === 'number') weak = true;
      } else if (
        sense.group === 'subject' &&
        sense.exact &&
        !/^[Ii]t$/.test(page.tokens[at]?.raw ?? '') &&
        !isOfPerson(page, sense.to)
      ) {
        const lesson = sense.value !== 'other' || /^(?:yoga|library)$/.test(page.tokens[at]?.norm ?? '');
        if ((at <= heading && lesson) || isLabelMark(page, sense.to)) return 'strong';
        if (lesson && isHeading(said, at, sense.to)) return 'strong';
        // "the others are here" names no lesson.
        if (sense.value !== 'other') {
          weak = true;
          subject = true;
          if (isInLesson(page, at, sense.to)) told = true;
        }
      } else if (
        sense.group === 'word' &&
        sense.value === 'grasped' &&
        sense.exact &&
        UNDERSTOOD.has(page.tokens[at]?.norm ?? '')
      ) {
        weak = true;
      } else if (sense.group === 'work') {
        if (page.tokens[sense.to]?.kind === 'number') weak = true;
      } else if (sense.group === 'task') {
        if (sense.value !== 'imperative' || n === 0) weak = true;
        if (sense.value !== 'imperative') task = true;
      } else if (sense.group === 'teach' && sense.value !== 'given' && sense.exact) {
        weak = true;
        if (sense.value === 'before') taught = true;
        if (TAUGHT.test(page.tokens[at]?.norm ?? '')) told = true;
      }
    }
  }
  const [first] = page.classes;
  if ((taught || told) && task) return 'strong';
  // "Respected parents, in science we taught …": a lesson told to parents is an update.
  if (subject && told) return 'strong';
  if (weak && findLateHeading(page, body) !== null) return 'strong';
  if (weak) return 'weak';
  return first !== undefined && body[0] !== undefined && first.from <= (body[0] as number) + 1
    ? 'class'
    : 'none';
}

/** "Dear parents, 6B science. …": a class and a subject, parted from what stands on both sides of them. */
function isHeading(said: Said, at: number, to: number): boolean {
  const { page } = said;
  const mention = page.classes.find((c) => c.to === at || c.from === to);
  if (mention === undefined) return false;
  const from = Math.min(at, mention.from);
  const end = Math.max(to, mention.to);
  return (
    (from === 0 || isSeparator(page, from - 1)) && (page.tokens[end] === undefined || isSeparator(page, end))
  );
}

const TAUGHT =
  /^(?:taught|learnt|learned|explained|discussed|studied|revised|padha(?:ye|yo|iyo|e|yau|yaun)|sika(?:ye|yo|iyo|e|yau)|sak+(?:iyo|yo|iye)|सकियो|पढाइयो|पढाएँ|पढायौं|सिकाइयो|सिकायौं|पढाएको|सिकाएँ)$/;

/** "sikako", "padhayeko", "पढाको": as it is spoken. */
const TAUGHT_SO = /^(?:padh|sik)[a-z]*(?:ako|eko)$|^(?:पढा|सिका)(?:ए|इए)?को$/u;
const isTaughtSo = ofWord((word) => TAUGHT_SO.test(word));

/** "in science …", "bigyan ma …" near the head: what follows was done in that lesson. */
function isInLesson(page: Page, at: number, to: number): boolean {
  const next = page.tokens[to]?.norm ?? '';
  const locative = /^(?:ma|मा)$/.test(next) || /(?:मा)$/.test(page.tokens[to - 1]?.norm ?? '');
  const place =
    senseAt(page, to, 'word', 'book') !== undefined || senseAt(page, to, 'word', 'event') !== undefined;
  const beside = page.classes.find((c) => c.to === at);
  const before = page.tokens[(beside?.from ?? at) - 1]?.norm;
  return at <= 10 && !place && (locative || before === 'in');
}

// The class understood: of a lesson, and of nothing else that a teacher writes.
const UNDERSTOOD = wordSet('bujhena bujhenan bujenan बुझेन बुझेनन् understood bujhe bujhey buje bujhyo बुझे बुझ्यो');

const LABELS = new Set(['topic', 'homework', 'understanding', 'lesson', 'classwork']);

/** Whether a label of an update stands in the text. */
export function isLabelled(said: Said): boolean {
  const { page, body } = said;
  return body.some((at) =>
    page.senses[at]?.some(
      (s) =>
        s.group === 'label' &&
        ((s.value === 'homework' && s.exact) || (LABELS.has(s.value) && isLabelMark(page, s.to))),
    ),
  );
}

/** The first token that is more than a class, a date, a label or small words: a subject up to there is a heading. */
function headingEnd(said: Said): number {
  const { page, body } = said;
  const covered = new Set<number>();
  for (const span of [...page.classes, ...page.dates('future')]) {
    for (let at = span.from; at < span.to; at += 1) covered.add(at);
  }
  for (const id of body) {
    if (isSeparator(page, id) || covered.has(id)) continue;
    const family = senseAt(page, id, 'notice', 'parents')?.exact === true;
    if (!family && (senseAt(page, id, 'connect') !== undefined || senseAt(page, id, 'label') !== undefined))
      continue;
    return id;
  }
  return body.at(-1) ?? -1;
}

/** Whether a place in the book or a verb that only teachers use is in a text. */
export function tellsLesson({ page, body }: Said): boolean {
  return body.some(
    (at) =>
      TAUGHT.test(page.tokens[at]?.norm ?? '') ||
      page.tokens[senseAt(page, at, 'work')?.to ?? -1]?.kind === 'number' ||
      page.tokens[senseAt(page, at, 'label', 'lesson')?.to ?? -1]?.kind === 'number',
  );
}

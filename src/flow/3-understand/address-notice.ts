import { chooseClass } from './choose-class.ts';
import { resolveClass, splitRecord } from './class-records.ts';
import { isSeparator } from './find-breaks.ts';
import type { ClassMention } from './find-classes.ts';
import { isUrgent } from './judge-urgency.ts';
import type { Page } from './page.ts';
import { isForSome } from './partial-audience.ts';
import type { Head } from './read-notice-head.ts';
import type { Announcement, UnderstandInput } from './reading.ts';
import { skipHeadRest } from './skip-head-rest.ts';
import { wordSet } from './word-set.ts';

/** The announcement whose own words begin behind its head; it asks where it is for some people only. */
export function announce(page: Page, input: UnderstandInput, head: Head): Announcement {
  const announcement = address(page, input, head);
  return head.staff || isForSome(page)
    ? { ...announcement, ask: announcement.ask ?? 'confirm' }
    : announcement;
}

/** Builds the announcement whose own words begin after the head. */
function address(page: Page, input: UnderstandInput, head: Head): Announcement {
  const text = ownWords(page, head.to);
  const urgent = head.urgent || isUrgent(page, head.to);
  const classes = head.classes.length > 0 || head.school ? head.classes : classesNamed(page, head.to);
  if (classes.length > 0 && !head.school) return toClasses(input, classes, text, urgent);
  if (head.school || input.role === 'admin') {
    return {
      intent: 'announcement',
      ask: input.role === 'admin' ? null : 'confirm',
      scope: 'school',
      text,
      urgent,
    };
  }
  const chosen = chooseClass([], input);
  return {
    intent: 'announcement',
    ask: chosen.unsure ? 'class' : null,
    scope: 'class',
    ...chosen.slots,
    text,
    urgent,
    ...(chosen.defaulted.length > 0 ? { defaulted: chosen.defaulted } : {}),
  };
}

/** In a list of several grades each stands for all its sections. */
function withSections(classes: readonly ClassMention[], input: UnderstandInput): ClassMention[] {
  return classes.flatMap((c) => {
    if (c.section !== undefined) return [c];
    const sections = input.classes.map(splitRecord).filter((r) => r.grade === c.grade);
    return sections.length === 0 ? [c] : sections.map((r) => ({ ...c, section: r.section }));
  });
}

/** Without an addressee, classes named at the beginning of the text say whom it is for ("aaja 6B ko class …"). */
function classesNamed(page: Page, from: number): ClassMention[] {
  const near = page.classes.filter((c) => c.from >= from);
  const [first] = near;
  if (first === undefined || first.from > from + NEAR) return [];
  const last = page.tokens.findIndex(
    (_, at) => at > first.from && isSeparator(page, at) && page.tokens[at]?.norm !== ',',
  );
  return near.filter((c) => last === -1 || c.from < last);
}

/** How many words may stand before a class for it to be whom the text is for. */
const NEAR = 3;

function toClasses(
  input: UnderstandInput,
  classes: ClassMention[],
  text: string,
  urgent: boolean,
): Announcement {
  const [first] = classes;
  if (classes.length === 1 && first !== undefined && first.section === undefined) {
    const resolved = resolveClass(first.grade, undefined, input.classes);
    const grade = Number(first.grade);
    const known = input.classes.some((c) => splitRecord(c).grade === first.grade);
    if (!resolved.unsure)
      return { intent: 'announcement', ask: null, scope: 'class', class: resolved.name, text, urgent };
    if (known && Number.isInteger(grade))
      return { intent: 'announcement', ask: null, scope: 'grade', grade, text, urgent };
    return { intent: 'announcement', ask: 'class', scope: 'class', class: resolved.name, text, urgent };
  }
  const chosen = chooseClass(withSections(classes, input), input);
  return {
    intent: 'announcement',
    ask: chosen.unsure ? 'class' : null,
    scope: 'class',
    ...chosen.slots,
    text,
    urgent,
  };
}

function ownWords(page: Page, from: number): string {
  let start = skipHeadRest(page, from);
  while (
    start < page.tokens.length &&
    (isSeparator(page, start) || JOINS.has(page.tokens[start]?.norm ?? '') || isForMany(page, start))
  ) {
    start += 1;
  }
  const first = page.tokens[start];
  return first === undefined ? '' : page.text.slice(first.start).trim();
}

const JOINS = wordSet('that ki कि bhanera lai लाई ले ko को');

/** "bachha haru lai …", "8B ko lagi …": the rest of whom a notice is for, behind its last word. */
function isForMany(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  if (MANY.has(norm)) return /^(?:lai|लाई)$/.test(page.tokens[at + 1]?.norm ?? '');
  return /^(?:lagi|लागि)$/.test(norm) && /(?:^ko|^ka|को|का)$/.test(page.tokens[at - 1]?.norm ?? '');
}

const MANY = wordSet('haru हरू हरु');

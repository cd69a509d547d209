import { isLabelMark } from './find-label.ts';
import type { Break } from './find-partings.ts';
import type { Sense } from './look-up-words.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/** The subject that a token names; not one of a person, nor a short form that is another word here. */
export function subjectAt(page: Page, at: number, gap: Break): Sense | undefined {
  const sense = senseAt(page, at, 'subject');
  if (sense === undefined) return undefined;
  if (isOfPerson(page, sense.to)) return undefined;
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
      return page.classAt(at - 1)?.to === at ? sense : undefined;
    }
    if (!sense.exact && token.norm.length < 5 && !isLabelMark(page, sense.to)) return undefined;
  }
  return sense;
}

/** "math teacher", "science sir": somebody, and no lesson. */
export function isOfPerson(page: Page, at: number): boolean {
  return TEACHERS.has(page.tokens[at]?.norm ?? '');
}

const TEACHERS = wordSet(
  'teacher teachers sir miss mam madam maam faculty शिक्षक सर मिस म्याम guru gurule sirko misko teacherko',
);

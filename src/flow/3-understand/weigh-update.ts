import { isSeparator } from './find-breaks.ts';
import { type Page, senseAt } from './page.ts';
import type { Said } from './said.ts';
import { isLabelMark } from './split-pieces.ts';

/**
 * How much a text looks like a daily update. `strong`: a label, or a subject as a heading; `weak`: a subject, a class
 * or a verb of teaching somewhere; `none`: nothing of the kind.
 */
export function weighUpdate(said: Said): 'strong' | 'weak' | 'none' {
  const { page, body } = said;
  let weak = false;
  for (const at of body) {
    for (const sense of page.senses[at] ?? []) {
      if (sense.group === 'label' && sense.value === 'homework' && sense.exact) return 'strong';
      if (
        sense.group === 'label' &&
        ['topic', 'homework', 'understanding', 'lesson', 'classwork'].includes(sense.value) &&
        isLabelMark(page, sense.to)
      )
        return 'strong';
      if (sense.group === 'subject' && sense.exact && (isLabelMark(page, sense.to) || isHeading(said, at)))
        return 'strong';
      if (sense.group === 'subject' || sense.group === 'work' || sense.group === 'task') weak = true;
      if (sense.group === 'label' && sense.value === 'lesson') weak = true;
      if (sense.group === 'teach' && sense.value !== 'given' && sense.exact) weak = true;
    }
  }
  const [first] = page.classes;
  if (first !== undefined && body[0] !== undefined && first.from <= (body[0] as number) + 1) weak = true;
  return weak ? 'weak' : 'none';
}

/** Whether only a class, "today" or small words stand before the token. */
function isHeading(said: Said, at: number): boolean {
  const { page, body } = said;
  for (const id of body) {
    if (id >= at) return true;
    if (isSeparator(page, id) || page.classes.some((c) => c.from <= id && id < c.to)) continue;
    if (senseAt(page, id, 'connect') !== undefined || senseAt(page, id, 'label') !== undefined) continue;
    if (page.dates('future').some((d) => d.from <= id && id < d.to)) continue;
    return false;
  }
  return true;
}

/** Links, lone numbers, emoji and nothing at all: nothing to pass on. */
export function isNotForSchool(said: Said): boolean {
  const { page, body } = said;
  if (
    /https?:\/\/|www\.|\b[\w-]+\.(?:com|org|net|np|me|be)\b\/?/i.test(page.text) &&
    !hasSchoolWord(page, body)
  )
    return true;
  if (body.some((at) => page.senses[at]?.some((s) => s.group === 'wish' && s.exact)) && !hasSchoolWord(page, body)) {
    // A wish with news in it ("school is closed … happy Tihar") is still an announcement.
    return !body.some((at) => page.senses[at]?.some((s) => s.group === 'notice' && (s.value === 'command' || s.value === 'closure' || s.value === 'urgent') && s.exact));
  }
  return !body.some((at) => page.tokens[at]?.kind === 'word');
}

function hasSchoolWord(page: Page, body: readonly number[]): boolean {
  return body.some(
    (at) => page.senses[at]?.some((s) => s.group === 'label' && s.value === 'homework' && s.exact) ?? false,
  );
}

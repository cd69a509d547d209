import { isSeparator } from './find-breaks.ts';
import { idsOf, type Page, senseAt } from './page.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/** Links, lone numbers, emoji and nothing at all: nothing to pass on. */
export function isNotForSchool(said: Said): boolean {
  const { page, body } = said;
  if (LINK.test(page.text) && !hasSchoolWord(page, body)) return true;
  if (
    body.some((at) =>
      page.senses[at]?.some((s) => s.group === 'wish' && s.exact && !isMood(page, at, s.to)),
    ) &&
    !hasSchoolWord(page, body)
  ) {
    // A wish with news in it ("school is closed … happy Tihar") is still an announcement.
    const wished = new Set(
      body.flatMap((at) =>
        FORWARDS.has(page.tokens[at]?.norm ?? '') ? idsOf(at, senseAt(page, at, 'wish')?.to ?? at) : [],
      ),
    );
    return !body.some(
      (at) =>
        !wished.has(at) &&
        page.senses[at]?.some(
          (s) =>
            s.group === 'notice' &&
            (s.value === 'command' || s.value === 'closure' || s.value === 'urgent') &&
            s.exact,
        ),
    );
  }
  return !body.some((at) => page.tokens[at]?.kind === 'word');
}

// The name before the dot is looked for backwards, so that no long word is read again from each of its letters.
const LINK = /https?:\/\/|www\.|(?<=\w-*)\.(?:com|org|net|np|me|be)\b/i;

const FORWARDS = wordSet('forward share fwd');

/** "All are here and happy!": how somebody is, and no wish. */
function isMood(page: Page, at: number, to: number): boolean {
  return (
    page.tokens[at]?.norm === 'happy' &&
    /^(?:and|are|is|was|were|so|very|all|be|feel|feeling|kids|looked|look|were|n)$/.test(
      page.tokens[at - 1]?.norm ?? '',
    ) &&
    (to >= page.tokens.length ||
      isSeparator(page, to) ||
      page.tokens[to]?.kind === 'emoji' ||
      page.tokens[to]?.norm === 'to')
  );
}

function hasSchoolWord(page: Page, body: readonly number[]): boolean {
  return body.some(
    (at) => page.senses[at]?.some((s) => s.group === 'label' && s.value === 'homework' && s.exact) ?? false,
  );
}

import type { Mark } from './find-marks.ts';
import { type indexNames, nameAt } from './match-names.ts';
import { type Page, senseAt } from './page.ts';

// "barsha le garda", "पानी परेर": a cause and no pupil.
export const CAUSE =
  /^(?:parekole|parekale|pareko|पर्यो|परेकोले|परेकाले|परेको|हुँदा|le|ले|garda|गर्दा|parera|परेर|bhaera|bhayera|भएर|karan|कारण|parda|पर्दा|due)$/;

/** "पानी परेकोले", "bato banda bhaera": where a cause of one or two words ends that begins here; -1 for none. */
export function causeEnd(page: Page, at: number): number {
  for (let k = 0; k < 2; k += 1) {
    const plain = (page.senses[at + k] ?? []).every((s) => s.group !== 'status' && s.group !== 'number');
    if (page.tokens[at + k]?.kind !== 'word' || !plain) return -1;
    const cause = page.senses[at + k + 1]?.find(
      (s) => s.group === 'guardian' && s.value === 'cause-after' && s.exact,
    );
    if (cause !== undefined) return cause.to;
  }
  return -1;
}

/** "on leave for the quiz contest", "absent due to a wedding": where the reason ends that begins here; -1 for none. */
export function purposeEnd(
  page: Page,
  at: number,
  marks: readonly Mark[],
  index: ReturnType<typeof indexNames>,
): number {
  const norm = page.tokens[at]?.norm ?? '';
  const purpose =
    /^(?:due|because|since|owing)$/.test(norm) ||
    (norm === 'for' && /^(?:the|a|an|his|her|their|some|family)$/.test(page.tokens[at + 1]?.norm ?? ''));
  if (!purpose || !marks.some((m) => m.is === 'status')) return -1;
  let to = at + 1;
  while (to < page.tokens.length && to < at + LONGEST_REASON && page.tokens[to]?.kind === 'word') {
    const ends =
      senseAt(page, to, 'word', 'and') !== undefined ||
      page.senses[to]?.some((s) => s.group === 'status' && s.value !== 'filler' && s.value !== 'count') ||
      nameAt(page, to, index) !== null;
    if (ends) break;
    to += 1;
  }
  return to;
}

/** Longest reason that is stepped over, in words. */
const LONGEST_REASON = 9;

const NOT_THERE = /^(?:chh?ainan?|xainan?|thiy?enan?|छैनन्?|थिएनन्?)$/;

/** Whether a text may say of rolls or pupils that they are not there, without a word of attendance. */
export function saysMissing(page: Page): boolean {
  return (
    page.tokens.some((token) => NOT_THERE.test(token.norm)) &&
    !page.senses.some((list) => list.some((s) => s.group === 'label' && s.value === 'homework'))
  );
}

/** "roll 1 ra 3 chaina" at the end of its clause: those are not there. */
export function isMissing(page: Page, at: number, marks: readonly Mark[]): boolean {
  const last = marks.at(-1);
  if (!NOT_THERE.test(page.tokens[at]?.norm ?? '') || (last?.is !== 'rolls' && last?.is !== 'pupils'))
    return false;
  const next = page.tokens[at + 1];
  const ends = next?.kind !== 'word' || /^(?:hai|है|aaja|aja|आज|sir|miss)$/.test(next.norm);
  return ends && saysMissing(page);
}

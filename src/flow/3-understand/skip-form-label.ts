import { isLabelMark } from './find-label.ts';
import type { Break } from './find-partings.ts';
import { type Page, senseAt } from './page.ts';

/** "2. Homework: …": the number before a label or subject at the head of a line; -1 where there is none. */
export function enumeratorEnd(page: Page, at: number, gap: Break): number {
  const token = page.tokens[at];
  if (gap < 3 || token?.kind !== 'number' || !/^[.):-]$/.test(page.tokens[at + 1]?.norm ?? '')) return -1;
  const label = page.senses[at + 2]?.find(
    (s) => s.group === 'subject' || (s.group === 'label' && s.value !== 'section'),
  );
  return label !== undefined && isLabelMark(page, label.to) ? at + 2 : -1;
}

/** "Class:", "Subject:", "विषय:" before what they name, and "विषयमा" after it. */
export function formLabelAt(page: Page, at: number, gap: Break): number | null {
  const sense = page.senses[at]?.find(
    (s) =>
      s.group === 'label' &&
      (s.value === 'subject' || s.value === 'class' || s.value === 'date' || s.value === 'section'),
  );
  // "bishaya bigyan": the subject itself marks its label.
  const named = sense?.value === 'subject' && senseAt(page, sense.to, 'subject')?.exact === true;
  if (sense === undefined || gap === 0 || !(named || isLabelMark(page, sense.to))) return null;
  if (sense.value === 'date') {
    const date = page.dates('future').find((d) => d.from >= sense.to && d.from <= sense.to + 3);
    return date?.to ?? sense.to;
  }
  return sense.to;
}

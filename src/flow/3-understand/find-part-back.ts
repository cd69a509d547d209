import { isLabelMark } from './find-label.ts';
import type { Sense } from './look-up-words.ts';
import { endsLabel, isShared } from './names-part.ts';
import { type Page, senseAt } from './page.ts';
import type { Part } from './read-update.ts';

/** "hw english ko …" behind several subjects: the part of that subject, if it is open already. */
export function backTo(
  page: Page,
  part: Part,
  parts: readonly Part[],
  subject: Sense,
  at: number,
): Part | undefined {
  const previous = part.ids.at(-1);
  const shared = part.subject !== subject.value && isShared(page, part, subject);
  if (previous === undefined || !(endsLabel(page, previous, at) || shared)) return undefined;
  const same = parts.find((p) => p.subject === subject.value);
  return same !== undefined && (same !== part || !isLabelMark(page, subject.to)) ? same : undefined;
}

/** "…, no homework in maths": where in the part the words begin that go to that subject; -1 where there are none. */
export function noneStart(page: Page, part: Part, subject: Sense, at: number): number {
  const last = part.ids.at(-1);
  if (part.subject === undefined || part.subject === subject.value || last === undefined) return -1;
  if (!/^(?:in|for|of)$/.test(page.tokens[last]?.norm ?? '') || !endsLabel(page, last, at)) return -1;
  const label = part.ids.findLastIndex((id) => senseAt(page, id, 'label', 'homework') !== undefined);
  const none = part.ids[label - 1];
  return none !== undefined && senseAt(page, none, 'word', 'nothing') !== undefined ? label - 1 : -1;
}

/** Takes the label at the end of a part away from it. */
export function takeLabel(page: Page, part: Part, at: number): void {
  const last = part.ids.at(-1);
  if (last === undefined || !endsLabel(page, last, at)) return;
  const label = part.ids.findLastIndex((id) => senseAt(page, id, 'label', 'homework') !== undefined);
  part.ids = part.ids.slice(0, label);
}

import { type Page, senseAt } from './page.ts';
import type { Part } from './read-update.ts';

/** Whether something was said of the part that is complete: a place in the book, homework, or that there is none. */
export function isFilled(page: Page, { ids }: Part): boolean {
  let n = unfilled.get(ids) ?? 0;
  while (n < ids.length && !fills(page, ids[n] as number)) n += 1;
  unfilled.set(ids, n);
  return n < ids.length;
}

/** How many tokens at the head of a part were seen to fill nothing: it is asked again at each later subject. */
const unfilled = new WeakMap<readonly number[], number>();

function fills(page: Page, id: number): boolean {
  return (
    senseAt(page, id, 'label', 'homework') !== undefined ||
    page.tokens[senseAt(page, id, 'work')?.to ?? -1]?.kind === 'number' ||
    senseAt(page, id, 'teach', 'before') !== undefined
  );
}

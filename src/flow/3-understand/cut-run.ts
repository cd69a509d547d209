import type { Break } from './find-partings.ts';
import { type Page, senseAt } from './page.ts';
import type { Piece } from './split-pieces.ts';

/** "profit and loss ex 9 q 1-10": a numbered place in the book that closes the run is a piece of its own. */
export function startsWork(
  page: Page,
  ids: readonly number[],
  n: number,
  buffer: readonly number[],
  pieces: readonly Piece[],
  sep: Break,
): boolean {
  const at = ids[n] as number;
  if (buffer.length === 0 || (sep <= 1 && pieces.at(-1)?.kind === 'label')) return false;
  const sense = senseAt(page, at, 'work');
  if (sense === undefined || !sense.exact || page.tokens[at]?.kind !== 'word') return false;
  if (/^(?:no|nos|number|sums?|problems?|hisab|p|pp)$/.test(page.tokens[at]?.norm ?? '')) return false;
  let number = sense.to;
  while (/^(?:no|nos|number|नं|\.|:|#)$/.test(page.tokens[number]?.norm ?? '')) number += 1;
  if (page.tokens[number]?.kind !== 'number') return false;
  const last = buffer.at(-1) as number;
  const joined =
    /^(?:of|from|to|in|on|upto|till|up|ko|को|dekhi|देखि|until|with|and|ra|र|the|did|solved|solve|do|done|complete|completed|finished|covered|revised|discussed|taught|see|about|,|&)$/.test(
      page.tokens[last]?.norm ?? '',
    ) ||
    page.tokens[last]?.kind === 'number' ||
    /(?:को|का|मा)$/u.test(page.tokens[last]?.norm ?? '') ||
    senseAt(page, last, 'word', 'book') !== undefined ||
    buffer.slice(0, 3).some((id) => /^(?:gave|given|give|assigned)$/.test(page.tokens[id]?.norm ?? '')) ||
    senseAt(page, last, 'work') !== undefined ||
    senseAt(page, last, 'task') !== undefined;
  if (
    joined ||
    buffer.every(
      (id) =>
        senseAt(page, id, 'connect') !== undefined || senseAt(page, id, 'teach', 'before') !== undefined,
    )
  )
    return false;
  // "… ex 9 padhaiyo": taught, not set.
  return !ids
    .slice(n, n + NEAR)
    .some(
      (id) =>
        senseAt(page, id, 'teach', 'after') !== undefined ||
        senseAt(page, id, 'teach', 'given') !== undefined,
    );
}

/** "…, this is homework": how many words at the end of the run point back to what was said before; 0 for none. */
export function backReference(page: Page, buffer: readonly number[]): number {
  const tail = buffer
    .slice(-4)
    .map((id) => page.tokens[id]?.norm ?? '')
    .join(' ');
  const found =
    /(?:^| )((?:this|these|that|thats|that's|it|its|it's|those|yo|yei|yahi|yehi|यो|यही|यी|tyo|त्यो)(?: (?:is|are|was|will|be|all|nai|chai|the|their|your|our|for|as|ho|हो|नै|चाहिँ))*)$/.exec(
      tail,
    );
  if (found === null) return 0;
  const count = (found[1] as string).split(' ').length;
  return count >= 2 || /^(?:that'?s|it'?s)/.test(found[1] as string) || buffer.length === count ? count : 0;
}

/** How many words behind a place in the book are looked at for a verb of teaching. */
const NEAR = 14;

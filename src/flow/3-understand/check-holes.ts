import { type OpenSlot, type Page, senseAt } from './page.ts';
import type { DailyUpdate } from './reading.ts';

/**
 * Whether a class or a label was cut out of the middle of what stands in a slot ("Students of [8A] enjoyed the poem"), so
 * that the words on both sides of it now read on. What was meant may be another thing; the sender is asked.
 */
export function isTorn(page: Page, update: DailyUpdate, open: OpenSlot): boolean {
  const cuts = [...page.classes, ...homeworkLabels(page)].map((cut) => widen(page, cut));
  if (cuts.length === 0) return false;
  const joined = joinedNorms(update, open);
  return cuts.some(({ from, to }) => {
    const [before, after] = [page.tokens[from - 1], page.tokens[to]];
    return before?.kind === 'word' && after?.kind === 'word' && joined.has(`${before.norm} ${after.norm}`);
  });
}

interface Cut {
  from: number;
  to: number;
}

function homeworkLabels(page: Page): Cut[] {
  return page.senses.flatMap((_, at) => {
    const label = senseAt(page, at, 'label', 'homework');
    return label === undefined ? [] : [{ from: at, to: label.to }];
  });
}

/** With the subject that stands beside it and was cut out too: "in [7A science] this morning". */
function widen(page: Page, { from, to }: Cut): Cut {
  return { from, to: senseAt(page, to, 'subject')?.to ?? to };
}

/** Every two words that stand beside each other in a slot. */
function joinedNorms({ updates }: DailyUpdate, open: OpenSlot): Set<string> {
  const joined = new Set<string>();
  for (const { topic, homework, note } of updates)
    for (const slot of [topic, homework, note]) {
      if (slot === undefined) continue;
      let before = '';
      for (const { norm } of open(slot).tokens) {
        joined.add(`${before} ${norm}`);
        before = norm;
      }
    }
  return joined;
}

import { type OpenSlot, type Page, senseAt } from './page.ts';
import type { DailyUpdate } from './reading.ts';

/**
 * Whether a class or a label was cut out of the middle of what stands in a slot ("Students of [8A] enjoyed the poem"), so
 * that the words on both sides of it now read on. What was meant may be another thing; the sender is asked.
 */
export function isTorn(page: Page, update: DailyUpdate, open: OpenSlot): boolean {
  const cuts = [...page.classes, ...homeworkLabels(page)].map((cut) => widen(page, cut));
  if (cuts.length === 0) return false;
  return cuts.some(({ from, to }) => {
    const before = page.tokens[from - 1];
    const after = page.tokens[to];
    return before?.kind === 'word' && after?.kind === 'word' && readOn(before.norm, after.norm, update, open);
  });
}

interface Cut {
  from: number;
  to: number;
}

function homeworkLabels(page: Page): Cut[] {
  const labels: Cut[] = [];
  for (let at = 0; at < page.senses.length; at += 1) {
    const label = senseAt(page, at, 'label', 'homework');
    if (label !== undefined) labels.push({ from: at, to: label.to });
  }
  return labels;
}

/** With the subject that stands beside it and was cut out too: "in [7A science] this morning". */
function widen(page: Page, { from, to }: Cut): Cut {
  return { from, to: senseAt(page, to, 'subject')?.to ?? to };
}

/** Whether two words stand beside each other in a slot. */
function readOn(before: string, after: string, { updates }: DailyUpdate, open: OpenSlot): boolean {
  return updates.some(({ topic, homework, note }) =>
    [topic, homework, note].some((slot) => {
      if (slot === undefined) return false;
      const { tokens } = open(slot);
      return tokens.some(({ norm }, at) => norm === after && (tokens[at - 1]?.norm ?? '') === before);
    }),
  );
}

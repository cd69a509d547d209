import { type Page, senseAt } from './page.ts';
import type { DailyUpdate } from './reading.ts';
import { tokenise } from './tokenise.ts';

/**
 * Whether a class or a label was cut out of the middle of what stands in a slot ("Students of [8A] enjoyed the poem"), so
 * that the words on both sides of it now read on. What was meant may be another thing; the sender is asked.
 */
export function isTorn(page: Page, update: DailyUpdate): boolean {
  const cuts = [...page.classes, ...homeworkLabels(page)].map((cut) => widen(page, cut));
  if (cuts.length === 0) return false;
  const slots = update.updates.flatMap((u) => [u.topic, u.homework, u.note]).map(normsOf);
  return cuts.some(({ from, to }) => {
    const [before, after] = [page.tokens[from - 1], page.tokens[to]];
    if (before?.kind !== 'word' || after?.kind !== 'word') return false;
    return slots.some((norms) =>
      norms.some((norm, n) => norm === before.norm && norms[n + 1] === after.norm),
    );
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

function normsOf(slot: string | undefined): string[] {
  return slot === undefined ? [] : tokenise(slot).map((token) => token.norm);
}

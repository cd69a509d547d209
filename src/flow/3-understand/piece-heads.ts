import { type Layout, labelOf, leftAt } from './layout.ts';
import type { Token } from './tokenise.ts';

/** Whether a piece of an update or a roll call seems to begin at a token: a class, a subject, a label, a status. */
export function recognisedAt(layout: Layout, from: number): boolean {
  let at = leftAt(layout, from);
  while (AROUND.has(layout.tokens[at]?.raw ?? '')) at = leftAt(layout, at + 1);
  if (isClassAt(layout, at) || labelOf(layout, at)?.exact) return true;
  return layout.senses[at]?.some((s) => s.exact && s.group === 'subject') ?? false;
}

/** What may stand around a label or a class in bold or in brackets. */
const AROUND = new Set(['*', '_', '~', '(', '[', '"', "'"]);

/** "6A", "VI A", "10": a grade at the head of a short piece, or before a section. */
export function isClassAt(layout: Layout, at: number): boolean {
  const token = layout.tokens[at];
  const next = layout.tokens[at + 1];
  const graded =
    token?.kind === 'number'
      ? Number(token.norm) <= 12
      : (layout.senses[at] ?? []).some((s) => s.group === 'grade' && s.exact);
  if (!graded || next === undefined) return false;
  const section = next.kind === 'word' && SECTION.test(next.norm);
  return section || ('\'"(-'.includes(next.norm) && SECTION.test(layout.tokens[at + 2]?.norm ?? ''));
}

const SECTION = /^(?:[a-h]|ka|kha|ga|gha|क|ख|ग|घ)$/;

/** Whether all that stands between two tokens says who came and names nobody. */
export function tellsStatusOnly(layout: Layout, from: number, to: number): boolean {
  let some = false;
  for (let at = from; at < to; at += 1) {
    const token = layout.tokens[at] as Token;
    if (token.kind !== 'word') {
      if (token.kind === 'number') return false;
      continue;
    }
    const status =
      layout.senses[at]?.some((s) => s.group === 'status' && s.value !== 'filler') ||
      /^[palप]$/.test(token.norm);
    if (!status) return false;
    some = true;
  }
  return some;
}
